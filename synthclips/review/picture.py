"""One picture of one clip: a contact sheet with boxes, the timeline under it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image

from synthclips.formats import look
from synthclips.formats.frames import frames_at
from synthclips.formats.sheet import GAP, MARGIN, drawn, png
from synthclips.formats.telling import telling
from synthclips.review.timeline import strip

COLUMNS, ROWS = 3, 3
FRAME_PX = 480


def picture(clip: Path, truth: Mapping[str, Any]) -> bytes:
    """PNG of one clip: verdict and caption, frames, timeline, and where it comes from."""
    width = COLUMNS * FRAME_PX + (COLUMNS - 1) * GAP
    frames = _frames(clip, truth)
    below = strip(truth, width)
    caption = look.wrapped(truth["caption"], 20, width)
    head = 84 + 28 * len(caption)
    rows = -(-len(frames) // COLUMNS)
    high = rows * (frames[0].height + GAP)
    image, draw = look.page(width + 2 * MARGIN, MARGIN + head + high + 24 + below.height + 56)
    provenance = truth["provenance"]
    draw.text(
        (MARGIN, MARGIN),
        f"{provenance['scene']}  seed {provenance['seed']}, clip {provenance['index']}",
        look.INK,
        look.font(28),
        anchor="lt",
    )
    x = MARGIN
    for words, colour in _badges(truth):
        x += look.pill(draw, (x, MARGIN + 54), words, colour, 15) + 8
    for i, line in enumerate(caption):
        draw.text((MARGIN, MARGIN + 78 + 28 * i), line, look.INK, look.font(20), anchor="lt")
    for i, frame in enumerate(frames):
        image.paste(frame, (MARGIN + i % COLUMNS * (FRAME_PX + GAP), MARGIN + head + i // COLUMNS * (frame.height + GAP)))
    image.paste(below, (MARGIN, MARGIN + head + high + 24))
    draw.text(
        (MARGIN, image.height - 30),
        f"synthclips {provenance['version']}. {provenance['says']}",
        look.FAINT,
        look.font(14),
        anchor="lm",
    )
    return png(image)


def _frames(clip: Path, truth: Mapping[str, Any]) -> list[Image.Image]:
    indices = telling(truth, COLUMNS * ROWS)
    size = {"width": truth["clip"]["width_px"], "height": truth["clip"]["height_px"]}
    return [drawn(f, truth, i, width_px=FRAME_PX) for f, i in zip(frames_at(clip, indices, **size), indices, strict=True)]


def _badges(truth: Mapping[str, Any]) -> list[tuple[str, look.Colour]]:
    badges = [(truth["verdict"], look.VERDICT[truth["verdict"]])]
    if truth["alarm"]:
        badges.append(("alarm", look.ROLE["intruder"]))
    badges.append((f"threat {truth['threat']}", look.ROLE["intruder"] if truth["threat"] else look.FAINT))
    badges.append(("resolvable" if truth["resolvable"] else "not resolvable", look.FAINT))
    return badges
