"""What all tests share. With KG_CI=1 nothing may skip, and every expected test must run.

Only what needs the corpus of news may: that is no part of this repository.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no failure: no test asserts a time.
settings.register_profile("kg", deadline=None)
settings.load_profile("kg")

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("KG_CI") == "1"
EXPECTED = os.environ.get("KG_EXPECT_TESTS")
NEEDS_CORPUS = "needs_corpus"
OUTCOMES = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The five seed articles."""
    return ROOT / "seeds"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """An empty folder that every user of the machine may reach."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="session")
def unprivileged() -> Callable[[], AbstractContextManager[None]]:
    """A block in which this process is no longer root, who may read everything."""

    @contextmanager
    def block() -> Iterator[None]:
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)  # nobody
        try:
            yield
        finally:
            os.seteuid(user)

    return block


def _must_run(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Where nothing may skip, a skip is a failure that tells its reason."""
    may_skip = hasattr(report, "wasxfail") or NEEDS_CORPUS in getattr(report, "keywords", ())
    if IN_CI and report.skipped and not may_skip:
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was skipped, which CI does not allow: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _must_run(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _must_run(report)
    return report


def _ran(config: pytest.Config) -> int:
    """How many tests have a result."""
    reporter = config.pluginmanager.getplugin("terminalreporter")
    reports = (report for outcome in OUTCOMES for report in reporter.stats.get(outcome, ()))
    return len({report.nodeid for report in reports if isinstance(report, pytest.TestReport)})


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail where KG_EXPECT_TESTS asks for another number of tests than ran."""
    is_worker = hasattr(session.config, "workerinput")
    if EXPECTED and not is_worker and _ran(session.config) != int(EXPECTED):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if EXPECTED and _ran(config) != int(EXPECTED):
        terminalreporter.write_line(
            f"{_ran(config)} tests ran, {EXPECTED} are expected: tests were lost, or "
            "tests/expected-count is to be changed",
            red=True,
        )
