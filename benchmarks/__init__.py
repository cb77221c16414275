"""How fast a build is, and what it takes: ``python -m benchmarks``; see ``--help``."""
