# make run    sets everything up and builds the graph of seeds/ into output/
# make test   sets everything up and runs every check
# make help   the rest
.DEFAULT_GOAL := help
.PHONY: help run test setup lint types imports tests check-output count lock clean
SHELL := /bin/bash

# The first Python that is new enough; `make PYTHON=...` takes another.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTEST_ARGS ?= -n auto --cov --cov-report=term

help:  ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' Makefile | expand -t 20

run: $(VENV)/.run-ready  ## builds the graph of the five seed articles into output/
	$(BIN)/kg build seeds/ --output output

test: setup lint types imports tests  ## every check: ruff, mypy, import-linter, tests with coverage

setup: $(VENV)/.test-ready  ## only sets up what the checks need

lint:
	$(BIN)/ruff check .
types:
	$(BIN)/mypy
imports:
	$(BIN)/lint-imports
tests:
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check-output: $(VENV)/.run-ready  ## output/ is what the code of today builds, byte for byte
	@fresh=$$(mktemp -d) && trap 'rm -rf "$$fresh"' EXIT && \
	$(BIN)/kg build seeds/ --quiet --output "$$fresh/output" && \
	diff -r output "$$fresh/output" && echo "output/ is what the code builds"

count: setup  ## writes down how many tests there are, which CI expects to run
	$(BIN)/python -m pytest --collect-only -q --no-header | sed -n 's/ tests collected.*//p' > tests/expected-count
	@cat tests/expected-count

lock: setup  ## resolves the requirements anew
	tools/lock "$(BIN)/uv"

clean:  ## removes what was set up here
	rm -rf $(VENV) tests/node_modules

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and is not on the PATH." >&2; exit 1; }
	PYTHON=$(PYTHON) tools/system-packages venv
	$(PYTHON) -m venv $(VENV)

# Pinned and checked by hash; this folder itself is installed in place, without resolving anything.
$(VENV)/.run-ready: pyproject.toml requirements.lock | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q kg
	@touch $@

$(VENV)/.test-ready: requirements-dev.lock tests/package-lock.json $(VENV)/.run-ready
	tools/system-packages test
	$(PIP) install --require-hashes -r requirements-dev.lock
	if command -v npm >/dev/null; then npm ci --prefix tests --no-audit --no-fund --loglevel=error; fi
	@touch $@
