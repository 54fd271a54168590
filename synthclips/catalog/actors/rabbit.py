"""A house rabbit: crouched, ears up or hanging."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.actors.leporine import coats, flesh, joints
from synthclips.catalog.actors.quadruped.keypoints import of_limbs, on
from synthclips.catalog.actors.quadruped.skeleton import SIDES, Joints, capsules_of
from synthclips.geometry.body import Body, Keypoint
from synthclips.geometry.implicit import polygonise
from synthclips.geometry.mesh import F32
from synthclips.geometry.simplify import simplified
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform

Coat = Literal["agouti", "black", "grey", "fawn", "white", "dutch", "broken"]
CELL, SHORTEST = 0.054, 0.46  # of the polygons, share of the height; edges shorter than that share of a cell are drawn together


def make(
    *,
    key: int,
    height_m: Annotated[float, Range(0.10, 0.26), Unit("m")],
    weight_kg: Annotated[float, Range(0.7, 6.0), Unit("kg")],
    length: Annotated[float, Range(0.85, 1.25)],
    stout: Annotated[float, Range(0.0, 1.0)],
    ears: Literal["up", "lop"],
    ear: Annotated[float, Range(0.30, 0.90)],
    fur: Annotated[float, Range(0.0, 1.0)],
    coat: Coat,
    eye_shine: Annotated[float, Range(0.0, 1.0)],
) -> Body:
    """A rabbit crouching. height_m: of its back. length: of its trunk, 1 is ordinary. stout: 0 lean .. 1 fat.

    ear: its length, share of the height. fur: 0 short .. 1 long. eye_shine: in infrared, 0 none .. 1 as in life.
    """
    frame = joints.build(height_m=height_m, length=length, tail=0.16)
    lop = ears == "lop"
    blobs = flesh.blobs(frame, h=height_m, stout=stout, ear=ear, lop=lop, fur=0.035 * fur)
    cell, head = CELL * height_m, frame["head"]
    finer = [
        (0, float(head[0]) - 0.3 * height_m, 9.0, 1.9),
        (2, float(head[2]) + 0.15 * height_m, 9.0, 1.9),
        (2, -0.1, 0.14 * height_m, 1.3),
    ]
    skin = simplified(polygonise(blobs, cell, finer=finer), SHORTEST * cell)
    return Body(
        "rabbit", skin.vertices_m, skin.normals, skin.faces, skin.bone, skin.weight, frame.frames(), frame.parent, frame.names,
        coats.paint(skin, frame, h=height_m, coat=coat, lop=lop, eye_shine=eye_shine, key=key),
        skin.part, skin.parts, _keypoints(frame, height_m, ear, lop), _capsules(frame, height_m), fuzz=round(0.35 + 0.4 * fur, 6),
    )  # fmt: skip


def _keypoints(frame: Joints, h: float, ear: float, lop: bool) -> tuple[Keypoint, ...]:
    head, tip = frame["head"], np.array((0.02, 0.62, -0.78)) if lop else np.array((-0.36, 0.16, 0.92))
    points = [on(frame, "nose", "head", head + np.array((0.375, 0.0, -0.055)) * h)]
    points += [on(frame, f"{side}_eye", "head", head + np.array((0.165, s * 0.125, 0.045)) * h) for side, s in SIDES]
    points += [
        on(frame, f"{side}_ear", f"{side}_ear", frame[f"{side}_ear"] + 0.9 * ear * h * tip * (1.0, s, 1.0)) for side, s in SIDES
    ]
    points += [
        on(frame, "neck", "neck1", frame["neck1"]),
        on(frame, "withers", "chest", frame["chest"] + np.array((0.0, 0.0, 0.12)) * h),
        on(frame, "tail_base", "tail1", frame["tail1"]),
        on(frame, "tail_tip", "tail6", frame["tail6"]),
    ]
    return (*points, *of_limbs(frame, flesh.SOLE_FORE * h, flesh.SOLE_HIND * h, 0.03 * h))


def _capsules(frame: Joints, h: float) -> F32:
    """(C, 8) bone, two ends and radius."""
    down = np.array((0.0, 0.0, -0.2)) * h
    rows = [
        ("spine2", frame["pelvis"] + 0.6 * down, frame["spine3"] + down, 0.27 * h),
        ("chest", frame["spine4"] + down, frame["chest"] + 0.6 * down, 0.22 * h),
        ("head", frame["head"], frame["head"] + np.array((0.24, 0.0, -0.05)) * h, 0.11 * h),
    ]
    for side, _ in SIDES:
        rows += [
            (f"{side}_thigh", frame[f"{side}_thigh"], frame[f"{side}_shank"], 0.14 * h),
            (f"{side}_metatarsus", frame[f"{side}_metatarsus"], frame[f"{side}_hind_paw"], 0.055 * h),
            (f"{side}_forearm", frame[f"{side}_forearm"], frame[f"{side}_fore_paw"], 0.055 * h),
            (f"{side}_ear", frame[f"{side}_ear"], frame[f"{side}_ear"] + np.array((-0.1, 0.0, 0.3)) * h, 0.045 * h),
        ]
    return capsules_of(frame, rows)


_PRIORS = {
    "height_m": Uniform(0.14, 0.21),
    "weight_kg": Uniform(1.2, 4.0),
    "length": Uniform(0.95, 1.12),
    "stout": Uniform(0.1, 0.9),
    "ears": Choice(("up", "lop"), (3, 1)),
    "ear": Uniform(0.46, 0.62),
    "fur": Uniform(0.0, 0.8),
    "coat": Choice(("agouti", "black", "grey", "fawn", "white", "dutch", "broken"), (3, 1.5, 2, 2, 2, 1.5, 2)),
    "eye_shine": 1.0,
}
KINDS = (Kind("rabbit", "a house rabbit, ears up or hanging", make, _PRIORS, label="rabbit"),)
