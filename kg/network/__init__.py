"""The network stage: who is in contact with whom, what comes up together, who stands where.

Everything is counted on events, not on articles, so that a story told twice counts once, and
only on events that took place or are under way.
"""

from __future__ import annotations

from kg.network.analysis import analyse
from kg.network.files import write_files

__all__ = ["analyse", "write_files"]
