"""Dogs from toys to giants: one body for all, whose builds are shares of its height."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.actors.canine import coats, joints, skull, trunk
from synthclips.catalog.actors.canine.breeds import BUILDS
from synthclips.catalog.actors.canine.joints import Frame
from synthclips.catalog.actors.quadruped.collars import Collar, collars
from synthclips.catalog.actors.quadruped.keypoints import of_limbs, on
from synthclips.catalog.actors.quadruped.skeleton import SIDES, Joints, capsules_of
from synthclips.geometry.body import Body, Keypoint
from synthclips.geometry.implicit import polygonise
from synthclips.geometry.mesh import F32
from synthclips.geometry.simplify import simplified
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice

Breed = Literal[
    "toy", "terrier", "dachshund", "spaniel", "beagle", "retriever", "shepherd", "spitz", "bulldog", "pug", "poodle", "mastiff",
]  # fmt: skip
Coat = Literal[
    "black", "chocolate", "golden", "cream", "white", "red", "fawn", "grey", "black_tan", "saddle", "sable", "spitz", "masked",
    "brindle", "merle", "piebald", "tricolour",
]  # fmt: skip
CELL = 0.031  # of the polygons, share of the height
SHORTEST = 0.49  # of a cell: shorter edges are drawn together


def make(
    *,
    key: int,
    build: Breed,
    height_m: Annotated[float, Range(0.15, 0.90), Unit("m")],
    weight_kg: Annotated[float, Range(1.2, 90.0), Unit("kg")],
    length: Annotated[float, Range(0.92, 1.95)],
    elbow: Annotated[float, Range(0.32, 0.58)],
    girth: Annotated[float, Range(0.12, 0.32)],
    belly: Annotated[float, Range(0.0, 1.0)],
    leg: Annotated[float, Range(0.6, 1.7)],
    neck: Annotated[float, Range(0.12, 0.50)],
    neck_thickness: Annotated[float, Range(0.6, 1.4)],
    head: Annotated[float, Range(0.34, 0.90)],
    muzzle: Annotated[float, Range(0.08, 0.58)],
    skull_width: Annotated[float, Range(0.36, 1.0)],
    flews: Annotated[float, Range(0.0, 1.0)],
    ears: Literal["prick", "drop"],
    ear_size: Annotated[float, Range(0.4, 1.8)],
    tail: Annotated[float, Range(0.10, 1.1)],
    tail_thickness: Annotated[float, Range(0.015, 0.07)],
    tail_carriage: Literal["low", "sabre", "up", "curled"],
    fur: Annotated[float, Range(0.0, 1.0)],
    curl: Annotated[float, Range(0.0, 1.0)],
    coat: Coat,
    collar: Collar,
    eye_shine: Annotated[float, Range(0.0, 1.0)],
) -> Body:
    """A dog standing square. height_m: at the withers, of which length, elbow, girth, neck, head and tail are shares.

    elbow: its height, which is that of the brisket. girth: half the chest's width. muzzle: share of the head. flews: lips, 0 dry
    .. 1 hanging. fur: 0 short .. 1 long. eye_shine: in infrared, 0 none .. 1 as in life.
    """
    of = Frame(height_m, length, elbow, girth, neck, head, muzzle, skull_width, tail, ears == "drop", ear_size)
    frame = joints.build(of)
    long = 0.035 * fur + 0.022 * curl
    blobs = [*trunk.trunk(frame, of, belly, long), *trunk.neck(frame, of, neck_thickness, 1.2 * long)]
    blobs += skull.head(frame, of, flews=flews, fur=0.5 * long + 0.5 * curl * 0.03)
    for side, s in SIDES:
        blobs += trunk.fore_leg(frame, of, side, s, leg, 0.45 * long) + trunk.hind_leg(frame, of, side, s, leg, 0.45 * long)
        blobs += skull.ear(frame, of, side, s, 0.5 * long)
    blobs += trunk.tail(frame, of, tail_thickness, 0.075 * fur * min(tail, 0.8))
    cell, head_x, head_z = CELL * height_m, float(frame["head"][0]), float(frame["head"][2])
    fine = min(2.0, max(1.0, 0.62 / head))
    skin = polygonise(
        blobs, cell,
        finer=[(0, head_x - 0.1 * of.head_m, head_x + 1.1 * of.head_m, fine), (2, 0.0, 0.09 * height_m, 1.4),
               (2, head_z - 0.3 * of.head_m, head_z + 0.7 * of.head_m, 1.3)],
    )  # fmt: skip
    skin = coats.shaggy(simplified(skin, SHORTEST * cell), of, fur, curl, key)
    texels = coats.paint(skin, frame, of, coat=coat, fur=fur, curl=curl, collar=collar, eye_shine=eye_shine, key=key)
    return Body(
        label="dog",
        vertices_m=skin.vertices_m,
        normals=coats.ruffled(skin, of, fur, curl, key),
        faces=skin.faces,
        bone=skin.bone,
        weight=skin.weight,
        rest_from_bone=frame.frames(),
        parent=frame.parent,
        bone_names=frame.names,
        texels=texels,
        part=skin.part,
        parts=skin.parts,
        keypoints=_keypoints(frame, of),
        capsules=_capsules(frame, of, leg),
        fuzz=round(0.2 + 0.5 * max(fur, curl), 6),
    )


def _keypoints(frame: Joints, of: Frame) -> tuple[Keypoint, ...]:
    h, k, at = of.height_m, of.head_m, frame["head"]

    x, y, z = skull.eye_at(of)
    ear = np.array([0.05, 0.10, -0.27]) if of.drop else np.array([-0.04, 0.06, 0.33])
    points = [on(frame, "nose", "head", at + np.array([0.97 * k, 0.0, -0.02 * k]))]
    points += [on(frame, f"{side}_eye", "head", at + np.array([x * k + 0.02 * k, s * y * k, z * k])) for side, s in SIDES]
    points += [
        on(frame, f"{side}_ear", f"{side}_ear", frame[f"{side}_ear"] + ear * (1.0, s, 1.0) * k * of.ear) for side, s in SIDES
    ]
    points += [
        on(frame, "neck", "neck1", frame["neck1"]),
        on(frame, "withers", "chest", np.array([of.withers_x * h, 0.0, 0.965 * h])),
        on(frame, "tail_base", "tail1", frame["tail1"]),
        on(frame, "tail_tip", "tail6", frame["tail6"] + 0.85 * (frame["tail6"] - frame["tail5"])),
    ]
    return (*points, *of_limbs(frame, trunk.SOLE_FORE * h, trunk.SOLE_HIND * h, 0.03 * h))


def _capsules(frame: Joints, of: Frame, leg: float) -> F32:
    h, g, k = of.height_m, of.girth * of.height_m, of.head_m
    deep = 0.5 * (0.95 - of.elbow) * h
    rows = [
        ("chest", frame["spine4"] - [0, 0, deep - 0.06 * h], frame["chest"] - [0, 0, deep - 0.06 * h], min(deep, 1.1 * g)),
        ("spine2", frame["pelvis"] - [0, 0, 0.10 * h], frame["spine3"] - [0, 0, 0.6 * deep], 0.8 * min(deep, 1.1 * g)),
        ("neck1", frame["neck1"] - [0, 0, 0.05 * h], frame["neck2"], 0.11 * h),
        ("head", frame["head"] + [0.2 * k, 0, 0], frame["head"] + [0.55 * k, 0, 0.0], 0.42 * of.skull * k),
        ("head", frame["head"] + [0.6 * k, 0, -0.05 * k], frame["head"] + [0.9 * k, 0, -0.06 * k], 0.10 * k),
        ("tail2", frame["tail1"], frame["tail4"], 0.03 * h),
        ("tail5", frame["tail4"], frame["tail6"], 0.025 * h),
    ]
    t = leg * h
    for side, _ in SIDES:
        rows += [
            (f"{side}_upper_arm", frame[f"{side}_upper_arm"], frame[f"{side}_forearm"], 0.055 * t),
            (f"{side}_forearm", frame[f"{side}_forearm"], frame[f"{side}_fore_paw"], 0.036 * t),
            (f"{side}_fore_paw", frame[f"{side}_fore_paw"], frame[f"{side}_fore_paw"] + [0.04 * h, 0, -0.07 * h], 0.033 * t),
            (f"{side}_thigh", frame[f"{side}_thigh"], frame[f"{side}_shank"], 0.095 * t),
            (f"{side}_shank", frame[f"{side}_shank"], frame[f"{side}_metatarsus"], 0.042 * t),
            (f"{side}_metatarsus", frame[f"{side}_metatarsus"], frame[f"{side}_hind_paw"], 0.029 * t),
        ]
    return capsules_of(frame, rows)


_PRIORS: dict[str, Any] = {
    "build": Choice(tuple(BUILDS), (1.2, 1.3, 1.0, 1.2, 1.2, 2.0, 1.6, 1.0, 1.0, 0.8, 1.2, 0.7)),
    **BUILDS["retriever"],
    "collar": collars(5.0, 1.0, 1.0, 1.2, 0.5, 0.8),
    "eye_shine": 1.0,
}
KINDS = (Kind("dog", "a dog of any breed; breeds are its builds", make, _PRIORS, label="dog", builds=BUILDS),)
