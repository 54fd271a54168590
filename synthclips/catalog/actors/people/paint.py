"""What each shell looks like close by: cloth patterns, seams and shaded folds, skin with a face, hair in strands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog.actors.people.build import Build
from synthclips.catalog.actors.people.carried import colour
from synthclips.catalog.actors.people.colours import CLOTH, cloth, hair, skin
from synthclips.catalog.actors.people.folds import height
from synthclips.catalog.actors.people.garments import TOPS
from synthclips.catalog.actors.people.head import middle, spot, unit_m
from synthclips.catalog.actors.people.shell import Shell
from synthclips.geometry.lattice import noise
from synthclips.geometry.skeleton import F64

SPECKLE_M = 0.007


@dataclass(frozen=True)
class Wardrobe:
    """Every choice that only colours the body."""

    tone: float
    hair: str
    hair_colour: str
    top: str
    top_colour: str
    top_pattern: str
    top_second: str
    bottom: str
    bottom_colour: str
    shoe_colour: str
    headwear: str
    headwear_colour: str
    glove_colour: str
    mask_colour: str
    backpack_colour: str


def paint(shell: Shell, points: F64, of: Build, wear: Wardrobe) -> F64:
    """(F, 15, 4) albedo at the texels' rest-pose points (F, 15, 3)."""
    if shell.material == "skin":
        out = _head(points, of, wear) if shell.name == "head" else _skin(shell, points, of, wear)
    elif shell.material == "hair":
        out = _hair(points, of, wear)
    elif shell.material == "shoes":
        out = _shoes(shell, points, of, wear)
    elif shell.material == "headwear":
        out = _knit(points, of, cloth(wear.headwear_colour, "headwear", of.key), wear.headwear)
    elif shell.material == "gloves":
        out = _plain(points, of, cloth(wear.glove_colour, "gloves", of.key), 0.06, 51)
    elif shell.material == "mask":
        out = _pleated(points, of, cloth(wear.mask_colour, "mask", of.key))
    elif shell.material == "backpack":
        out = _bag(shell, points, of, cloth(wear.backpack_colour, "backpack", of.key))
    elif shell.name.startswith("carried_"):
        out = _plain(points, of, colour(shell.material, of.key), 0.04, 52)
    elif shell.name == "bottom":
        out = _bottom(points, of, wear)
    else:
        out = _top(shell, points, of, wear)
    if shell.cloth > 0:
        trough = np.clip(-height(points, of, shell) / 0.004, -0.6, 1.2)
        out = out * (1.0 - 0.24 * trough[..., None])
    return np.clip(out, 0.004, 0.9)


def _mix(base: F64, other: F64, share: NDArray[np.floating]) -> F64:
    mixed: F64 = base + (other - base) * np.clip(share, 0.0, 1.0)[..., None]
    return mixed


def _plain(points: F64, of: Build, colour: F64, grain: float, key: int) -> F64:
    shade = 1.0 + grain * noise(points, SPECKLE_M, of.key + key) + 0.05 * noise(points, 0.12, of.key + key + 1)
    return colour * shade[..., None]


def _stripe(x: F64, share: float) -> F64:
    """1 inside the stripe of each unit period, edges softened over a tenth."""
    d = np.abs(x - np.floor(x) - 0.5)
    return np.clip((share / 2 - d) / 0.05 + 0.5, 0.0, 1.0)


def _top(shell: Shell, points: F64, of: Build, wear: Wardrobe) -> F64:
    base, second = cloth(wear.top_colour, "top", of.key), cloth(wear.top_second, "second", of.key)
    s = of.stature
    sleeve = np.clip((np.abs(points[..., 1]) - of.at("upper_arm")[1] * 0.98) / 0.02, 0.0, 1.0)
    shoulder, axis = of.at("upper_arm"), of.at("forearm") - of.at("upper_arm")
    axis = axis / np.sqrt((axis * axis).sum())
    folded = points * (1, 1, 1)
    folded[..., 1] = np.abs(points[..., 1])
    along = np.einsum("...k,k->...", folded - shoulder, axis)
    out = _plain(points, of, base, 0.13 if wear.top_pattern == "heather" else 0.05, 3)
    if wear.top_pattern == "heather":
        out = _mix(out, np.broadcast_to(second, out.shape), 0.22 * (noise(points, 0.012, of.key + 9) > 0.1))
    level = points[..., 2] * (1 - sleeve) + (0.8 * s - along) * sleeve
    if wear.top_pattern == "stripes":
        out = _mix(out, np.broadcast_to(second, out.shape), _stripe(level / 0.075, 0.42))
    if wear.top_pattern == "plaid":
        around = points[..., 1] * (1 - sleeve) + points[..., 0] * sleeve
        both = 0.45 * _stripe(level / 0.085, 0.45) + 0.45 * _stripe(around / 0.085, 0.45)
        out = _mix(out, np.broadcast_to(second, out.shape), both + 0.4 * _stripe(level / 0.085 + 0.5, 0.07))
    if wear.top_pattern == "print" and shell.name == "top":
        d = np.abs(points[..., 1]) / 0.095 + np.abs(points[..., 2] - of.level(0.745)) / 0.085
        blot = (d < 1.15) & (points[..., 0] > 0) & (noise(points, 0.045, of.key + 11) > -0.25)
        out = _mix(out, np.broadcast_to(second, out.shape), blot.astype(np.float64))
    if wear.top_pattern == "block" and shell.name == "top":
        out = _mix(
            out,
            np.broadcast_to(second, out.shape),
            (points[..., 2] > of.level(0.735)).astype(np.float64) * (1 - sleeve) + sleeve * (along < 0.08),
        )
    return _tailoring(shell, points, of, wear, out, along, sleeve)


def _tailoring(shell: Shell, points: F64, of: Build, wear: Wardrobe, out: F64, along: F64, sleeve: F64) -> F64:
    """Zips, button bands, ribbed cuffs, pockets, the dark inside of hems and hoods."""
    dark = out * 0.45
    x, y, z = points[..., 0], points[..., 1], points[..., 2]
    front = (x > 0.02) & (sleeve < 0.5)
    if shell.name == "hood":
        head, h = of.at("head"), of.head * of.stature
        gap = (points - (head[0] + 0.012 * h, 0.0, head[2] + 0.045 * h)) / (0.060 * h, 0.0465 * h, 0.060 * h)
        return _mix(out, out * 0.35, np.clip((1.12 - (gap * gap).sum(-1)) * 4.0, 0.0, 1.0) * (wear.top == "hood_up"))
    seam = np.clip(1.0 - np.abs(np.abs(y) - of.at("upper_arm")[1] * 0.99) / 0.005, 0.0, 1.0) * (z > of.level(0.7)) * 0.3
    if wear.top in ("jacket", "coat"):
        seam = np.maximum(seam, front * np.clip(1.0 - np.abs(y) / 0.007, 0.0, 1.0))
        pocket = np.abs(np.abs(y) - 0.085 - 0.15 * (of.level(0.60) - z)) < 0.006
        seam = np.maximum(seam, front * pocket * (np.abs(z - of.level(0.585)) < 0.07) * 0.8)
    if wear.top in ("hoodie", "hood_up"):
        edge = np.abs(np.abs(y) - (0.085 + 0.35 * (of.level(0.575) - z))) < 0.006
        seam = np.maximum(seam, front * edge * (np.abs(z - of.level(0.565)) < 0.06) * 0.8)
        seam = np.maximum(seam, front * (np.abs(z - of.level(0.60)) < 0.005) * (np.abs(y) < 0.075) * 0.6)
        cord = (np.abs(np.abs(y) - 0.030) < 0.005) & front & (np.abs(z - of.level(0.775)) < 0.07)
        out = _mix(out, np.full_like(out, 0.55), cord * 0.7)
    if wear.top == "shirt":
        seam = np.maximum(seam, front * (np.abs(np.abs(y) - 0.016) < 0.003) * 0.5)
        button = (np.abs(y) < 0.005) & (np.abs(z / 0.085 - np.round(z / 0.085)) < 0.06) & front
        out = _mix(out, np.full_like(out, 0.6), button * 0.8)
    hem = of.level(TOPS[wear.top].hem)
    rib = 0.055 if wear.top in ("hoodie", "hood_up", "jacket") else 0.02
    band = np.clip(1.0 - np.abs(z - hem - rib) / 0.004, 0.0, 1.0) * (sleeve < 0.5) * 0.7
    inside = (z < hem + 0.003) * (sleeve < 0.5) * 1.0
    full = float(np.sqrt(((of.at("hand") - of.at("upper_arm")) ** 2).sum()))
    cuff = np.clip(1.0 - np.abs(along - full + 0.055) / 0.004, 0.0, 1.0) * sleeve * 0.7
    neck = of.at("neck")
    opening = np.clip((0.055 - np.sqrt((x - neck[0] - 0.012) ** 2 + y * y)) / 0.008, 0.0, 1.0) * (z > neck[2] - 0.03)
    return _mix(out, dark, np.maximum.reduce([seam, band, inside, cuff, opening]))


def _bottom(points: F64, of: Build, wear: Wardrobe) -> F64:
    colour = cloth(wear.bottom_colour, "bottom", of.key)
    x, y, z = points[..., 0], points[..., 1], points[..., 2]
    out = _plain(points, of, colour, 0.05, 21)
    jeans = wear.bottom == "jeans"
    if jeans:
        weave = noise(points * (1.0, 1.0, 0.35), 0.006, of.key + 22)
        worn = np.clip(1.2 - np.abs(z - of.level(0.42)) / 0.12, 0.0, 1.0) * np.clip(x * 12.0, 0.0, 1.0)
        worn = worn + 0.7 * np.clip(1.0 - np.abs(z - of.level(0.28)) / 0.06, 0.0, 1.0) * np.clip(x * 12.0, 0.0, 1.0)
        out = out * (1.0 + 0.16 * weave + 0.45 * worn)[..., None]
    side = (
        np.clip(1.0 - np.abs(x - of.at("thigh")[0]) / 0.005, 0.0, 1.0)
        * (np.abs(y) > of.at("thigh")[1] * 1.2)
        * (0.5 if jeans else 0.25)
    )
    fly = np.clip(1.0 - np.abs(y - 0.006) / 0.006, 0.0, 1.0) * (x > 0) * (z > of.level(0.50)) * 0.5
    pocket = (
        (np.abs(np.abs(y) - 0.105 + 0.45 * (z - of.level(0.535))) < 0.005)
        * (np.abs(z - of.level(0.555)) < 0.045)
        * (x > 0.0)
        * 0.6
    )
    rear = (x < -0.03) & (np.abs(np.abs(np.abs(y) - 0.075) - 0.050) < 0.005) & (np.abs(z - of.level(0.525)) < 0.065)
    rear |= (x < -0.03) & (np.abs(np.abs(y) - 0.075) < 0.050) & (np.abs(z - of.level(0.562)) < 0.005)
    hem = np.clip(1.0 - np.abs(z - of.level(0.026) - 0.022) / 0.004, 0.0, 1.0) * 0.5
    inside = (z < of.level(0.026) + 0.004) * 0.8
    return _mix(out, out * 0.5, np.maximum.reduce([side, fly, pocket, rear * 0.6, hem, inside]))


def _shoes(shell: Shell, points: F64, of: Build, wear: Wardrobe) -> F64:
    colour = cloth(wear.shoe_colour, "shoes", of.key)
    out = _plain(points, of, colour, 0.06, 31)
    ankle, scale = of.at("foot"), of.stature / 1.75
    pale = np.array(CLOTH["white"] if of.key % 3 else CLOTH["charcoal"]) * 0.8
    out = _mix(out, np.broadcast_to(pale, out.shape), np.clip((0.024 * scale - points[..., 2]) / 0.003, 0.0, 1.0))
    out = _mix(out, out * 0.2, np.clip((0.004 - points[..., 2]) / 0.002, 0.0, 1.0))
    dx = (points[..., 0] - ankle[0]) / scale
    lace = (np.abs(np.abs(points[..., 1]) - ankle[1]) < 0.018) & (dx > 0.035) & (dx < 0.105) & (points[..., 2] > 0.045)
    bar = _stripe(dx / 0.016, 0.5)
    return _mix(out, np.broadcast_to(pale, out.shape), lace * bar * 0.8)


def _knit(points: F64, of: Build, colour: F64, kind: str) -> F64:
    out = _plain(points, of, colour, 0.08, 41)
    if kind in ("cap", "headscarf"):
        return out
    x, y = points[..., 0] - of.at("head")[0], points[..., 1]
    around = np.where(x >= 0, 0.0, 2.0 * np.sign(y)) + np.sign(x) * y / np.maximum(np.abs(x) + np.abs(y), 1e-3)
    ribs = _stripe(around * 11.0, 0.5) * (noise(points, 0.03, of.key + 42) > -0.5)
    cuff = spot(of, 0.0, 0.0, 0.27)[2]
    fold = np.clip(1.0 - np.abs(points[..., 2] - cuff) / 0.004, 0.0, 1.0) * (kind == "beanie")
    knit: F64 = out * (1.0 - np.maximum(0.22 * ribs, 0.4 * fold))[..., None]
    return knit


def _pleated(points: F64, of: Build, colour: F64) -> F64:
    """Three folds across the middle."""
    out = _plain(points, of, colour, 0.03, 55)
    z = (points[..., 2] - middle(of)[2]) / unit_m(of)
    folds = np.maximum.reduce([np.clip(1.0 - np.abs(z + at) / 0.014, 0.0, 1.0) for at in (0.24, 0.31, 0.38)])
    return _mix(out, out * 0.7, folds)


def _bag(shell: Shell, points: F64, of: Build, colour: F64) -> F64:
    """Zips over the top and round the pocket, a piping down the sides."""
    out = _plain(points, of, colour, 0.06, 50)
    if shell.name != "backpack":
        return out
    s, y, z = of.stature / 1.75, points[..., 1], points[..., 2] - of.level(0.70)
    pocket = np.sqrt((y / (0.112 * s)) ** 2 + ((z + 0.085 * s) / (0.115 * s)) ** 4)
    arch = np.sqrt((y / (0.128 * s)) ** 2 + ((z + 0.03 * s) / (0.195 * s)) ** 4)
    zips = [np.clip(1.0 - np.abs(edge - 1.0) / 0.045, 0.0, 1.0) for edge in (pocket, arch)]
    grip = (np.abs(z - 0.05 * s) < 0.010) & (np.abs(y) < 0.03)
    tape = np.maximum(*zips) * (points[..., 0] < 0.0)
    return _mix(_mix(out, out * 0.4, tape), np.broadcast_to(np.array(CLOTH["grey"]), out.shape), 0.5 * grip)


def _hair(points: F64, of: Build, wear: Wardrobe) -> F64:
    colour, turned, share = hair(wear.hair_colour, of.age, of.key)
    fine, locks = noise(points * (1.0, 1.0, 0.25), 0.008, of.key + 61), noise(points, 0.03, of.key + 62)
    temples = np.clip(1.0 - np.abs(points[..., 2] - of.at("head")[2] - 0.04) / 0.06, 0.0, 1.0)  # they turn first
    grey = np.clip(share * (1.0 + 0.6 * fine + 0.5 * temples), 0.0, 1.0)
    out: F64 = (colour + (turned - colour) * grey[..., None]) * (1.0 + 0.38 * fine + 0.27 * locks)[..., None]
    return out


def _skin(shell: Shell, points: F64, of: Build, wear: Wardrobe) -> F64:
    tone = skin(wear.tone)
    mottle = 1.0 + 0.05 * noise(points, 0.02, of.key + 71) + 0.03 * noise(points, 0.006, of.key + 72)
    out: F64 = tone * mottle[..., None]
    if not shell.name.endswith("hand"):
        return out
    wrist, axis = of.at("hand"), of.at("hand") - of.at("forearm")
    axis = axis / np.sqrt((axis * axis).sum())
    mirrored = points.copy()
    mirrored[..., 1] = np.abs(points[..., 1])
    along = np.einsum("...k,k->...", mirrored - wrist, axis)
    out = out * (1.0 - 0.16 * np.clip((along - 0.07) / 0.05, 0.0, 1.0))[..., None]
    across = mirrored[..., 0] - wrist[0]
    gap = _stripe(across / 0.0195 + 0.5, 0.22) * (along > 0.085) * (along < 0.17) * (np.abs(across) < 0.036)
    return _mix(out, out * 0.45, gap)


def _head(points: F64, of: Build, wear: Wardrobe) -> F64:
    """Skin with brows, eyes, lips, nostrils, warm cheeks; stubble for some; hair's shadow on a shaved scalp."""
    tone, u = skin(wear.tone), unit_m(of)
    x, y, z = (points[..., k] / u - middle(of)[k] / u for k in range(3))
    ay, front = np.abs(y), np.clip(x * 8.0 - 1.0, 0.0, 1.0)
    mottle = 1.0 + 0.04 * noise(points, 0.02, of.key + 71) + 0.03 * noise(points, 0.007, of.key + 72)
    out = tone * mottle[..., None]

    def oval(cy: float, cz: float, ry: float, rz: float, soft: float = 0.25) -> F64:
        d = np.sqrt(((ay - cy) / ry) ** 2 + ((z - cz) / rz) ** 2)
        inside: F64 = np.clip((1.0 - d) / soft, 0.0, 1.0) * front
        return inside

    blood = np.array((1.05, 0.80, 0.78, 1.0))
    out = _mix(out, out * blood, 0.45 * oval(0.19, -0.14, 0.14, 0.12, 0.9))
    out = _mix(out, out * blood, 0.4 * oval(0.0, -0.14, 0.07, 0.07, 0.9))
    out = _mix(out, out * 0.62, (0.8 - 0.5 * of.young) * oval(0.135, 0.015, 0.115, 0.070, 0.6))
    out = _mix(out, out * 0.60, 0.3 * oval(0.0, -0.235, 0.07, 0.02, 0.8))
    out = _lined(out, ay, z, front, np.clip((of.age - 42.0) / 30.0, 0.0, 1.0))
    colour, turned, share = hair(wear.hair_colour, of.age, of.key)
    hair_of = colour + (turned - colour) * share
    beard = (of.key >> 7) % 5 if of.figure < 0.5 and of.age > 17.0 else 0
    if beard in (1, 2, 3):
        jaw = np.clip((-0.20 - z) * 8.0, 0.0, 1.0) * np.clip((x + 0.10) * 6.0, 0.0, 1.0) * np.clip((z + 0.62) * 6.0, 0.0, 1.0)
        lip = oval(0.0, -0.295, 0.12, 0.055, 0.3)
        grain = 0.75 + 0.25 * noise(points, 0.006, of.key + 73)
        out = _mix(out, np.broadcast_to(hair_of * 1.2, out.shape), (0.22, 0.38, 0.8)[beard - 1] * jaw * (1.0 - lip) * grain)
    lips = tone * np.array((0.80, 0.56, 0.57, 0.92))
    out = _mix(out, np.broadcast_to(lips, out.shape), 0.85 * oval(0.0, -0.295, 0.110, 0.046, 0.3))
    out = _mix(out, out * 0.5, 0.9 * oval(0.0, -0.293, 0.100, 0.010, 0.3))
    out = _mix(out, out * 0.45, 0.8 * oval(0.042, -0.198, 0.020, 0.011, 0.4))
    white, wide = 0.20 + 0.45 * tone, 1.0 + 0.35 * of.young
    out = _mix(out, np.broadcast_to(white, out.shape), oval(0.140, 0.010, 0.068 * wide, 0.029 * wide, 0.3))
    iris = oval(0.140, 0.012, 0.031 * wide, 0.031 * wide, 0.3)
    out = _mix(out, np.broadcast_to(np.array((0.022, 0.014, 0.010, 0.12)), out.shape), iris)
    out = _mix(out, np.broadcast_to(tone * 0.14, out.shape), 0.9 * oval(0.140, 0.038, 0.076, 0.013, 0.4))
    brow = hair_of * 0.9 + tone * 0.1
    out = _mix(out, np.broadcast_to(brow, out.shape), 0.85 * oval(0.150, 0.112, 0.090, 0.019, 0.4))
    if wear.top in ("tshirt", "hoodie", "dress", "long_dress"):
        neck = of.at("neck")
        rim = neck[2] + 0.012 - 0.35 * (points[..., 0] - neck[0])
        rib = cloth(wear.top_colour, "top", of.key) * 0.8
        out = _mix(out, np.broadcast_to(rib, out.shape), (rim - points[..., 2]) / 0.003)
    if wear.hair in ("bald", "shaved"):
        scalp = (
            np.clip((z - 0.16 + 0.30 * (x - 0.1)) * 9.0, 0.0, 1.0)
            if wear.hair == "bald"
            else np.clip((z - 0.02 - 0.9 * np.clip(x - 0.05, 0, 1)) * 9.0, 0, 1)
        )
        out = _mix(out, np.broadcast_to(hair_of * 1.4, out.shape), scalp * (0.10 if wear.hair == "bald" else 0.62))
    return out


def _lined(skin_of: F64, ay: F64, z: F64, front: F64, age: float) -> F64:
    """Age in the face, 0..1: folds from nose to mouth, bags under the eyes, lines on the brow, crow's feet."""
    along = np.clip((-0.17 - z) / 0.17, 0.0, 1.0)
    fold = np.clip(1.0 - np.abs(ay - 0.075 - 0.085 * along) / 0.022, 0.0, 1.0) * (z < -0.15) * (z > -0.36)
    bag = np.clip(1.0 - np.abs(z + 0.050 - 0.5 * (ay - 0.14) ** 2) / 0.020, 0.0, 1.0) * (np.abs(ay - 0.14) < 0.07)
    brow = np.clip(1.0 - np.abs(np.abs(z - 0.225) - 0.035) / 0.012, 0.0, 1.0) * (ay < 0.18)
    crow = np.clip(1.0 - np.abs(np.abs(z - 0.01) - 0.4 * (ay - 0.20)) / 0.012, 0.0, 1.0) * (ay > 0.21) * (ay < 0.29)
    lines = np.maximum.reduce([0.9 * fold, 0.7 * bag, 0.5 * brow, 0.5 * crow]) * front
    return _mix(skin_of, skin_of * 0.55, age * lines)
