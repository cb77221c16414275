"""Puts pages together: one file each, nothing loaded from elsewhere, nothing inline but its own."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.show.words import ASSETS

if TYPE_CHECKING:
    from jinja2 import Environment

_DARK = re.compile(r"/\* dark \*/\n:root \{(.*?)\}\n/\* end dark \*/", re.S)


def environment() -> Environment:
    """Templates that turn every text they are given into text, never into markup."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(ASSETS, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def asset(name: str) -> str:
    """One of our own files below ``assets/``."""
    return (ASSETS / name).read_text(encoding="utf-8")


def style(*names: str, dark: str, light: str) -> str:
    """Style sheets in one; ``dark`` and ``light`` select a page on which one was chosen.

    Where neither was, the page follows the reader's system.
    """
    text = "".join(asset(name) for name in names)
    return _DARK.sub(
        lambda match: (
            f":root{dark} {{{match.group(1)}}}\n"
            f"@media (prefers-color-scheme: dark) {{ :root:not({light}) {{{match.group(1)}}} }}"
        ),
        text,
    )


def policy(*, scripts: tuple[str, ...], styles: tuple[str, ...]) -> str:
    """A content security policy that allows these very scripts and styles, and no request."""
    allowed = {
        "default-src": "'none'",
        "script-src": " ".join(map(_hash, scripts)) or "'none'",
        "style-src": " ".join(map(_hash, styles)),
        "img-src": "data: blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def json_block(value: Mapping[str, Any]) -> str:
    """JSON that can stand in a script element: no text in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
