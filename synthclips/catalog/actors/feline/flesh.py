"""A cat's flesh: blobs laid along its bones. Narrower than deep, belly tucked, head round, ears wide apart."""

from __future__ import annotations

import numpy as np

from synthclips.catalog.actors.quadruped.skeleton import TAIL_BONES, Joints
from synthclips.geometry.implicit import Blob, cone, ellipsoid

SOLE_FORE_M, SOLE_HIND_M = 0.020, 0.016  # from carpus and ball of the foot forward to the middle of the pads


def blobs(joints: Joints, *, girth: float, belly: float, head: float, ear: float, leg: float, fur_m: float) -> list[Blob]:
    """girth, head, ear, leg: 1 is ordinary. belly: 0 lean .. 1 stout. fur_m: how much the coat adds to trunk, cheeks and tail."""
    out = _trunk(joints, girth, belly, fur_m) + _neck_and_head(joints, head, fur_m)
    for side, s in (("left", 1.0), ("right", -1.0)):
        out += _fore_leg(joints, side, s, leg, girth, fur_m) + _hind_leg(joints, side, s, leg, girth, fur_m)
        out += _ear(joints, side, s, head, ear)
    return out + _tail(joints, fur_m)


def pads_of(joints: Joints) -> np.ndarray:
    """(4, 3) the middles of the pads, on the ground."""
    ahead = (("fore", SOLE_FORE_M), ("hind", SOLE_HIND_M))
    paws = [(joints[f"{side}_{end}_paw"], sole) for side in ("left", "right") for end, sole in ahead]
    return np.array([(paw[0] + sole, paw[1], 0.0) for paw, sole in paws])


def _trunk(j: Joints, g: float, belly: float, fur: float) -> list[Blob]:
    chest, loin, pelvis, mid = j["chest"], j["spine2"], j["pelvis"], j["spine4"]
    top = 0.024 * g

    def low(p: np.ndarray, dx: float, down: float) -> tuple[float, float, float]:
        return (p[0] + dx, 0.0, p[2] + top - down)

    deep, wide = 0.0590 * g + fur, (0.048 + 0.010 * belly) * g + fur
    waist = (0.047 + 0.011 * belly) * g + fur
    return [
        ellipsoid(low(chest, -0.004, deep), (0.066, wide, deep), bone=j.index("chest"), part="coat", blend_m=0.02),
        ellipsoid(
            low(mid, -0.012, deep * 0.98), (0.075, wide * 1.06, deep * 0.98), bone=j.index("spine4"), part="coat", blend_m=0.03
        ),
        ellipsoid(
            low(j["spine3"], -0.012, deep * 0.95),
            (0.065, wide * 1.08, deep * 0.95),
            bone=j.index("spine3"),
            part="coat",
            blend_m=0.03,
        ),
        ellipsoid(
            low(loin, -0.008, waist * 1.16), (0.060, wide * 1.00, waist * 1.16), bone=j.index("spine2"), part="coat", blend_m=0.03
        ),
        ellipsoid(
            low(j["spine1"], -0.008, waist * 1.08),
            (0.055, wide * 0.96, waist * 1.08),
            bone=j.index("spine1"),
            part="coat",
            blend_m=0.03,
        ),
        ellipsoid(
            low(pelvis, -0.004, 0.047 * g + fur),
            (0.056, 0.049 * g + fur, 0.047 * g + fur),
            bone=j.index("pelvis"),
            part="coat",
            blend_m=0.03,
        ),
        ellipsoid(
            (chest[0] + 0.042, 0.0, chest[2] - 0.038),
            (0.028 + fur, 0.034 * g + fur, 0.042 * g),
            bone=j.index("chest"),
            part="coat",
            blend_m=0.03,
        ),
    ]


def _neck_and_head(j: Joints, h: float, fur: float) -> list[Blob]:
    n1, n2, skull = j["neck1"], j["neck2"], j["head"]

    def at(x: float, y: float, z: float) -> tuple[float, float, float]:
        return (skull[0] + x * h, y * h, skull[2] + z * h)

    bone = j.index("head")
    out = [
        cone(
            (n1[0] - 0.015, 0, n1[2] - 0.026),
            (n2[0] - 0.004, 0, n2[2] - 0.016),
            0.044 + fur,
            0.038 + fur,
            bone=j.index("neck1"),
            part="coat",
            squash=(1, 0.92, 1),
            blend_m=0.03,
        ),
        cone(
            (n2[0] - 0.004, 0, n2[2] - 0.014),
            at(0.010, 0, -0.006),
            0.037 + fur,
            0.034 * h,
            bone=j.index("neck2"),
            part="coat",
            blend_m=0.02,
        ),
        ellipsoid(at(0.026, 0, 0.006), (0.040 * h, 0.0390 * h, 0.0350 * h), bone=bone, part="face", blend_m=0.012),
        ellipsoid(at(0.047, 0, 0.007), (0.018 * h, 0.026 * h, 0.023 * h), bone=bone, part="face", blend_m=0.015),
        ellipsoid(at(0.057, 0, -0.005), (0.0170 * h, 0.0100 * h, 0.0095 * h), bone=bone, part="face", blend_m=0.010),
        ellipsoid(at(0.048, 0, -0.0275), (0.0185 * h, 0.0130 * h, 0.0105 * h), bone=j.index("jaw"), part="face", blend_m=0.010),
        ellipsoid(at(0.0738, 0, -0.0080), (0.0035 * h, 0.0060 * h, 0.004 * h), bone=bone, part="face", blend_m=0.003),
    ]
    for s in (1.0, -1.0):
        out += [
            ellipsoid(
                at(0.026, s * 0.0265, -0.0050),
                (0.024 * h + fur * 0.5, 0.0210 * h + fur, 0.0185 * h + fur * 0.5),
                bone=bone,
                part="face",
                blend_m=0.012,
            ),
            ellipsoid(
                at(0.061, s * 0.0088, -0.0170), (0.0150 * h, 0.0122 * h, 0.0110 * h), bone=bone, part="face", blend_m=0.006
            ),
            ellipsoid(at(0.0530, s * 0.0160, 0.0040), (0.0104 * h, 0.0100 * h, 0.0096 * h), bone=bone, part="eye", blend_m=0.002),
        ]
    return out


def _ear(j: Joints, side: str, s: float, h: float, size: float) -> list[Blob]:
    """A tall thin-walled triangle, hollow in front, turned a little outward."""
    root, bone, group = j[f"{side}_ear"], j.index(f"{side}_ear"), f"{side}_ear"
    k = h * size

    def at(x: float, y: float, z: float) -> tuple[float, float, float]:
        return (root[0] + x * k, root[1] + s * y * k, root[2] + z * k)

    c, t = 0.788, s * 0.616  # the hollow faces forward and outward
    turned = np.array([[c, -t, 0.0], [t, c, 0.0], [0.0, 0.0, 1.0]])
    return [
        cone(
            at(-0.004, 0.000, -0.004),
            at(-0.008, 0.0150, 0.0311),
            0.0229 * k,
            0.0036 * k,
            bone=bone,
            part="ear",
            group=group,
            squash=(0.60, 1.0, 1.0),
            rotation=turned,
            blend_m=0.008,
            soft=0.6,
        ),
        cone(
            at(0.010, 0.006, 0.002),
            at(0.004, 0.0170, 0.0243),
            0.0169 * k,
            0.0030 * k,
            bone=bone,
            part="ear",
            group=group,
            squash=(0.75, 1.0, 1.0),
            rotation=turned,
            carve=True,
            blend_m=0.003,
            soft=0.6,
        ),
    ]


def _fore_leg(j: Joints, side: str, s: float, t: float, g: float, fur: float) -> list[Blob]:
    scapula, arm, elbow, paw = (j[f"{side}_{n}"] for n in ("scapula", "upper_arm", "forearm", "fore_paw"))
    group = f"{side}_fore"

    def bone(name: str) -> int:
        return j.index(f"{side}_{name}")

    flat = (1.0, 0.62, 1.0)
    toes = (paw[0] + SOLE_FORE_M, paw[1], 0.0)
    return [
        cone(
            (scapula[0] - 0.004, scapula[1], scapula[2] - 0.008),
            (arm[0] - 0.012, arm[1] - s * 0.004, arm[2]),
            0.022 * g,
            0.034 * g,
            bone=bone("scapula"),
            part="coat",
            group=group,
            squash=(1.0, 0.50, 1.0),
            blend_m=0.018,
        ),
        cone(
            (arm[0] - 0.008, arm[1] - s * 0.002, arm[2] - 0.002),
            tuple(elbow),
            (0.030 * t + fur),
            (0.02 * t + fur * 0.5),
            bone=bone("upper_arm"),
            part="coat",
            group=group,
            squash=flat,
            blend_m=0.020,
        ),
        cone(
            tuple(elbow),
            tuple(paw),
            0.02 * t + fur * 0.5,
            0.0135 * t,
            bone=bone("forearm"),
            part="leg",
            group=group,
            squash=(1.0, 0.88, 1.0),
            blend_m=0.010,
        ),
        cone(
            tuple(paw),
            (toes[0] - 0.006, toes[1], 0.0145),
            0.0122 * t,
            0.0135 * t,
            bone=bone("fore_paw"),
            part="leg",
            group=group,
            blend_m=0.006,
        ),
        *_paw(toes, (0.0220 * t, 0.0125 * t, 0.0130), 0.0064 * t, bone("fore_paw"), group),
    ]


def _hind_leg(j: Joints, side: str, s: float, t: float, g: float, fur: float) -> list[Blob]:
    hip, knee, hock, ball = (j[f"{side}_{n}"] for n in ("thigh", "shank", "metatarsus", "hind_paw"))
    group = f"{side}_hind"

    def bone(name: str) -> int:
        return j.index(f"{side}_{name}")

    toes = (ball[0] + SOLE_HIND_M, ball[1], 0.0)
    half = 0.45 * knee + 0.55 * hock
    return [
        ellipsoid(
            (hip[0] - 0.018, hip[1] - s * 0.002, hip[2] - 0.030),
            (0.040 * g + fur, 0.028 * g + fur, 0.044 * g),
            bone=j.index("pelvis"),
            part="coat",
            group=group,
            blend_m=0.020,
            soft=1.6,
        ),
        cone(
            (hip[0] - 0.004, hip[1], hip[2] - 0.042),
            (knee[0] - 0.014, knee[1] - s * 0.006, knee[2] + 0.004),
            0.038 * g + fur,
            0.0290 * g + fur,
            bone=bone("thigh"),
            part="coat",
            group=group,
            squash=(1.0, 0.60, 1.0),
            blend_m=0.026,
            soft=2.4,
        ),
        ellipsoid(
            (hip[0] - 0.020, hip[1] - s * 0.002, hip[2] - 0.066),
            (0.030 * g + fur, 0.026 * g, 0.040 * g),
            bone=bone("thigh"),
            part="coat",
            group=group,
            blend_m=0.020,
            soft=1.4,
        ),
        cone(
            (knee[0] - 0.010, knee[1] - s * 0.003, knee[2] - 0.004),
            tuple(half),
            0.0255 * t + fur,
            0.0165 * t + fur * 0.5,
            bone=bone("shank"),
            part="leg",
            group=group,
            squash=(1.0, 0.75, 1.0),
            blend_m=0.014,
        ),
        cone(
            tuple(half),
            (hock[0], hock[1], hock[2]),
            0.0165 * t,
            0.0114 * t,
            bone=bone("shank"),
            part="leg",
            group=group,
            squash=(1.0, 0.82, 1.0),
            blend_m=0.010,
        ),
        cone(
            (hock[0] - 0.002, hock[1], hock[2] + 0.003),
            (ball[0], ball[1], ball[2] + 0.004),  # the sole goes with the paw alone
            0.0114 * t,
            0.0116 * t,
            bone=bone("metatarsus"),
            part="leg",
            group=group,
            blend_m=0.005,
        ),
        *_paw(toes, (0.0240 * t, 0.0116 * t, 0.0122), 0.0056 * t, bone("hind_paw"), group),
    ]


def _paw(toes: tuple[float, float, float], half: tuple[float, float, float], apart_m: float, bone: int, group: str) -> list[Blob]:
    """Two pairs of toes side by side: broader than the leg, blunt in front, flat where they meet the ground."""
    x, y, z = toes[0], toes[1], half[2]
    return [ellipsoid((x, y + s * apart_m, z), half, bone=bone, part="paw", group=group, blend_m=0.005) for s in (1.0, -1.0)]


def _tail(j: Joints, fur: float) -> list[Blob]:
    """Of even thickness, tapering at the very end."""
    out = []
    for k in range(TAIL_BONES):
        a = j[f"tail{k + 1}"]
        b = j[f"tail{k + 2}"] if k + 1 < TAIL_BONES else a + (a - j[f"tail{k}"]) * 0.85
        ra, rb = ((0.0138, 0.0120), (0.0120, 0.0110), (0.0110, 0.0104), (0.0104, 0.0097), (0.0097, 0.0086), (0.0086, 0.0055))[k]
        out.append(
            cone(
                tuple(a),
                tuple(b),
                ra + fur * 1.3,
                rb + fur * 1.3,
                bone=j.index(f"tail{k + 1}"),
                part="tail",
                group="tail",
                blend_m=0.006 if k else 0.016,
                soft=1.6,
            )
        )
    return out
