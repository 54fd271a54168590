"""A rabbit's coat, painted at the texels in rest-pose coordinates: wild grey-brown, one colour, or white with another."""

from __future__ import annotations

import numpy as np

from synthclips.catalog.actors.quadruped.skeleton import Joints
from synthclips.geometry.body import texel_points
from synthclips.geometry.curve import step
from synthclips.geometry.implicit import Surface
from synthclips.geometry.lattice import noise
from synthclips.geometry.mesh import F32
from synthclips.geometry.skeleton import F64

Pigment = tuple[float, float, float, float]  # linear r, g, b, infrared
WHITE: Pigment = (0.62, 0.60, 0.56, 0.66)
COLOURS: dict[str, Pigment] = {
    "agouti": (0.20, 0.145, 0.095, 0.46),
    "black": (0.030, 0.028, 0.028, 0.20),
    "grey": (0.20, 0.20, 0.21, 0.44),
    "fawn": (0.42, 0.27, 0.14, 0.58),
    "white": WHITE,
    "dutch": (0.035, 0.030, 0.030, 0.22),
    "broken": (0.19, 0.105, 0.055, 0.45),
}
EYESHINE = 1.2  # a rabbit's eyes lie on its sides and have no mirror behind them: they shine red, and less than a cat's


def paint(skin: Surface, j: Joints, *, h: float, coat: str, lop: bool, eye_shine: float, key: int) -> F32:
    """(F, 15, 4) albedo r, g, b, infrared."""
    points = texel_points(skin.vertices_m, skin.faces)
    p = points.reshape(-1, 3).astype(np.float64)
    normal = texel_points(skin.normals, skin.faces).reshape(-1, 3).astype(np.float64)
    part = np.repeat(skin.part, points.shape[1])

    def has(*names: str) -> F64:
        return np.isin(part, [skin.parts.index(n) for n in names if n in skin.parts]).astype(np.float64)

    def grain(size: float, salt: int) -> F64:
        return noise(p / h, size, (key & 0x7FFFFFFF) * 13 + salt)

    out = np.repeat(np.array([COLOURS[coat]]), len(p), 0)
    below = _soft(-normal[:, 2], 0.2, 0.8) * (1.0 - has("ear")) * (1.0 - _soft(p[:, 2] / h, 0.75, 0.9))
    if coat in ("agouti", "fawn", "grey"):
        ticked = 0.5 + 0.5 * grain(0.035, 1)
        out = out * (0.72 + 0.56 * ticked)[:, None]
        out = _over(out, 0.75 * np.maximum(below, 0.9 * has("tail") * _soft(-normal[:, 0], -0.2, 0.6)), WHITE)
    x = (p[:, 0] - j["pelvis"][0]) / (j["head"][0] - j["pelvis"][0])
    if coat == "dutch":
        band = _soft(x + 0.03 * grain(0.10, 2), 0.45, 0.48) * (1.0 - has("face", "ear"))
        blaze = (1.0 - _soft(np.abs(p[:, 1]) / h, 0.035, 0.06)) * has("face") + has("face") * _soft(
            -(p[:, 2] - j["head"][2]) / h, 0.05, 0.09
        )
        feet = has("paw") * (p[:, 0] < j["spine3"][0])
        out = _over(out, np.clip(np.maximum.reduce([band, blaze, feet]), 0.0, 1.0), WHITE)
    if coat == "broken":
        patches = _soft(grain(0.42, 3) + 0.35 * grain(0.14, 4), -0.05, 0.02) * (1.0 - has("ear", "face"))
        mask = has("face") * (1.0 - _soft(np.abs(p[:, 1]) / h, 0.05, 0.08)) * (x < 1.2)
        out = _over(out, np.maximum(patches, mask), WHITE)
    out = out * (1.0 + 0.10 * grain(0.05, 5) + 0.10 * grain(0.20, 6))[:, None]
    inner = _soft(normal[:, 1] * np.sign(p[:, 1]) if lop else normal[:, 0], 0.35, 0.75) * has("ear") * (0.3 if lop else 1.0)
    out = _over(out, 0.7 * inner, (0.46, 0.29, 0.25, 0.52))
    nose = np.sqrt(((p - j["head"] - np.array((0.375, 0.0, -0.055)) * h) ** 2).sum(1)) / h
    out = _over(out, (1.0 - _soft(nose, 0.020, 0.032)) * has("face"), (0.30, 0.16, 0.14, 0.40))
    eye = p - j["head"] - np.array((0.165, 0.0, 0.045)) * h
    aside = np.sqrt(eye[:, 0] ** 2 + eye[:, 2] ** 2) / h
    outward = _soft(np.abs(p[:, 1]) / h, 0.10, 0.115) * has("eye", "face")
    out = _over(out, (1.0 - _soft(aside, 0.040, 0.050)) * outward, (0.016, 0.012, 0.012, 0.14))
    glint = np.sqrt((eye[:, 0] - 0.012 * h) ** 2 + (eye[:, 2] - 0.016 * h) ** 2) / h
    out = np.clip(_over(out, 0.8 * (1.0 - _soft(glint, 0.006, 0.011)) * outward, (0.6, 0.6, 0.6, 0.5)), 0.012, 0.85)
    out[:, 3] = np.maximum(out[:, 3], EYESHINE * eye_shine * (1.0 - _soft(aside, 0.018, 0.028)) * outward)
    texels = np.round(out * 4096.0) / 4096.0
    painted: F32 = texels.reshape(*points.shape[:2], 4).astype(np.float32)
    return painted


def _soft(value: F64, low: float, high: float) -> F64:
    """Smoothly 0 below `low`, 1 above `high`."""
    return step((value - low) / (high - low))


def _over(base: F64, amount: F64, pigment: Pigment) -> F64:
    return base + (np.asarray(pigment) - base) * amount[:, None]
