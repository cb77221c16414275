"""CI skips nothing and loses nothing: the hooks of tests/conftest.py."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = """
import pytest

def test_that_runs():
    assert True

def test_that_skips():
    pytest.skip("no browser")

@pytest.mark.skipif(True, reason="no fonts")
def test_that_is_marked():
    assert True

@pytest.mark.xfail(reason="known", strict=True)
def test_known_failure():
    assert False
"""


@pytest.fixture
def run_tests(tmp_path: Path, root: Path):
    """Run four tests of which two skip, beside a copy of our conftest."""

    def run(module: str = TESTS, **environment: str) -> subprocess.CompletedProcess[str]:
        conftest = (root / "tests" / "conftest.py").read_text(encoding="utf-8")
        (tmp_path / "conftest.py").write_text(conftest, encoding="utf-8")
        (tmp_path / "test_some.py").write_text(module, encoding="utf-8")
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("KG_", "COV_"))}
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:cov", "-q", "."],
            cwd=tmp_path, env=inherited | environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run


def test_skips_are_allowed_outside_ci(run_tests):
    result = run_tests()
    assert result.returncode == 0, result.stdout
    assert "1 passed, 2 skipped, 1 xfailed" in result.stdout


def test_skips_fail_in_ci_with_their_reasons(run_tests):
    result = run_tests(KG_CI="1")
    assert result.returncode == 1
    assert "1 failed, 1 passed, 1 xfailed, 1 error" in result.stdout
    assert "no browser" in result.stdout
    assert "no fonts" in result.stdout


def test_only_what_needs_the_corpus_may_skip_in_ci(run_tests):
    marked = """
import pytest

@pytest.fixture
def news():
    pytest.skip("no corpus")

@pytest.mark.needs_corpus
def test_the_news(news):
    assert False
"""
    result = run_tests(marked, KG_CI="1")
    assert result.returncode == 0, result.stdout
    assert "1 skipped" in result.stdout


def test_a_skipped_module_fails_in_ci(run_tests):
    result = run_tests("import pytest\npytest.importorskip('no_such_module')\n", KG_CI="1")
    assert result.returncode != 0
    assert "1 error" in result.stdout


def test_the_expected_number_passes(run_tests):
    assert run_tests(KG_EXPECT_TESTS="4").returncode == 0


def test_another_number_fails(run_tests):
    result = run_tests(KG_EXPECT_TESTS="5")
    assert result.returncode == 1
    assert "4 tests ran, 5 are expected" in result.stdout
