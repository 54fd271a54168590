"""Contact sheets: frames with their boxes, so that one look says whether picture and truth agree."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from synthclips.formats import look
from synthclips.formats.frames import frames_at
from synthclips.formats.telling import telling
from synthclips.stages import tracks

CLIPS, FRAMES = 8, 3
AT_ONCE = 4  # clips decoded side by side
MARGIN, GAP = 36, 10
HANDLING = ("pick_up", "put_down", "carry_out", "take")  # what is handled is boxed too
FRAME_PX = 420  # width of one frame in the data set's sheet


def drawn(frame: NDArray[np.uint8], truth: Mapping[str, Any], index: int, *, width_px: int) -> Image.Image:
    """One frame scaled to a width, boxes and time over it."""
    height_px = round(frame.shape[0] * width_px / frame.shape[1])
    image = Image.fromarray(frame).resize((width_px, height_px), Image.Resampling.LANCZOS)
    draw = ImageDraw.Draw(image)
    scale = width_px / frame.shape[1]
    handled = {e["target"] for e in truth["events"] if e["does"] in HANDLING}
    for track in truth["tracks"]:
        row = _row_at(track, index)
        if (track["type"] in ("actor", "nuisance") or track["id"] in handled) and row is not None and row["box"] is not None:
            words = _words(truth, track, index)
            box = tuple(v * scale for v in row["box"])
            look.boxed(draw, box, words, look.ROLE[track["role"]], within=image.size)
    look.stamp(draw, f"{truth['times_s'][index]:.1f} s", within=image.size)
    return image


def _row_at(track: Mapping[str, Any], frame: int) -> Mapping[str, Any] | None:
    return next((row for at, row in tracks.rows(track) if at == frame), None)


def _words(truth: Mapping[str, Any], track: Mapping[str, Any], frame: int) -> str:
    """ "intruder: creep" while it acts, else its name alone."""
    now = [
        e
        for e in truth["events"]
        if e["who"] == track["id"] and e["type"] == "action" and e["frames"][0] <= frame < e["frames"][1]
    ]
    return f"{track['id']}: {now[-1]['does'].replace('_', ' ')}" if now else str(track["id"])


def sheet(clips: Sequence[tuple[Path, Mapping[str, Any]]], verdicts: Sequence[str], *, title: str) -> bytes:
    """PNG with one row a clip of `clips` (video, truth); `verdicts` are those of the whole data set, for the tally."""
    with ThreadPoolExecutor(max_workers=AT_ONCE) as side_by_side:
        rows = list(side_by_side.map(lambda clip: _clip_row(*clip), clips))
    width = 2 * MARGIN + FRAMES * FRAME_PX + (FRAMES - 1) * GAP
    image, draw = look.page(width, MARGIN + 96 + sum(r.height + 26 for r in rows) + MARGIN // 2)
    draw.text((MARGIN, MARGIN), title, look.INK, look.font(30), anchor="lt")
    _tally(draw, (MARGIN, MARGIN + 58), verdicts)
    top = MARGIN + 96
    for row in rows:
        image.paste(row, (MARGIN, top))
        top += row.height + 26
    return png(image)


def _tally(draw: ImageDraw.ImageDraw, at: tuple[int, int], verdicts: Sequence[str]) -> None:
    """How many clips of each verdict."""
    x, y = at
    for verdict, colour in look.VERDICT.items():
        if verdict in verdicts:
            x += look.pill(draw, (x, y), f"{verdicts.count(verdict)} {verdict}", colour, 15) + 8


def _clip_row(clip: Path, truth: Mapping[str, Any]) -> Image.Image:
    indices = telling(truth, FRAMES)
    size = {"width": truth["clip"]["width_px"], "height": truth["clip"]["height_px"]}
    pictures = [drawn(f, truth, i, width_px=FRAME_PX) for f, i in zip(frames_at(clip, indices, **size), indices, strict=True)]
    width = FRAMES * FRAME_PX + (FRAMES - 1) * GAP
    image, draw = look.page(width, pictures[0].height + 34)
    heading(draw, (0, 12), truth, width)
    for i, picture in enumerate(pictures):
        image.paste(picture, (i * (FRAME_PX + GAP), 34))
    return image


def heading(draw: ImageDraw.ImageDraw, at: tuple[int, int], truth: Mapping[str, Any], room_px: int) -> None:
    """Clip number, verdict, threat and caption in one line."""
    x, y = at
    number = f"{truth['provenance']['index']:06d}"
    draw.text((x, y), number, look.FAINT, look.font(16), anchor="lm")
    x += look.width_of(number, 16) + 12
    threat = f"  threat {truth['threat']}" if truth["threat"] else ""
    x += look.pill(draw, (x, y), f"{truth['verdict']}{threat}", look.VERDICT[truth["verdict"]], 14) + 12
    draw.text((x, y), look.clipped(truth["caption"], 16, at[0] + room_px - x), look.INK, look.font(16), anchor="lm")


def png(image: Image.Image) -> bytes:
    """The file's bytes."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=False, compress_level=3)  # twice as fast as 6, a twelfth larger
    return buffer.getvalue()
