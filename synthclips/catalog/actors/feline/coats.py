"""A cat's coat, painted at the texels in rest-pose coordinates.

Albedos are linear. In near infrared eumelanin hides little: black fur reflects 0.1-0.25, other coats 0.4-0.6.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from synthclips.catalog.actors.feline import markings as mark
from synthclips.catalog.actors.feline.flesh import pads_of
from synthclips.catalog.actors.feline.markings import F64, Skin
from synthclips.catalog.actors.quadruped.collars import COLLARS
from synthclips.catalog.actors.quadruped.skeleton import Joints
from synthclips.geometry.body import texel_points
from synthclips.geometry.implicit import Surface
from synthclips.geometry.lattice import noise
from synthclips.geometry.mesh import F32, snapped
from synthclips.scene.streams import Stream, stable_key

Pigment = tuple[float, float, float, float]  # r, g, b, infrared
BLACK: Pigment = (0.036, 0.032, 0.030, 0.235)
WHITE: Pigment = (0.70, 0.68, 0.64, 0.66)
SLATE: Pigment = (0.135, 0.140, 0.155, 0.42)
ORANGE: Pigment = (0.40, 0.195, 0.075, 0.54)
RUST: Pigment = (0.25, 0.098, 0.030, 0.47)
CREAM: Pigment = (0.56, 0.47, 0.36, 0.60)
SEAL: Pigment = (0.060, 0.045, 0.036, 0.27)
PINK: Pigment = (0.34, 0.20, 0.17, 0.40)
NOSE: Pigment = (0.34, 0.15, 0.12, 0.32)
TABBIES: tuple[tuple[Pigment, Pigment, Pigment], ...] = (  # ground, stripe, light
    ((0.235, 0.165, 0.105, 0.50), (0.040, 0.031, 0.024, 0.22), (0.46, 0.36, 0.25, 0.60)),  # brown
    ((0.230, 0.200, 0.165, 0.50), (0.036, 0.033, 0.030, 0.21), (0.50, 0.45, 0.38, 0.60)),  # grey-brown
    ((0.340, 0.325, 0.300, 0.54), (0.042, 0.040, 0.040, 0.22), (0.58, 0.56, 0.52, 0.62)),  # silver
)
EYESHINE = 3.0  # in infrared the pupil is wide open, and what lies behind it sends the lamp's light straight back
IRIS: dict[str, Pigment] = {
    "green": (0.30, 0.40, 0.10, 0.45),
    "yellow": (0.55, 0.40, 0.07, 0.45),
    "copper": (0.48, 0.22, 0.05, 0.45),
    "blue": (0.20, 0.36, 0.55, 0.45),
}


def paint(
    skin: Surface,
    frame: Joints,
    *,
    coat: str,
    eyes: str,
    fur: float,
    head: float,
    ear: float,
    collar: str,
    eye_shine: float,
    key: int,
) -> F32:
    """(F, 15, 4) albedo r, g, b, infrared. eye_shine: 0 none .. 1 as bright as in life."""
    points, normals = texel_points(skin.vertices_m, skin.faces), texel_points(skin.normals, skin.faces)
    s = mark.skin_of(skin, points, normals, frame, head, key)
    colour = _COATS[coat](s, Stream(stable_key(key, "coat")))
    colour = colour * (1.0 + _fur(s, fur)[:, None] * (1.0, 1.0, 1.0, 0.45))  # pigment hides less in infrared
    colour = _bare(s, frame, colour, coat, ear)
    if collar != "none":
        band = 1.0 - mark.step(np.abs(mark.collar_ring(s)), 0.0042, 0.0058)
        colour = _over(colour, band * s.has("coat"), COLLARS[collar])
    colour = _eyes(s, np.clip(colour, 0.015, 0.85), IRIS[eyes], eye_shine)
    texels = np.round(colour * 4096.0) / 4096.0
    out: F32 = texels.reshape(*points.shape[:2], 4).astype(np.float32)
    return out


def _all(s: Skin, pigment: Pigment) -> F64:
    return np.repeat(np.array([pigment]), len(s.p), 0)


def _over(base: F64, amount: F64, pigment: Pigment | F64) -> F64:
    return base + (np.asarray(pigment) - base) * amount[:, None]


def _tabby(s: Skin, stream: Stream, *, blotched: bool) -> F64:
    ground, dark, light = stream.choice(TABBIES, (3.0, 3.0, 1.2))
    return _striped(s, stream, ground, dark, light, depth=stream.uniform(0.45, 0.75), blotched=blotched)


def _striped(
    s: Skin, stream: Stream, ground: Pigment, dark: Pigment, light: Pigment, *, depth: float, blotched: bool = False
) -> F64:
    body = 1.0 - s.has("face", "ear", "leg", "paw", "eye") - mark.tail_past_root(s)
    flank = (
        mark.blotches(s)
        if blotched
        else mark.flank_stripes(s, spacing_m=stream.uniform(0.020, 0.028), broken=stream.uniform(0.5, 0.8))
    )
    out = _over(_all(s, ground), 0.75 * mark.underside(s), light)
    out = _over(out, 0.35 * mark.spine_line(s) + 0.15 * s.noise(0.05, 20) * body, dark)
    out = _over(out, depth * flank * body * (1.0 - 0.7 * mark.underside(s)), dark)
    out = _over(out, 0.6 * depth * mark.spine_line(s) * body, dark)
    out = _over(out, depth * mark.tail_rings(s) * s.has("tail"), dark)
    out = _over(out, 0.6 * depth * mark.leg_bars(s) * s.has("leg"), dark)
    out = _over(out, depth * mark.face_lines(s) * s.has("face"), dark)
    out = _over(out, 0.45 * mark.eye_rings(s) * s.has("face"), light)
    out = _over(out, 0.85 * mark.muzzle(s) * s.has("face"), light)
    return _over(out, 0.35 * s.has("ear"), dark)


def _ginger(s: Skin, stream: Stream) -> F64:
    out = _striped(
        s, stream, ORANGE, RUST, (0.62, 0.48, 0.33, 0.60), depth=stream.uniform(0.45, 0.75), blotched=stream.chance(0.4)
    )
    return _over(out, mark.white_spotting(s, stream.uniform(0.25, 0.45)), WHITE) if stream.chance(0.4) else out


def _bicolour(s: Skin, stream: Stream) -> F64:
    base = stream.choice(("black", "tabby", "slate", "ginger"))
    out = {
        "black": lambda: _all(s, BLACK),
        "tabby": lambda: _tabby(s, stream, blotched=False),
        "slate": lambda: _all(s, SLATE),
        "ginger": lambda: _striped(s, stream, ORANGE, RUST, CREAM, depth=0.7),
    }[base]()
    return _over(out, mark.white_spotting(s, stream.uniform(0.5, 0.75)), WHITE)


def _calico(s: Skin, stream: Stream) -> F64:
    orange = _striped(s, stream, ORANGE, RUST, CREAM, depth=0.5)
    out = _over(orange, mark.patches(s, 0.085, 30, 0.45), BLACK)
    return _over(out, mark.white_spotting(s, stream.uniform(0.45, 0.7)), WHITE)


def _white(s: Skin, stream: Stream) -> F64:
    return _all(s, WHITE)


def _black(s: Skin, stream: Stream) -> F64:
    rusty = stream.uniform(0.0, 0.3) * s.noise(0.08, 31)
    return _over(_all(s, BLACK), rusty, (0.060, 0.042, 0.032, 0.25))


def _tuxedo(s: Skin, stream: Stream) -> F64:
    return _over(_black(s, stream), mark.white_spotting(s, stream.uniform(0.28, 0.42)), WHITE)


def _grey(s: Skin, stream: Stream) -> F64:
    paler = 0.20 * mark.underside(s) + 0.12 * s.noise(0.06, 32)
    return _over(_all(s, SLATE), paler, (0.24, 0.245, 0.255, 0.45))


def _colourpoint(s: Skin, stream: Stream) -> F64:
    shaded = 0.35 * mark.step(s.p[:, 2], s.back_m - 0.05, s.back_m) + 0.1 * s.noise(0.06, 33)
    out = _over(_all(s, CREAM), shaded, (0.36, 0.27, 0.19, 0.52))
    return _over(out, mark.points(s), stream.choice((SEAL, (0.17, 0.165, 0.175, 0.36), (0.13, 0.080, 0.052, 0.34))))


_COATS = {
    "tabby": lambda s, stream: _tabby(s, stream, blotched=True),
    "mackerel": lambda s, stream: _tabby(s, stream, blotched=False),
    "black": _black,
    "white": _white,
    "tuxedo": _tuxedo,
    "bicolour": _bicolour,
    "calico": _calico,
    "ginger": _ginger,
    "grey": _grey,
    "colourpoint": _colourpoint,
}


def _fur(s: Skin, fur: float) -> F64:
    """How much brighter: tufts and ticked hairs, streaks along the body, coarser in long fur."""
    streaks = s.noise((0.016 + 0.014 * fur, 0.0045, 0.006), 40) - 0.5
    ticks = s.noise((0.007, 0.0032, 0.0032), 41) - 0.5
    return (0.45 + 0.20 * fur) * streaks + 0.36 * ticks + 0.20 * (s.noise(0.05, 42) - 0.5)


_DARK = ("black", "tuxedo", "grey", "colourpoint")  # in the skin too


def shaggy(skin: Surface, frame: Joints, fur: float, head: float, key: int) -> Surface:
    """The skin with locks that stand out where fur is long: most from neck and tail, less from legs, none from face and paws."""
    long = max(0.0, (fur - 0.55) / 0.45)
    if long == 0.0:
        return skin
    p = skin.vertices_m.astype(np.float64)
    from_head = np.sqrt(((p - frame["head"] - np.array([0.030 * head, 0.0, -0.004])) ** 2).sum(1)) / head
    from_neck = np.sqrt(((p - 0.5 * (frame["neck1"] + frame["neck2"]) - np.array([0.01, 0.0, -0.03])) ** 2).sum(1))
    tail = mark.step(frame["tail1"][0] - p[:, 0], 0.0, 0.04)
    over = mark.step(from_head, 0.046, 0.074) * mark.step(p[:, 2], 0.03, 0.11)
    out_m = long * over * (0.007 + 0.007 * tail + 0.006 * (1.0 - mark.step(from_neck, 0.03, 0.08)))
    out_m[skin.faces[np.isin(skin.part, [skin.parts.index(n) for n in ("ear", "face", "eye") if n in skin.parts])].ravel()] = 0.0
    locks = 0.6 + 0.8 * (noise(p, (0.026, 0.014, 0.020), (key & 0xFFFF) * 13 + 3) * 0.5)
    return replace(skin, vertices_m=snapped(skin.vertices_m + (out_m * locks)[:, None] * skin.normals))


def ruffled(skin: Surface, fur: float, key: int) -> F32:
    """(V, 3) normals tilted lock by lock where hair is long enough to lie unevenly: on all but face, ears and paws."""
    points = skin.vertices_m.astype(np.float64)
    tilt = np.stack([noise(points, (0.030, 0.016, 0.020), (key & 0xFFFF) * 7 + n) for n in range(3)], 1)
    sleek = [skin.parts.index(part) for part in ("face", "ear", "eye", "paw") if part in skin.parts]
    hairy = np.ones(len(points))
    hairy[skin.faces[np.isin(skin.part, sleek)].ravel()] = 0.0
    normals = skin.normals + (0.12 + 0.25 * fur) * hairy[:, None] * tilt
    return snapped(normals / np.sqrt((normals * normals).sum(1, keepdims=True)))


def _bare(s: Skin, frame: Joints, colour: F64, coat: str, ear: float) -> F64:
    """Nose leather, the mouth's line, the clefts between the toes, the insides of the ears."""
    h = s.on_head()
    y, z = np.abs(h[:, 1]), h[:, 2]
    face = s.has("face")
    leather = SEAL if coat in _DARK else NOSE
    pad = (
        (1.0 - mark.step(y - 0.65 * (z + 0.0135), 0.0006, 0.0020))
        * mark.step(h[:, 0], 0.0672, 0.0692)
        * mark.step(z, -0.0135, -0.0115)
    )
    out = _over(colour, pad * (1.0 - mark.step(z, -0.006, -0.0045)) * face, leather)
    mouth = (1.0 - mark.step(np.abs(z + 0.0255 - 0.25 * y), 0.0008, 0.0022)) * mark.step(h[:, 0], 0.051, 0.057)
    mouth = mouth * (1.0 - mark.step(y, 0.008, 0.011))
    out = _over(out, 0.6 * mouth * face, (0.05, 0.03, 0.03, 0.2))
    out = out * (1.0 - 0.6 * mark.toe_lines(s, pads_of(frame)))[:, None]
    up = (s.p[:, 2] - frame["left_ear"][2]) / (ear * s.head)
    hollow = mark.step(s.normal[:, 0], 0.15, 0.55) * (1.0 - mark.step(s.normal[:, 2], 0.25, 0.60))
    inner = hollow * mark.step(up, 0.004, 0.010) * s.has("ear")
    depth = 1.0 - mark.step(up, 0.012, 0.030)
    hairs, bare = (0.15, 0.5) if coat in _DARK else (0.75, 1.0)
    out = _over(out, inner * hairs, CREAM)
    return _over(out, bare * inner * (0.25 + 0.45 * depth) * (0.6 + 0.8 * s.noise((0.004, 0.004, 0.02), 43)), PINK)


def _eyes(s: Skin, colour: F64, iris: Pigment, shine: float) -> F64:
    """Almond eyes with a dark rim, a bright iris and a narrow upright pupil, wide open in infrared."""
    h = s.on_head()
    side = np.sign(h[:, 1])
    e = np.stack([h[:, 0] - 0.0530, h[:, 1] - side * 0.0160, h[:, 2] - 0.0040], 1)
    across = e[:, 1] * side * 0.80 - e[:, 0] * 0.60  # outward along the lids
    up = e[:, 2] - 0.16 * across  # the outer corner stands higher
    front = mark.step(e[:, 0] * 0.80 + e[:, 1] * side * 0.60, 0.001, 0.004) * s.has("eye", "face")
    lid = (across / 0.0112) ** 2 + (up / 0.0088) ** 2
    out = _over(colour, (1.0 - mark.step(lid, 0.85, 1.25)) * front, (0.025, 0.020, 0.018, 0.2))
    ball = (across / 0.0100) ** 2 + (up / 0.0078) ** 2
    out = _over(out, (1.0 - mark.step(ball, 0.75, 1.15)) * front, iris)
    pupil = (across / 0.0032) ** 2 + (up / 0.0074) ** 2
    out = _over(out, (1.0 - mark.step(pupil, 0.7, 1.2)) * front, (0.016, 0.016, 0.016, 0.45))
    wide = (across / 0.0052) ** 2 + (up / 0.0056) ** 2
    out[:, 3] = np.maximum(out[:, 3], shine * EYESHINE * (1.0 - mark.step(wide, 0.55, 1.05)) * front)
    return out
