"""Makes the sample graph importable, and its output folder available, for the tests here."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

BASE = "https://w3id.org/diplomacy-kg/id"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the sample graph."""
    from told_sample import complete, sample

    from kg.rdf.write import write_output

    written = tmp_path_factory.mktemp("output")
    write_output(sample(), written, BASE)
    complete(written)
    return written
