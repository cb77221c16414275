"""Numbers of meetings: 第八次会见."""

from __future__ import annotations

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
ORDINAL = re.compile(r"第([一二三四五六七八九十百]{1,5}|[0-9]{1,3})次(?:视频|电话|双边|正式)?$")


def written_number(written: str) -> int:
    """A Chinese or Arabic number up to 999."""
    if written.isdigit():
        return int(written)
    total, digit = 0, 0
    for character in written:
        if character in "十百":
            total += max(digit, 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit
