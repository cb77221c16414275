"""Builds of seeds made many, and of a corpus: how fast each stage is, and how that grows."""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.articles import write_articles

Measured = Mapping[str, Any]
_ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Measure what is asked for, and print a table for each build."""
    asked = _arguments()
    sizes = sorted(asked.sizes)
    for processes in asked.processes:
        found = [_seeds(size, processes) for size in sizes]
        for smaller, larger in pairwise(found):
            _print_growth(smaller, larger)
        if asked.corpus:
            _print(str(asked.corpus), processes, _measured(asked.corpus, processes))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 4000],
                        help="how many articles to make of the seeds")
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--corpus", type=Path, help="a folder of news to build as well")
    return parser.parse_args()


def _seeds(size: int, processes: int) -> Measured:
    with TemporaryDirectory() as place:
        write_articles(_ROOT / "seeds", Path(place), size)
        found = _measured(Path(place), processes)
    _print("seeds", processes, found)
    return found


def _measured(folder: Path, processes: int) -> Measured:
    words = [sys.executable, "-m", "benchmarks.measure", str(folder), str(processes)]
    done = subprocess.run(words, cwd=_ROOT, stdout=subprocess.PIPE, check=True)
    found: Measured = json.loads(done.stdout)
    return found


def _print(name: str, processes: int, found: Measured) -> None:
    articles, megabytes = found["articles"], found["bytes"] / 1e6
    own, helper = found["megabytes"]
    print(f"\n{name}: {articles:,} articles, {megabytes:.1f} MB, {processes} at work; "
          f"peak memory {own:,} MB, of the largest helper {helper:,} MB")
    print(f"{'stage':20}{'wall s':>9}{'CPU s':>9}{'articles/s':>12}{'MB/s':>9}")
    for stage, (wall, cpu) in found["stages"].items():
        rates = f"{articles / wall:12.1f}{megabytes / wall:9.2f}" if wall > 0.005 else ""
        print(f"{stage:20}{wall:9.2f}{cpu:9.2f}{rates}", flush=True)


def _print_growth(smaller: Measured, larger: Measured) -> None:
    """By which power of the number of articles time and memory grow: 1.00 is in step."""
    scale = math.log(larger["articles"] / smaller["articles"])
    print(f"\ngrowth from {smaller['articles']:,} to {larger['articles']:,}: exponent of CPU")
    for stage, (_, cpu) in larger["stages"].items():
        before = smaller["stages"][stage][1]
        if before > 0.05:
            print(f"{stage:20}{math.log(cpu / before) / scale:9.2f}")
    memory = larger["megabytes"][0] / smaller["megabytes"][0]
    print(f"{'memory':20}{math.log(memory) / scale:9.2f}", flush=True)


if __name__ == "__main__":
    main()
