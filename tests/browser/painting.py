"""What is painted on the canvas, by colour."""

from __future__ import annotations

from visiting import Visit

KINDS = ("person", "organization", "country", "place", "event", "topic", "agreement")

# Counts the pixels of each colour named in the style sheet, and finds a full spot of it.
_SCRIPT = """(names) => {
  const canvas = document.querySelector("#canvas canvas");
  const { width, height } = canvas;
  const pixels = new Uint32Array(
    canvas.getContext("2d").getImageData(0, 0, width, height).data.buffer);
  const style = getComputedStyle(document.documentElement);
  const ratio = width / canvas.getBoundingClientRect().width;
  const found = {};
  for (const name of names) {
    const hex = style.getPropertyValue("--" + name).trim().slice(1);
    const [r, g, b] = [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16));
    const wanted = ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
    let count = 0, spot = null;
    for (let y = 3; y < height - 3; y += 1) {
      for (let x = 3; x < width - 3; x += 1) {
        if (pixels[y * width + x] !== wanted) continue;
        count += 1;
        if (spot) continue;
        let full = true;
        for (let dy = -2; full && dy <= 2; dy += 1)
          for (let dx = -2; full && dx <= 2; dx += 1)
            full = pixels[(y + dy) * width + x + dx] === wanted;
        if (full) spot = [x / ratio, y / ratio];
      }
    }
    found[name] = { count, spot };
  }
  let painted = 0;
  for (const pixel of pixels) if (pixel >>> 24) painted += 1;
  return { found, painted };
}"""


def painted(visit: Visit) -> dict[str, int]:
    """Pixels of each kind's colour."""
    found = visit.run(_SCRIPT, list(KINDS))["found"]
    return {kind: found[kind]["count"] for kind in KINDS}


def painted_at_all(visit: Visit) -> int:
    """Pixels that are not empty."""
    return int(visit.run(_SCRIPT, [])["painted"])


def spot(visit: Visit, kind: str) -> tuple[float, float]:
    """A place on the page in the middle of a node of this kind."""
    x, y = visit.run(_SCRIPT, [kind])["found"][kind]["spot"]
    box = visit.box("#canvas")
    return box["x"] + x, box["y"] + y


def click_on(visit: Visit, kind: str) -> None:
    """Clicks a node of this kind on the canvas."""
    visit.page.mouse.click(*spot(visit, kind))
    visit.page.wait_for_timeout(450)  # vis-network waits for a second click
