"""Domestic cats of many builds and coats."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.actors.feline import coats, flesh, joints
from synthclips.catalog.actors.feline.breeds import BUILDS
from synthclips.catalog.actors.quadruped.collars import Collar, collars
from synthclips.catalog.actors.quadruped.keypoints import of_limbs, on
from synthclips.catalog.actors.quadruped.skeleton import SIDES, Joints, capsules_of
from synthclips.geometry.body import Body, Keypoint, scaled
from synthclips.geometry.implicit import polygonise
from synthclips.geometry.mesh import F32
from synthclips.geometry.simplify import simplified
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform

Build = Literal["shorthair", "kitten", "slender", "stocky", "longhair", "giant"]
Coat = Literal["tabby", "mackerel", "black", "white", "tuxedo", "bicolour", "calico", "ginger", "grey", "colourpoint"]
Eyes = Literal["green", "yellow", "copper", "blue"]
CELL_M = 0.0096
MODELLED_M = (0.22, 0.31)  # heights at the shoulder
SHORTEST_M = 0.0047  # shorter edges are drawn together: 5,000 to 6,000 triangles are left


def make(
    *,
    key: int,
    build: Build,
    length_m: Annotated[float, Range(0.24, 0.64), Unit("m")],
    height_m: Annotated[float, Range(0.14, 0.40), Unit("m")],
    weight_kg: Annotated[float, Range(0.8, 12.0), Unit("kg")],
    belly: Annotated[float, Range(0.0, 1.0)],
    head_size: Annotated[float, Range(0.8, 1.4)],
    ear_size: Annotated[float, Range(0.7, 1.4)],
    leg_thickness: Annotated[float, Range(0.8, 1.3)],
    tail_m: Annotated[float, Range(0.10, 0.46), Unit("m")],
    fur: Annotated[float, Range(0.0, 1.0)],
    coat: Coat,
    eyes: Eyes,
    collar: Collar,
    eye_shine: Annotated[float, Range(0.0, 1.0)],
) -> Body:
    """A cat standing square. length_m: nose to root of the tail; height_m: at the shoulder; fur: 0 short .. 1 long.

    Very small and very large ones are modelled at a middle height and scaled. eye_shine: in infrared, 0 none .. 1 as in life.
    """
    size = height_m / min(max(height_m, MODELLED_M[0]), MODELLED_M[1])
    length_m, height_m, tail_m = length_m / size, height_m / size, tail_m / size
    frame = joints.build(length_m=length_m, height_m=height_m, head=head_size, tail_m=tail_m)
    girth = float(np.sqrt(length_m / 0.46 * height_m / 0.25)) * (0.96 + 0.08 * belly)
    pieces = flesh.blobs(frame, girth=girth, belly=belly, head=head_size, ear=ear_size, leg=leg_thickness, fur_m=0.006 * fur)
    head_x, _, head_z = frame["head"]
    skin = polygonise(
        pieces,
        CELL_M * girth,
        finer=[(0, -0.5, 0.16, 0.8), (0, head_x - 0.005, head_x + 0.12, 1.7), (2, 0.0, 0.03, 1.5), (2, head_z + 0.03, 1.0, 1.6)],
    )
    skin = coats.shaggy(simplified(skin, SHORTEST_M * girth), frame, fur, head_size, key)
    texels = coats.paint(
        skin, frame, coat=coat, eyes=eyes, fur=fur, head=head_size, ear=ear_size, collar=collar, eye_shine=eye_shine, key=key
    )
    body = Body(
        label="cat",
        vertices_m=skin.vertices_m,
        normals=coats.ruffled(skin, fur, key),
        faces=skin.faces,
        bone=skin.bone,
        weight=skin.weight,
        rest_from_bone=frame.frames(),
        parent=frame.parent,
        bone_names=frame.names,
        texels=texels,
        part=skin.part,
        parts=skin.parts,
        keypoints=_keypoints(frame, head_size, ear_size),
        capsules=_capsules(frame, girth),
        fuzz=round(0.3 + 0.5 * fur, 6),
    )
    return body if size == 1.0 else scaled(body, size)


def _keypoints(frame: Joints, head: float, ear: float) -> tuple[Keypoint, ...]:
    skull = frame["head"]
    tip = frame["tail6"] + 0.85 * (frame["tail6"] - frame["tail5"])
    points = [
        on(frame, "nose", "head", (skull[0] + 0.075 * head, 0.0, skull[2] - 0.008 * head)),
        *(
            on(frame, f"{side}_eye", "head", (skull[0] + 0.060 * head, s * 0.017 * head, skull[2] + 0.0035 * head))
            for side, s in SIDES
        ),
        *(
            on(frame, f"{side}_ear", f"{side}_ear", (frame[f"{side}_ear"] + head * ear * np.array([-0.009, s * 0.0130, 0.040])))
            for side, s in SIDES
        ),
        on(frame, "neck", "neck1", frame["neck1"]),
        on(frame, "withers", "chest", frame["left_scapula"] * (1.0, 0.0, 1.0) + (0.0, 0.0, 0.01)),
        on(frame, "tail_base", "tail1", frame["tail1"]),
        on(frame, "tail_tip", "tail6", tip),
    ]
    return (*points, *of_limbs(frame, flesh.SOLE_FORE_M, flesh.SOLE_HIND_M, 0.012))


def _capsules(frame: Joints, girth: float) -> F32:
    rows = [
        ("chest", frame["spine3"] - [0, 0, 0.035], frame["chest"] + [0.02, 0, -0.035], 0.058 * girth),
        ("spine2", frame["pelvis"] - [0, 0, 0.025], frame["spine3"] - [0, 0, 0.03], 0.048 * girth),
        ("neck1", frame["neck1"] - [0, 0, 0.015], frame["neck2"], 0.042),
        ("head", frame["head"] + [0.01, 0, 0], frame["head"] + [0.045, 0, -0.008], 0.042),
        ("tail2", frame["tail1"], frame["tail4"], 0.012),
        ("tail5", frame["tail4"], frame["tail6"], 0.011),
    ]
    for side, _ in SIDES:
        rows += [
            (f"{side}_upper_arm", frame[f"{side}_upper_arm"], frame[f"{side}_forearm"], 0.022),
            (f"{side}_forearm", frame[f"{side}_forearm"], frame[f"{side}_fore_paw"], 0.014),
            (f"{side}_fore_paw", frame[f"{side}_fore_paw"], frame[f"{side}_fore_paw"] + [0.015, 0, -0.025], 0.013),
            (f"{side}_thigh", frame[f"{side}_thigh"], frame[f"{side}_shank"], 0.034),
            (f"{side}_shank", frame[f"{side}_shank"], frame[f"{side}_metatarsus"], 0.015),
            (f"{side}_metatarsus", frame[f"{side}_metatarsus"], frame[f"{side}_hind_paw"], 0.011),
        ]
    return capsules_of(frame, rows)


_PRIORS = {
    "build": Choice(tuple(BUILDS), (4.0, 0.7, 0.8, 1.2, 1.2, 0.8)),
    "length_m": Uniform(0.41, 0.48),
    "height_m": Uniform(0.23, 0.28),
    "weight_kg": Uniform(3.0, 5.8),
    "belly": Uniform(0.1, 0.8),
    "head_size": Uniform(1.08, 1.24),
    "ear_size": Uniform(0.95, 1.2),
    "leg_thickness": Uniform(0.88, 1.06),
    "tail_m": Uniform(0.24, 0.31),
    "fur": Uniform(0.0, 0.6),
    "coat": Choice(get_args(Coat), (3.0, 3.0, 1.6, 0.8, 1.4, 1.2, 0.8, 1.6, 1.0, 0.7)),
    "eyes": Choice(get_args(Eyes), (4.0, 3.0, 2.0, 0.6)),
    "collar": collars(6.0, 1.0, 0.8, 0.8, 0.4, 0.4),
    "eye_shine": 1.0,
}
KINDS = (Kind("cat", "a domestic cat of any build and coat", make, _PRIORS, label="cat", builds=BUILDS),)
