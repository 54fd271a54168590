"""Tracks: what the picture holds of one mover, a column a quantity and a row a run of equal frames.

Row i of every column holds for the frames frame[i] .. frame[i] + repeat[i] - 1; in frames of no row the mover is
outside the picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from synthclips.scene.timeline import Specks, Track
from synthclips.stages.observe import Observation

COLUMNS = (
    "box",  # modal, half-open whole pixels [x0, y0, x1, y1], or null where nothing of it is seen
    "amodal_box",  # of the whole body, px, as if nothing stood before it; may leave the frame
    "visible_px",
    "amodal_px",  # pixels it would cover inside the frame if nothing stood before it
    "visible_fraction",  # visible_px / amodal_px
    "truncation",  # share of the whole body's box that lies outside the frame
    "distance_m",  # mean depth along the optical axis
    "difficulty",  # "easy", "medium", "hard", "unseen": `difficulty`
    "keypoints",  # [x0, y0, x1, y1, ...] px in the order of `keypoint_names`
    "keypoint_states",  # one digit each: 0 outside the picture or unknown, 1 hidden, 2 visible
    "box_3d",  # [x, y, z of the centre, size along its heading, across it, up, yaw], world metres and radians
    "mask",  # COCO compressed run lengths inside `box`, column-major
)


def difficulty(visible_fraction: float, height_px: int) -> str:
    """Easy: 60 % uncovered and 60 px tall; medium: 30 % and 25 px; unseen: no pixel; else hard."""
    if height_px <= 0:
        return "unseen"
    if visible_fraction >= 0.6 and height_px >= 60:
        return "easy"
    return "medium" if visible_fraction >= 0.3 and height_px >= 25 else "hard"


def columns(observed: Sequence[Observation | None]) -> dict[str, Any]:
    """The columns of one mover; `observed` has one entry a frame, None where it is outside the picture."""
    starts = [f for f, seen in enumerate(observed) if seen is not None and (f == 0 or seen is not observed[f - 1])]
    found = iter(_rows([seen for f in starts if (seen := observed[f]) is not None]))
    frames: list[int] = []
    repeats: list[int] = []
    rows: list[tuple[Any, ...]] = []
    row: tuple[Any, ...] = ()
    for frame, seen in enumerate(observed):
        if seen is not None:
            row = row if frame > 0 and seen is observed[frame - 1] else next(found)
            if rows and rows[-1] == row and frames[-1] + repeats[-1] == frame:
                repeats[-1] += 1
            else:
                frames.append(frame)
                repeats.append(1)
                rows.append(row)
    table = {name: [row[i] for row in rows] for i, name in enumerate(COLUMNS)}
    return {"frame": frames, "repeat": repeats, **table}


def _rows(seen: Sequence[Observation]) -> list[tuple[Any, ...]]:
    amodal = _short([s.amodal_box for s in seen], 1)
    points = _short([[v for _, x, y, _ in s.keypoints for v in (x, y)] for s in seen], 1)
    boxes = _short([(*s.box_3d.centre_m, *s.box_3d.size_m, s.box_3d.yaw_rad) for s in seen], 3)
    return [_row(s, *short) for s, *short in zip(seen, amodal, points, boxes, strict=True)]


def _row(seen: Observation, amodal: list[Any], points: list[Any], box_3d: list[Any]) -> tuple[Any, ...]:
    height = seen.box[3] - seen.box[1] if seen.box is not None else 0
    return (
        None if seen.box is None else [int(v) for v in seen.box],
        amodal,
        int(seen.visible_px),
        int(seen.amodal_px),
        round(float(seen.visible_fraction), 4),
        round(float(seen.truncation), 3),
        round(float(seen.distance_m), 3),
        difficulty(seen.visible_fraction, height),
        points,
        "".join(str(state) for *_, state in seen.keypoints),
        box_3d,
        seen.mask_rle if seen.box is not None else None,
    )


def _short(rows: Sequence[Sequence[float]], digits: int) -> list[list[float | int]]:
    """Rounded; whole numbers without their ".0"."""
    rounded = np.round(np.array(rows, np.float64), digits).tolist()
    return [[int(v) if v.is_integer() else v for v in row] for row in rounded]


def rows(track: Mapping[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """(frame, row) for every frame of a track as stored, the row as a dict of `COLUMNS`."""
    for i, (frame, repeat) in enumerate(zip(track["frame"], track["repeat"], strict=True)):
        row = {name: track[name][i] for name in COLUMNS}
        for k in range(repeat):
            yield frame + k, row


def presence(track: Track | Specks) -> list[list[int]]:
    """[first, last + 1] of each stretch of frames in which the mover is in the world at all."""
    spans: list[list[int]] = []
    for frame, present in enumerate(track.present.tolist()):
        if present and spans and spans[-1][1] == frame:
            spans[-1][1] += 1
        elif present:
            spans.append([frame, frame + 1])
    return spans
