"""Head, neck and hair as volumes; headwear and hoods over them."""

from __future__ import annotations

import math
from functools import partial
from itertools import pairwise

import numpy as np

from synthclips.catalog.actions.biped.channels import CHEST, HEAD, NECK
from synthclips.catalog.actors.people.build import HEAD as HEAD_SHARE
from synthclips.catalog.actors.people.build import SKULL_UP, Build
from synthclips.catalog.actors.people.shell import Shell, shell
from synthclips.geometry.implicit import Blob, cone, ellipsoid


def spot(of: Build, x: float, y: float, z: float) -> tuple[float, float, float]:
    """A place on the head in shares of its height from the middle of the skull."""
    (cx, _, cz), unit = middle(of), unit_m(of)
    return (cx + x * unit, y * unit, cz + z * unit)


def middle(of: Build) -> tuple[float, float, float]:
    """The middle of the skull."""
    head, tall = of.at("head"), of.head * of.stature
    return (float(head[0] + 0.010 * tall), 0.0, float(head[2] + SKULL_UP * tall))


def unit_m(of: Build) -> float:
    """Height of the head without hair, in metres."""
    return HEAD_SHARE * of.head * of.stature


def _ball(
    of: Build, x: float, y: float, z: float, rx: float, ry: float, rz: float, *,
    bone: int = HEAD, part: str = "skin", blend: float = 0.06, carve: bool = False,
) -> Blob:  # fmt: skip
    u = unit_m(of)
    return ellipsoid(spot(of, x, y, z), (rx * u, ry * u, rz * u), bone=bone, part=part, blend_m=blend * u, carve=carve)


def head(of: Build) -> Shell:
    """Skull, face and neck; chin at -0.53, crown at +0.47 of the head's height."""
    u, wide = unit_m(of), 1.0 + 0.03 * (of.girth - 1.0) * 4
    heavy = (1.0 - 0.5 * of.figure) * (1.0 - of.young) - 0.6 * of.young  # brow, jaw and nose
    skin = partial(cone, part="skin")
    blobs = [
        _ball(of, -0.075, 0, 0.085, 0.415, 0.345, 0.385),
        _ball(of, 0.07, 0, -0.04, 0.300, 0.300 * wide, 0.330, blend=0.12),
        _ball(of, 0.135, 0, -0.30, 0.205, (0.215 + 0.03 * heavy) * wide, 0.200, blend=0.14),
        _ball(of, 0.245, 0, -0.43, 0.105, 0.120 + 0.03 * heavy, 0.095, blend=0.12),
    ]
    for s in (1, -1):
        blobs += [
            _ball(of, 0.300, s * 0.130, 0.075, 0.070, 0.125, 0.035 + 0.012 * heavy, blend=0.07),
            _ball(of, 0.265, s * 0.185, -0.110, 0.085, 0.090, 0.075, blend=0.09),
            _ball(of, 0.395, s * 0.135, 0.005, 0.060, 0.085, 0.045, blend=0.05, carve=True),
            _ball(of, -0.055, s * 0.345, -0.035, 0.085, 0.035, 0.135, blend=0.02),
            _ball(of, -0.005, s * 0.372, -0.035, 0.035, 0.022, 0.075, blend=0.02, carve=True),
            _ball(of, 0.385, s * 0.050, -0.165, 0.045, 0.042, 0.036, blend=0.04),
        ]
    blobs += [
        skin(spot(of, 0.350, 0, 0.030), spot(of, 0.435, 0, -0.140), 0.034 * u, 0.052 * u, bone=HEAD, blend_m=0.055 * u),
        _ball(of, 0.345, 0, -0.262, 0.045, 0.095, 0.032, blend=0.05),
        _ball(of, 0.335, 0, -0.325, 0.045, 0.085, 0.034, blend=0.05),
        _ball(of, 0.400, 0, -0.293, 0.030, 0.100, 0.008, blend=0.02, carve=True),
    ]
    base, top = of.at("neck"), of.at("head")
    thick = (0.0345 - 0.0040 * of.figure) * of.stature * (0.6 + 0.4 * of.girth)  # 38 cm round in men, 32 in women
    middle = base * 0.4 + top * 0.6
    blobs += [
        skin(base - (0.0, 0, 0.035), middle, thick * 1.12, thick, bone=NECK, blend_m=0.1 * u),
        skin(middle, top + (0.004, 0, 0.01), thick, thick, bone=HEAD, blend_m=0.12 * u),
        skin(base + (0.012, 0, -0.075), base + (0.004, 0, -0.02), thick * 1.25, thick * 1.15, bone=CHEST, blend_m=0.1 * u),
    ]
    return shell("head", "skin", blobs, 0.0140 * of.fine, slack=0.70)


def hair(of: Build, style: str, *, under_hat: bool) -> list[Shell]:
    """The hair as a volume of its own, open over the face; pressed flat under a hat."""
    if style in ("bald", "shaved"):
        return []
    u = unit_m(of)
    long = style in ("long", "ponytail", "bob")
    full = {"short": 0.030, "curly": 0.085, "long": 0.045, "bob": 0.055, "bun": 0.030, "ponytail": 0.030}[style]
    full = 0.005 if under_hat else full
    part, lock = "hair", partial(cone, part="hair")
    nape = (0.255, 0.262, 0.235) if style == "short" else (0.270 + full, 0.285 + full, 0.250)
    blobs = [
        _ball(of, -0.085, 0, 0.095, 0.418 + full, 0.350 + full, 0.388 + full, part=part),
        _ball(of, -0.200, 0, -0.130, *nape, part=part, blend=0.12),
    ]
    if style in ("short", "bun", "ponytail") and not under_hat:
        blobs += _forelock(of, style == "short")
    if style == "curly":
        blobs.append(_ball(of, 0.06, 0, 0.26, 0.34, 0.34, 0.25, part=part, blend=0.12))
    if style in ("long", "bob"):
        drop = -0.62 if style == "bob" else -1.10
        sides, back = (HEAD, HEAD) if style == "bob" else (NECK, CHEST)
        for s in (1, -1):
            start, end = spot(of, -0.10, s * 0.30, 0.05), spot(of, -0.12, s * 0.30, drop)
            blobs.append(lock(start, end, 0.15 * u, 0.10 * u, bone=sides, blend_m=0.14 * u, squash=(1.2, 0.7, 1.0)))
        start, end = spot(of, -0.22, 0, 0.0), spot(of, -0.27, 0, drop)
        blobs.append(lock(start, end, 0.30 * u, 0.22 * u, bone=back, blend_m=0.15 * u, squash=(0.6, 1.0, 1.0)))
    if style == "bun":
        blobs.append(_ball(of, -0.46, 0, 0.33, 0.16, 0.17, 0.16, part=part, blend=0.05))
    if style == "ponytail":
        start, end = spot(of, -0.50, 0, 0.22), spot(of, -0.58, 0, -0.55)
        blobs.append(lock(start, end, 0.10 * u, 0.065 * u, bone=HEAD, blend_m=0.06 * u))
    face = 0.40 if long else 0.42
    blobs += [
        _ball(of, 0.42, 0, -0.10, 0.36, face, 0.385, part=part, blend=0.05, carve=True),
        _ball(of, 0.20, 0, -0.42, 0.36, 0.30 if long else 0.55, 0.30 if long else 0.33, part=part, blend=0.06, carve=True),
    ]
    if not long:
        for s in (1, -1):
            blobs.append(_ball(of, -0.055, s * 0.40, -0.06, 0.115, 0.10, 0.17, part=part, blend=0.03, carve=True))
        blobs.append(_ball(of, -0.30, 0, -0.62, 0.50, 0.50, 0.22, part=part, blend=0.05, carve=True))
    return [shell("hair", "hair", blobs, 0.0190 * of.fine, cloth=1.0, slack=0.66)]


def _forelock(of: Build, short: bool) -> list[Blob]:
    """What keeps hair from sitting on the skull like a cap: height over the brow, to one side or both."""
    aside = (of.key >> 3) % 3 - 1.0
    tall = 0.085 + 0.035 * ((of.key >> 5) % 3) if short else 0.08
    return [
        _ball(of, 0.15, 0.07 * aside, 0.385, 0.205, 0.225, tall, part="hair", blend=0.12),
        _ball(of, -0.08, 0.03 * aside, 0.445, 0.26, 0.20, 0.065, part="hair", blend=0.16),
    ]


def headwear(of: Build, kind: str) -> list[Shell]:
    """Cap, beanie, headscarf or balaclava; nothing for any other word."""
    if kind == "beanie":
        return [shell("headwear", "headwear", _beanie(of), 0.0165, slack=0.6)]
    if kind == "cap":
        blobs = [
            _ball(of, -0.085, 0, 0.125, 0.455, 0.390, 0.405, part="headwear"),
            _ball(of, 0.0, 0, 0.08 - 12.0, 12.0, 12.0, 12.0, part="headwear", blend=0.02, carve=True),
            _ball(of, 0.40, 0, 0.150, 0.300, 0.300, 0.040, part="headwear", blend=0.03),
        ]
        edges_m = [spot(of, 0, 0, z)[2] for z in (0.080, 0.150)]
        return [shell("headwear", "headwear", blobs, 0.0165, slack=0.55, hems_m=edges_m)]
    if kind == "balaclava":
        return [shell("headwear", "headwear", _balaclava(of), 0.0145, slack=0.6)]
    if kind == "headscarf":
        return [shell("headwear", "headwear", _headscarf(of), 0.0165, cloth=0.5, slack=0.62)]
    return []


def _headscarf(of: Build) -> list[Blob]:
    """Laid round the face, under the chin and over the shoulders; nothing of the hair shows."""
    u, base = unit_m(of), of.at("neck")
    drape = partial(ellipsoid, bone=CHEST, part="headwear", blend_m=0.25 * u)
    blobs = [
        _ball(of, -0.085, 0, 0.10, 0.465, 0.405, 0.425, part="headwear"),
        _ball(of, 0.02, 0, -0.27, 0.370, 0.370, 0.36, part="headwear", blend=0.15),
        _ball(of, -0.34, 0, -0.02, 0.17, 0.20, 0.20, part="headwear", blend=0.2),
        cone(
            base + (-0.004, 0, -0.02), base + (0.004, 0, 0.06), 0.052 * of.stature, 0.043 * of.stature,
            bone=NECK, part="headwear", blend_m=0.2 * u,
        ),
        drape(base + (0.030, 0, -0.055), (0.075, 0.105, 0.075)),
        drape(base + (-0.050, 0, -0.065), (0.065, 0.110, 0.085)),
        _ball(of, 0.57, 0, -0.085, 0.46, 0.285, 0.405, part="headwear", blend=0.05, carve=True),
    ]  # fmt: skip
    return blobs


def mask(of: Build, kind: str) -> list[Shell]:
    """What covers nose, mouth and chin: medical, or of cloth; nothing for any other word."""
    if kind == "none":
        return []
    skin = partial(_ball, of, part="mask")
    blobs = [
        skin(0.135, 0, -0.30, 0.245, 0.262, 0.235),
        skin(0.250, 0, -0.41, 0.125, 0.160, 0.125, blend=0.12),
        skin(0.300, 0, -0.20, 0.185, 0.165, 0.150, blend=0.15),
        skin(0.345, 0, -0.285, 0.105, 0.150, 0.120, blend=0.10),
        skin(0.10, 0, 0.30, 1.0, 1.0, 0.385, blend=0.02, carve=True),
        skin(-0.70, 0, -0.25, 0.66, 0.9, 0.9, blend=0.02, carve=True),
    ]  # fmt: skip
    if kind == "medical":
        blobs.append(skin(0.15, 0, -0.88, 0.9, 0.9, 0.36, blend=0.02, carve=True))
    return [shell("mask", "mask", blobs, 0.0140 * of.fine, slack=0.6)]


def _beanie(of: Build) -> list[Blob]:
    """Slack over the crown, with a turned-up cuff from the brow over the tops of the ears."""
    knit = partial(_ball, of, part="headwear")
    return [
        knit(-0.085, 0, 0.15, 0.462, 0.398, 0.400),
        knit(-0.17, 0, 0.40, 0.27, 0.27, 0.15, blend=0.12),
        knit(-0.085, 0, 0.085, 0.490, 0.425, 0.270, blend=0.02),
        knit(0.25, 0, -0.44, 0.95, 0.95, 0.52, blend=0.02, carve=True),
        knit(-0.40, 0, -0.50, 0.95, 0.95, 0.45, blend=0.02, carve=True),
    ]


def _balaclava(of: Build) -> list[Blob]:
    """Over head and neck, with a slit for the eyes."""
    u, base = unit_m(of), of.at("neck")
    knit = partial(cone, part="headwear")
    left, right = spot(of, 0.47, 0.13, 0.015), spot(of, 0.47, -0.13, 0.015)
    collar, jaw = base + (0, 0, 0.005), of.at("head") + (0.004, 0, 0)
    return [
        _ball(of, -0.080, 0, 0.09, 0.440, 0.375, 0.410, part="headwear"),
        _ball(of, 0.085, 0, -0.22, 0.320, 0.315, 0.345, part="headwear", blend=0.15),
        knit(collar, jaw, 0.045 * of.stature, 0.042 * of.stature, bone=NECK, blend_m=0.1 * u),
        knit(spot(of, 0.37, 0, 0.02), spot(of, 0.41, 0, -0.14), 0.05 * u, 0.06 * u, bone=HEAD, blend_m=0.07 * u),
        knit(left, right, 0.095 * u, 0.095 * u, bone=HEAD, blend_m=0.02 * u, carve=True),
    ]


def hood(of: Build, raised: bool) -> list[Shell]:
    """A hood over the head, or lying on the shoulders behind the neck."""
    blobs = _raised_hood(of) if raised else _lying_hood(of)
    return [shell("hood", "top", blobs, 0.0225 if raised else 0.021, cloth=0.5, slack=0.66 if raised else 0.6)]


def _raised_hood(of: Build) -> list[Blob]:
    u, base = unit_m(of), of.at("neck")
    low, high = base + (-0.008, 0, -0.035), base + (0.0, 0, 0.05)
    return [
        _ball(of, -0.085, 0, 0.10, 0.505, 0.440, 0.465, part="top"),
        _ball(of, -0.02, 0, -0.25, 0.430, 0.410, 0.40, part="top", blend=0.15),
        _ball(of, -0.50, 0, 0.02, 0.16, 0.16, 0.20, part="top", blend=0.2),
        cone(low, high, 0.068 * of.stature, 0.056 * of.stature, bone=NECK, part="top", blend_m=0.2 * u),
        _ball(of, 0.58, 0, -0.06, 0.47, 0.335, 0.45, part="top", blend=0.05, carve=True),
    ]


def _lying_hood(of: Build) -> list[Blob]:
    """A ring of cloth round the neck, thickest behind it, and what hangs down the back."""
    base, r = of.at("neck"), 0.023 * of.stature
    ring = []
    for k in range(7):
        a = math.radians(-110 + 220 * k / 6)
        back, aside = -0.012 - 0.058 * math.cos(a) * of.stature / 1.75, 0.078 * math.sin(a) * of.stature / 1.75
        ring.append(base + (back, aside, 0.006 + 0.016 * math.cos(a)))
    blobs = [
        cone(p, q, r * _fat(k), r * _fat(k + 1), bone=CHEST, part="top", blend_m=0.02, squash=(1.0, 1.0, 0.9))
        for k, (p, q) in enumerate(pairwise(ring))
    ]
    blobs.append(ellipsoid(base + (-0.085, 0, -0.05), (0.042, 0.085, 0.065), bone=CHEST, part="top", blend_m=0.04))
    return blobs


def _fat(k: int) -> float:
    return 0.75 + 0.45 * float(np.sin(np.pi * k / 6.0))
