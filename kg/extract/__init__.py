"""From a clean article to mentions and claims.

``compile_matcher`` turns knowledge into matchers once; ``extract`` is then a pure function of
one article.
"""

from __future__ import annotations

from kg.extract.pipeline import Matcher, compile_matcher, extract

__all__ = ["Matcher", "compile_matcher", "extract"]
