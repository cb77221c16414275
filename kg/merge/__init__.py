"""Merging: which names and events are the same thing, recorded as decisions.

The graph is what claims and decisions add up to; claims are never rewritten.
"""

from __future__ import annotations

from kg.merge.assemble import merge
from kg.merge.decisions import UserDecisions, load_decisions

__all__ = ["UserDecisions", "load_decisions", "merge"]
