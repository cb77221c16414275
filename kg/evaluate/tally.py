"""Counting, and what counts come to."""

from __future__ import annotations

from collections import Counter


class Tally:
    """Counts, and what is worth a look."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.lines: list[str] = []

    def add(self, name: str, count: int = 1) -> None:
        self.counts[name] += count

    def add_met(self, name: str, right: int, wrong: int, missed: int) -> None:
        """Count what is right, what is wrong, and what is missed of a kind."""
        self.add(f"{name}_tp", right)
        self.add(f"{name}_fp", wrong)
        self.add(f"{name}_fn", missed)

    def say(self, what: str, file: str, told: str) -> None:
        self.lines.append(f"  {what:6} {file} {told}")

    def met(self, name: str) -> dict[str, float] | None:
        """Precision, recall and F1 of a kind; None where there is none to be found or told."""
        counts = [self.counts[f"{name}_{end}"] for end in ("tp", "fp", "fn")]
        return prf(*counts) if any(counts) else None

    def share(self, part: str, whole: str) -> float | None:
        """One count in another; None if that is none."""
        of = self.counts[whole]
        return round(self.counts[part] / of, 4) if of else None


def prf(right: int, wrong: int, missed: int) -> dict[str, float]:
    """Precision, recall and F1 to four digits."""
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    both = precision + recall
    f1 = round(2 * precision * recall / both, 4) if both else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": f1}
