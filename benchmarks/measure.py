"""One build in a process of its own, whose peak of memory is that of nothing else.

usage: python -m benchmarks.measure FOLDER PROCESSES; prints JSON
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from os import times
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from kg import pipeline


class Stages:
    """Wall and CPU seconds of each stage; CPU of helpers counts where they end."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[float, float]] = {}

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[pipeline.Step]:
        """See kg.pipeline.Watch."""
        begun = perf_counter(), sum(times()[:4])
        yield lambda: None
        self.found[name] = perf_counter() - begun[0], sum(times()[:4]) - begun[1]


def main() -> None:
    """Build and write, and tell what it took."""
    folder, processes = Path(sys.argv[1]), int(sys.argv[2])
    stages, options = Stages(), pipeline.BuildOptions(processes=processes)
    with TemporaryDirectory() as place, stages.stage("all"):
        graph = pipeline.build([folder], options=options, watch=stages)
        pipeline.write(graph, Path(place) / "output", options=options, watch=stages)
    peaks = [resource.getrusage(who).ru_maxrss >> 10
             for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps({
        "articles": len(graph.articles),
        "bytes": sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()),
        "stages": stages.found, "megabytes": peaks,
    }))


if __name__ == "__main__":
    main()
