"""The timeline strip: who was there, when the camera could see it, and what it did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from synthclips.formats import look
from synthclips.stages import tracks
from synthclips.stages.events import spans

LABEL_PX = 150
LANE, BLOCK = 58, 26


def strip(truth: Mapping[str, Any], width_px: int) -> Image.Image:
    """Lanes of actors, doors and nuisances, over an axis of seconds; `width_px` wide."""
    lanes = [t for t in truth["tracks"] if t["type"] == "actor"]
    doors = sorted({e["who"] for e in truth["events"] if e["type"] == "door"})
    stirs = list(dict.fromkeys(e["who"] for e in truth["events"] if e["type"] == "nuisance"))
    image, draw = look.page(width_px, LANE * max(1, len(lanes)) + 34 * (len(doors) + len(stirs)) + 34)
    seconds = _duration(truth)
    scale = (width_px - LABEL_PX) / seconds
    bottom = image.height - 30
    _axis(draw, seconds, scale, bottom)
    for i, track in enumerate(lanes):
        _lane(draw, truth, track, i * LANE, scale)
    for i, door in enumerate(doors):
        _door(draw, truth, door, LANE * max(1, len(lanes)) + i * 34, scale)
    for i, stir in enumerate(stirs):
        _stir(draw, truth, stir, LANE * max(1, len(lanes)) + (len(doors) + i) * 34, scale)
    if not lanes:
        draw.text((LABEL_PX, LANE // 2), "nobody", look.FAINT, look.font(16), anchor="lm")
    return image


def _duration(truth: Mapping[str, Any]) -> float:
    return max(float(truth["clip"]["frames"]) / float(truth["clip"]["fps"]), 0.1)


def _axis(draw: ImageDraw.ImageDraw, seconds: float, scale: float, bottom: int) -> None:
    step = next(s for s in (0.5, 1, 2, 5, 10, 20, 60, 120, 1e9) if s * scale >= 60 or s == 1e9)
    draw.line((LABEL_PX, bottom, LABEL_PX + seconds * scale, bottom), look.LINE)
    for i in range(int(seconds / step + 1e-6) + 1):
        x = LABEL_PX + i * step * scale
        draw.line((x, 0, x, bottom + 4), look.LINE)
        anchor = "ra" if i * step * scale > seconds * scale - 20 else "ma" if i else "la"
        draw.text((x, bottom + 8), f"{i * step:g} s", look.FAINT, look.font(13), anchor=anchor)


def _lane(draw: ImageDraw.ImageDraw, truth: Mapping[str, Any], track: Mapping[str, Any], top: int, scale: float) -> None:
    """Name at the left; blocks of action, faint where unseen; a line of what could be seen beneath."""
    colour = look.ROLE[track["role"]]
    draw.text((0, top + 16), look.clipped(track["id"], 17, LABEL_PX - 12), look.INK, look.font(17), anchor="lm")
    draw.text(
        (0, top + 36),
        look.clipped(f"{track['kind']}, {track['role']}", 13, LABEL_PX - 12),
        look.FAINT,
        look.font(13),
        anchor="lm",
    )
    fps = float(truth["clip"]["fps"])
    for event in truth["events"]:
        if event["who"] == track["id"] and event["type"] == "action":
            _block(draw, event, colour, top + 6, scale, fps)
    seen = np.zeros(truth["clip"]["frames"], bool)
    for frame, row in tracks.rows(track):
        seen[frame] = row["visible_px"] > 0
    for a, b in spans(seen):
        draw.rectangle(
            (LABEL_PX + a / fps * scale, top + BLOCK + 12, LABEL_PX + b / fps * scale - 1, top + BLOCK + 16), fill=colour
        )


def _block(draw: ImageDraw.ImageDraw, event: Mapping[str, Any], colour: look.Colour, top: int, scale: float, fps: float) -> None:
    x0, x1 = LABEL_PX + event["start_s"] * scale, LABEL_PX + event["end_s"] * scale - 2
    if x1 - x0 < 1:
        return
    radius = min(5, int(x1 - x0) // 2)
    draw.rounded_rectangle((x0, top, x1, top + BLOCK), radius, fill=_mixed(colour, 0.82), outline=_mixed(colour, 0.45))
    for a, b in event["visible_frames"]:
        left, right = max(x0, LABEL_PX + a / fps * scale), min(x1, LABEL_PX + b / fps * scale)
        if right - left >= 1:
            draw.rounded_rectangle(
                (left, top, right, top + BLOCK), min(radius, int(right - left) // 2), fill=_mixed(colour, 0.35)
            )
    target = f" {event['target'].replace('_', ' ')}" if event["target"] else ""
    for words in (event["does"].replace("_", " ") + target, event["does"].replace("_", " ")):
        if look.width_of(words, 13) <= x1 - x0 - 8:
            draw.text(((x0 + x1) / 2, top + BLOCK / 2), words, look.INK, look.font(13), anchor="mm")
            return


def _door(draw: ImageDraw.ImageDraw, truth: Mapping[str, Any], door: str, top: int, scale: float) -> None:
    draw.text((0, top + 14), look.clipped(door, 15, LABEL_PX - 12), look.INK, look.font(15), anchor="lm")
    for event in truth["events"]:
        if event["who"] == door and event["type"] == "door":
            x0, x1, x2, x3 = (LABEL_PX + event[k] * scale for k in ("start_s", "open_s", "closes_s", "end_s"))
            draw.polygon([(x0, top + 24), (x1, top + 6), (x2, top + 6), (x3, top + 24)], fill=_mixed(look.ROLE[""], 0.5))
            if x2 - x1 > 40:
                draw.text(((x1 + x2) / 2, top + 15), "open", look.INK, look.font(12), anchor="mm")


def _stir(draw: ImageDraw.ImageDraw, truth: Mapping[str, Any], stir: str, top: int, scale: float) -> None:
    """A bar while it lasts, the darker the stronger."""
    draw.text((0, top + 14), look.clipped(stir, 15, LABEL_PX - 12), look.INK, look.font(15), anchor="lm")
    for event in truth["events"]:
        if event["who"] == stir and event["type"] == "nuisance":
            x0, x1 = (LABEL_PX + event[k] * scale for k in ("start_s", "end_s"))
            draw.rectangle(
                (x0, top + 8, max(x0 + 1, x1), top + 22), fill=_mixed(look.ROLE["nuisance"], 1 - event["strength"] / 6)
            )


def _mixed(colour: look.Colour, white: float) -> look.Colour:
    r, g, b = (round(c + (255 - c) * white) for c in colour)
    return r, g, b
