"""A page opened in a browser, and everything that went on behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page


@dataclass
class Visit:
    """The page, what it requested, and what it complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def run(self, script: str, argument: object = None) -> Any:
        return self.page.evaluate(script, argument)

    def text(self, selector: str) -> str:
        return self.page.locator(selector).inner_text()

    def box(self, selector: str) -> dict[str, float]:
        """Where an element stands: x, y, width, height."""
        found = self.page.locator(selector).bounding_box()
        assert found is not None, f"{selector} is not on the page"
        return dict(found)  # type: ignore[arg-type]


Open = Callable[..., Visit]  # a path or an address, and options of a browser context
