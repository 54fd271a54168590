"""A dog's coat, painted at the texels in rest-pose coordinates.

Albedos are linear. In near infrared eumelanin hides little: black fur reflects 0.1-0.25, other coats 0.4-0.6.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from synthclips.catalog.actors.canine import hide as on
from synthclips.catalog.actors.canine.hide import F64, Hide
from synthclips.catalog.actors.canine.joints import Frame
from synthclips.catalog.actors.canine.skull import eye_at
from synthclips.catalog.actors.quadruped.collars import COLLARS
from synthclips.catalog.actors.quadruped.skeleton import Joints
from synthclips.geometry.body import texel_points
from synthclips.geometry.implicit import Surface
from synthclips.geometry.lattice import noise
from synthclips.geometry.mesh import F32, snapped
from synthclips.scene.streams import Stream, stable_key

Pigment = tuple[float, float, float, float]  # r, g, b, infrared
BLACK: Pigment = (0.030, 0.028, 0.027, 0.20)
WHITE: Pigment = (0.57, 0.54, 0.49, 0.62)
CREAM: Pigment = (0.56, 0.45, 0.31, 0.62)
GOLD: Pigment = (0.40, 0.235, 0.105, 0.58)
PALE_GOLD: Pigment = (0.58, 0.43, 0.26, 0.63)
TAN: Pigment = (0.34, 0.165, 0.062, 0.52)
FAWN: Pigment = (0.45, 0.30, 0.165, 0.58)
RED: Pigment = (0.25, 0.095, 0.034, 0.48)
LIVER: Pigment = (0.085, 0.045, 0.027, 0.36)
SLATE: Pigment = (0.20, 0.205, 0.215, 0.44)
GREY: Pigment = (0.22, 0.20, 0.18, 0.46)
NOSES: dict[str, Pigment] = {"dark": (0.016, 0.015, 0.016, 0.12), "liver": (0.10, 0.05, 0.035, 0.25)}
EYESHINE = 3.0  # in infrared the pupil is wide open, and what lies behind it sends the lamp's light straight back
Paint = Callable[[Hide, Stream], F64]


def paint(
    skin: Surface, joints: Joints, of: Frame, *, coat: str, fur: float, curl: float, collar: str, eye_shine: float, key: int
) -> F32:
    """(F, 15, 4) albedo r, g, b, infrared. eye_shine: 0 none .. 1 as bright as in life."""
    points, normals = texel_points(skin.vertices_m, skin.faces), texel_points(skin.normals, skin.faces)
    s = on.hide_of(skin, points, normals, joints, of, key)
    colour = COATS[coat](s, Stream(stable_key(key, "coat")))
    colour = colour * (1.0 + _fur(s, fur, curl)[:, None] * (1.0, 1.0, 1.0, 0.45))
    colour = _bare(s, colour, NOSES["liver" if coat == "chocolate" else "dark"])
    if collar != "none":
        colour = _over(colour, (1.0 - on.step(np.abs(on.collar_ring(s)), 0.018, 0.024)) * s.has("coat"), COLLARS[collar])
    colour = _eyes(s, np.clip(colour, 0.012, 0.85), eye_shine)
    texels = np.round(colour * 4096.0) / 4096.0
    out: F32 = texels.reshape(*points.shape[:2], 4).astype(np.float32)
    return out


def shaggy(skin: Surface, of: Frame, fur: float, curl: float, key: int) -> Surface:
    """The skin with locks that stand out from it where hair is long, or with curls: an outline that is not smooth."""
    out_m = of.height_m * max(0.016 * (fur - 0.25), 0.022 * curl, 0.0)
    points = skin.vertices_m.astype(np.float64) / of.height_m
    size = (0.085, 0.055, 0.085) if curl < 0.5 else (0.055, 0.055, 0.055)
    lift = out_m * _hairy(skin) * noise(points, size, (key & 0xFFFF) * 11 + 5)
    return replace(skin, vertices_m=snapped(skin.vertices_m + lift[:, None] * skin.normals))


def _hairy(skin: Surface) -> F64:
    """(V,) 1 but on face, nose, eyes and paws."""
    sleek = [skin.parts.index(part) for part in ("face", "nose", "eye", "paw") if part in skin.parts]
    hairy = np.ones(len(skin.vertices_m))
    hairy[skin.faces[np.isin(skin.part, sleek)].ravel()] = 0.0
    return hairy


def ruffled(skin: Surface, of: Frame, fur: float, curl: float, key: int) -> F32:
    """(V, 3) normals tilted lock by lock where hair is long enough to lie unevenly: on all but face, nose, eyes and paws."""
    points = skin.vertices_m.astype(np.float64) / of.height_m
    size = (0.10, 0.05, 0.07) if curl < 0.5 else (0.045, 0.045, 0.045)
    tilt = np.stack([noise(points, size, (key & 0xFFFF) * 7 + n) for n in range(3)], 1)
    normals = skin.normals + (0.08 + 0.30 * fur + 0.35 * curl) * _hairy(skin)[:, None] * tilt
    return snapped(normals / np.sqrt((normals * normals).sum(1, keepdims=True)))


def _all(s: Hide, pigment: Pigment) -> F64:
    return np.repeat(np.array([pigment]), len(s.p), 0)


def _over(base: F64, amount: F64, pigment: Pigment | F64) -> F64:
    return base + (np.asarray(pigment) - base) * amount[:, None]


def _solid(*pigments: Pigment, paler: Pigment | None = None) -> Paint:
    """One colour of several, a little paler below and on breeches and tail."""

    def coat(s: Hide, stream: Stream) -> F64:
        out = _all(s, stream.choice(pigments)) * (1.0 - 0.22 * s.has("ear"))[:, None]
        light = 0.45 * on.underside(s) + 0.35 * s.has("tail") * on.step(-s.normal[:, 2], 0.0, 0.6) + 0.20 * s.noise(0.35, 20)
        return out if paler is None else _over(out, np.minimum(light, 0.7), paler)

    return coat


def _black_tan(s: Hide, stream: Stream) -> F64:
    out = _all(s, stream.choice((BLACK, BLACK, LIVER)))
    tan = np.maximum.reduce([0.9 * on.socks(s, 0.30 * s.of.elbow / 0.5), on.cheeks(s), on.brows(s), 0.8 * on.chest_patch(s)])
    tan = np.maximum(tan, 0.6 * s.has("tail") * on.step(-s.normal[:, 2], 0.4, 0.9) * (1.0 - on.step(on.along_tail(s), 0.2, 0.5)))
    return _over(out, tan, TAN)


def _saddle(s: Hide, stream: Stream) -> F64:
    """A shepherd's: black over the back, tan below, a dark muzzle."""
    ground = stream.choice((TAN, FAWN, (0.28, 0.20, 0.13, 0.5)))
    out = _over(_all(s, ground), 0.5 * on.underside(s), CREAM)
    out = _over(out, 0.95 * on.saddle(s, stream.uniform(0.62, 0.74)), BLACK)
    out = _over(out, 0.7 * s.has("tail") * on.step(s.normal[:, 2], -0.2, 0.4), BLACK)
    out = _over(out, 0.85 * on.mask(s) * (1.0 - 0.4 * on.cheeks(s)), BLACK)
    return _over(out, 0.55 * s.has("ear"), BLACK)


def _sable(s: Hide, stream: Stream) -> F64:
    """Dark tips of the hairs along the back, on ears and mask."""
    out = _over(_all(s, stream.choice((FAWN, GREY, TAN))), 0.5 * on.underside(s), CREAM)
    back = on.step(s.p[:, 2] + 0.12 * (s.noise(0.07, 21) - 0.5), 0.62, 0.95) * (1.0 - s.has("face", "ear"))
    out = _over(out, 0.65 * back, BLACK)
    return _over(out, 0.6 * np.maximum(on.mask(s), s.has("ear")), BLACK)


def _spitz(s: Hide, stream: Stream) -> F64:
    """A husky's: dark above, white below and in the face."""
    out = _over(_all(s, WHITE), on.saddle(s, stream.uniform(0.60, 0.70)), stream.choice((BLACK, SLATE, GREY, RED)))
    dark = stream.choice((BLACK, SLATE, GREY))
    cap = on.step(s.head[:, 2] - 0.1 * s.head[:, 0], 0.02, 0.08) * s.has("face") * (1.0 - on.muzzle(s)) * (1.0 - on.blaze(s, 0.6))
    out = _over(out, np.maximum(cap * (1.0 - on.brows(s)), s.has("ear")), dark)
    return _over(out, s.has("tail") * on.step(s.normal[:, 2], -0.1, 0.3) * (1.0 - on.step(on.along_tail(s), 0.8, 0.9)), dark)


def _masked(s: Hide, stream: Stream) -> F64:
    """Fawn with a black muzzle and ears: pugs, mastiffs, great Danes."""
    out = _over(_all(s, stream.choice((FAWN, CREAM, TAN))), 0.4 * on.underside(s), CREAM)
    return _over(out, np.maximum(0.95 * on.mask(s), 0.85 * s.has("ear")), BLACK)


def _brindle(s: Hide, stream: Stream) -> F64:
    x, z = s.p[:, 0], s.p[:, 2]
    bent = x + 0.14 * (0.9 - z) ** 2 + 0.09 * (s.noise(0.16, 22) - 0.5) + 0.05 * (s.noise(0.05, 23) - 0.5)
    line = on.step(on.wave(bent / stream.uniform(0.028, 0.038)), -0.5 + 1.2 * (s.noise(0.09, 24) - 0.5), 0.6)
    ground = stream.choice(((0.15, 0.085, 0.042, 0.42), (0.11, 0.065, 0.036, 0.36), (0.24, 0.15, 0.08, 0.48)))
    broken = on.step(s.noise((0.10, 0.10, 0.05), 28), 0.30, 0.62)
    out = _over(_all(s, ground), 0.62 * line * broken * (1.0 - s.has("face", "paw")), BLACK)
    out = _over(out, 0.85 * on.mask(s), BLACK)
    return _over(out, np.maximum(on.chest_patch(s), on.socks(s, 0.06)) * (1.0 if stream.chance(0.5) else 0.0), WHITE)


def _merle(s: Hide, stream: Stream) -> F64:
    out = _over(_all(s, stream.choice((SLATE, (0.42, 0.41, 0.40, 0.55)))), on.patches(s, 0.13, 25, 0.35), BLACK)
    white = np.maximum.reduce([on.blaze(s, 0.7), on.chest_patch(s), on.socks(s, 0.20)])
    return _over(_over(out, white, WHITE), 0.5 * on.brows(s), TAN)


def _piebald(s: Hide, stream: Stream) -> F64:
    """White with a few large patches, the head's over both eyes and ears."""
    colour = stream.choice((BLACK, LIVER, TAN, RED))
    body = on.patches(s, 0.40, 26, stream.uniform(0.15, 0.40)) * (1.0 - s.has("leg", "paw")) * on.step(s.p[:, 2], 0.45, 0.60)
    face = (1.0 - on.step(s.head[:, 0], 0.86 - s.of.muzzle, 0.96 - s.of.muzzle)) * s.has("face") * (1.0 - on.blaze(s, 0.8))
    out = _over(_all(s, WHITE), np.maximum.reduce([body, face, s.has("ear")]), colour)
    freckles = 0.5 * on.step(s.noise(0.022, 27), 0.72, 0.8) * s.has("leg", "coat")
    return _over(out, freckles * (1.0 if stream.chance(0.4) else 0.0), colour)


def _tricolour(s: Hide, stream: Stream) -> F64:
    """A beagle's: black saddle, tan head and haunches, white legs, belly, muzzle and tip of the tail."""
    out = _over(_all(s, WHITE), on.saddle(s, 0.52), TAN)
    out = _over(out, on.saddle(s, stream.uniform(0.66, 0.76)), BLACK)
    haunch = on.step(-s.p[:, 0], -0.10, 0.0) * on.step(s.p[:, 2], 0.42, 0.52) * s.has("coat", "leg")
    out = _over(out, 0.9 * haunch * (1.0 - on.saddle(s, 0.78)), TAN)
    face = s.has("face") * (1.0 - np.maximum(on.muzzle(s), on.blaze(s, stream.uniform(0.3, 0.9))))
    out = _over(out, np.maximum(face, s.has("ear")), TAN)
    return _over(out, s.has("tail") * (1.0 - on.step(on.along_tail(s), 0.55, 0.65)), BLACK)


COATS: dict[str, Paint] = {
    "black": _solid(BLACK),
    "chocolate": _solid(LIVER, (0.13, 0.07, 0.04, 0.40)),
    "golden": _solid(GOLD, (0.32, 0.17, 0.07, 0.55), paler=PALE_GOLD),
    "cream": _solid(CREAM, PALE_GOLD, paler=WHITE),
    "white": _solid(WHITE),
    "red": _solid(RED, TAN, paler=FAWN),
    "fawn": _solid(FAWN, paler=CREAM),
    "grey": _solid(GREY, SLATE, paler=(0.4, 0.38, 0.35, 0.52)),
    "black_tan": _black_tan,
    "saddle": _saddle,
    "sable": _sable,
    "spitz": _spitz,
    "masked": _masked,
    "brindle": _brindle,
    "merle": _merle,
    "piebald": _piebald,
    "tricolour": _tricolour,
}


def _fur(s: Hide, fur: float, curl: float) -> F64:
    """How much brighter: locks and hairs along the body, coarser in long fur; whorls in curls."""
    locks = s.noise((0.070 + 0.05 * fur, 0.020, 0.030), 40) - 0.5
    hairs = s.noise((0.030, 0.014, 0.014), 41) - 0.5
    whorls = on.wave(6.0 * s.noise(0.05, 43)) * curl
    return (0.20 + 0.26 * fur) * locks + 0.26 * hairs + 0.10 * (s.noise(0.22, 42) - 0.5) + 0.26 * whorls


def _bare(s: Hide, colour: F64, leather: Pigment) -> F64:
    """Nose, nostrils, the mouth's line, the clefts between the toes, the insides of pricked ears."""
    h = s.head
    out = _over(colour, s.has("nose"), leather)
    brain = 1.0 - s.of.muzzle
    line = -0.105 - 0.05 * on.step(np.abs(h[:, 1]), 0.02, 0.10)
    mouth = (1.0 - on.step(np.abs(h[:, 2] - line), 0.006, 0.026)) * on.step(h[:, 0], brain - 0.12, brain) * s.has("face")
    out = _over(out, 0.6 * mouth, (0.02, 0.015, 0.015, 0.15))
    out = out * (1.0 - 0.6 * on.toe_lines(s))[:, None]
    inner = on.step(s.normal[:, 0], 0.25, 0.65) * s.has("ear") * (0.0 if s.of.drop else 1.0)
    return _over(out, 0.6 * inner, (0.30, 0.18, 0.14, 0.42))


def _eyes(s: Hide, colour: F64, shine: float) -> F64:
    """Dark brown eyes with a dark rim and a glint, their pupils wide in infrared."""
    x, y, z = eye_at(s.of)
    e = np.stack([s.head[:, 0] - x, np.abs(s.head[:, 1]) - y, s.head[:, 2] - z], 1)
    front = on.step(0.86 * e[:, 0] + 0.51 * e[:, 1], 0.004, 0.014) * s.has("eye", "face")
    r = np.sqrt((0.51 * e[:, 0] - 0.86 * e[:, 1]) ** 2 + (1.15 * e[:, 2]) ** 2)
    out = _over(colour, (1.0 - on.step(r, 0.040, 0.054)) * front, (0.016, 0.013, 0.012, 0.15))
    out = _over(out, (1.0 - on.step(r, 0.026, 0.034)) * front, (0.075, 0.036, 0.016, 0.30))
    out = _over(out, (1.0 - on.step(r, 0.012, 0.017)) * front, (0.010, 0.010, 0.010, 0.30))
    glint = np.sqrt((e[:, 2] - 0.013) ** 2 + (0.51 * e[:, 0] - 0.86 * e[:, 1] + 0.008) ** 2)
    out = _over(out, 0.9 * (1.0 - on.step(glint, 0.005, 0.010)) * front, (0.6, 0.6, 0.6, 0.5))
    out[:, 3] = np.maximum(out[:, 3], EYESHINE * shine * (1.0 - on.step(r, 0.020, 0.032)) * front)
    return out
