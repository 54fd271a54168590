"""The parts of upholstered seats: base and feet, cushions, arms of five styles, backs of five styles, a skirt."""

from __future__ import annotations

import numpy as np

from synthclips.geometry.mesh import Mesh, join
from synthclips.geometry.shapes import F64, box, mirrored_x, shifted, turned
from synthclips.geometry.soft import cushion, pillow, soft_box
from synthclips.geometry.sweeps import cylinder, extrude
from synthclips.scene.streams import Stream


def base(width: float, depth: float, leg: float, top: float, arms: str) -> Mesh:
    """The upholstered box between legs and cushions."""
    inset = 0.05 if arms in ("wood", "none") else 0.02
    return soft_box((width - inset, depth - 0.05, top - leg), 0.025, "fabric", at_m=(0, -0.005, leg), cells=(3, 2, 1), rounding=1)


def feet(width: float, depth: float, leg: float, style: str) -> list[Mesh]:
    """Whatever it stands on, reaching the floor."""
    x, y = width / 2 - 0.09, depth / 2 - 0.09
    places = [(sx * x, sy * y) for sx in (-1, 1) for sy in (-1, 1)]
    if style == "block":
        return [box((0.06, 0.06, leg + 0.01), "legs", at_m=(px, py, 0)) for px, py in places]
    if style == "tapered":
        return [cylinder(0.014, leg + 0.02, "legs", at_m=(px, py, 0), top_m=0.026, sides=10, grain_up=True) for px, py in places]
    if style == "metal":
        bars = [box((0.022, 2 * y + 0.022, 0.02), "legs", at_m=(sx * x, 0, 0)) for sx in (-1, 1)]
        return bars + [box((0.022, 0.022, leg), "legs", at_m=(px, py, 0.01)) for px, py in places]
    return [box((0.05, 0.05, leg + 0.005), "legs", at_m=(px, py, 0), bevel_m=0) for px, py in places]


def seat_cushions(
    inner: float,
    depth: float,
    back_thick: float,
    top: float,
    thick: float,
    count: int,
    piping: bool,
    softness: float,
    stream: Stream,
) -> list[Mesh]:
    """Cushions side by side, each with the dent of whoever sat there."""
    each = inner / count
    long = depth - back_thick - 0.005
    cells = (4 if each < 0.9 else 7, 5, 1)
    out = []
    for i in range(count):
        x = -inner / 2 + each * (i + 0.5)
        size = (each - 0.006, long, thick)
        where = (stream.uniform(-0.3, 0.3), stream.uniform(-0.4, 0.1))
        dent = stream.uniform(0.0, 0.035) * softness
        out.append(
            cushion(
                size,
                "fabric",
                at_m=(x, depth / 2 - long / 2 - 0.004, top - thick),
                radius_m=0.035 + 0.03 * softness,
                crown_m=0.012 + 0.03 * softness,
                dent_m=dent,
                dent_at=where,
                piping_slot="fabric" if piping else "",
                cells=cells,
                piece=31 + i,
            )
        )
    return out


def arms_of(
    style: str, width: float, depth: float, arm: float, height: float, leg: float, back_height: float, softness: float
) -> list[Mesh]:
    """Both arms of a style, the right one made first."""
    if style == "none":
        return []
    left = {"square": _square_arm, "slim": _square_arm, "rolled": _rolled_arm, "wing": _wing_arm, "wood": _wooden_arm}[style](
        arm, depth, height, leg, back_height
    )
    shift = width / 2 - arm / 2
    return [shifted(left, x=shift), shifted(mirrored_x(left), x=-shift)]


def _square_arm(arm: float, depth: float, height: float, leg: float, back_height: float) -> Mesh:
    half = np.array([arm, depth - 0.01, height - leg]) / 2

    def stuffed(p: F64) -> F64:
        out = p.copy()
        out[:, 0] += (
            0.012 * np.sign(p[:, 0]) * np.maximum(1 - (p[:, 1] / half[1]) ** 2, 0) * np.maximum(1 - (p[:, 2] / half[2]) ** 2, 0)
        )
        out[:, 2] += 0.008 * (p[:, 2] > 0) * np.maximum(1 - (p[:, 1] / half[1]) ** 2, 0)
        return out

    return soft_box(
        (arm - 0.012, depth - 0.01, height - leg - 0.004),
        min(0.045, 0.4 * arm),
        "fabric",
        at_m=(0, 0, leg),
        cells=(1, 4, 3),
        bend=stuffed,
        piece=11,
    )


def _rolled_arm(arm: float, depth: float, height: float, leg: float, back_height: float) -> Mesh:
    """An upright panel under a scroll that overhangs outward; the front end is a disc with a welt."""
    r = 0.5 * arm
    angle = np.arange(11) / 10 * 1.25 * np.pi
    scroll = [(float(r * np.cos(a)), float(height - leg - r + r * np.sin(a))) for a in angle]
    outline = [(-0.32 * arm, 0.0), (0.28 * arm, 0.0), (0.28 * arm, height - leg - 2 * r), *scroll]
    outline[-1] = (-0.34 * arm, outline[-1][1] - 0.02)
    bar = extrude([(x, z) for x, z in outline], depth - 0.01, "fabric", piece=13)
    bar = shifted(turned(bar, "z", np.pi / 2), z=leg)  # local x (length) to y, profile's first axis to -x
    return mirrored_x(bar)


def _wing_arm(arm: float, depth: float, height: float, leg: float, back_height: float) -> Mesh:
    low = _square_arm(arm, depth, height, leg, back_height)
    top = back_height - 0.02
    long = 0.34 * depth

    def swept(p: F64) -> F64:
        out = p.copy()
        up = (p[:, 2] / ((top - height + 0.1) / 2) + 1) / 2
        out[:, 1] = (p[:, 1] + long / 2) * (1 - 0.45 * up * up) - long / 2
        out[:, 0] += 0.01 * (1 - (p[:, 1] / long * 2) ** 2)
        return out

    wing = soft_box(
        (min(arm, 0.10), long, top - height + 0.1),
        0.035,
        "fabric",
        at_m=(0, -depth / 2 + long / 2 + 0.02, height - 0.1),
        cells=(1, 3, 3),
        bend=swept,
        piece=17,
    )
    return join([low, wing])


def _wooden_arm(arm: float, depth: float, height: float, leg: float, back_height: float) -> Mesh:
    y = depth / 2 - 0.09
    rail = box((max(arm, 0.05), depth - 0.12, 0.028), "frame", at_m=(0, 0.02, height - 0.028), bevel_m=0.008)
    posts = [
        turned(
            box((0.034, 0.045, height - 0.02), "frame", at_m=(0, sy * y, 0), bevel_m=0.006), "x", sy * -0.04, (0, sy * y, height)
        )
        for sy in (-1, 1)
    ]
    brace = box((0.026, depth - 0.2, 0.04), "frame", at_m=(0, 0, 0.2), bevel_m=0.005)
    posts = [shifted(p, z=max(0.0, -float(p.vertices_m[:, 2].min()))) for p in posts]
    return join([rail, *posts, brace])


def back_of(style: str, wide: float, depth: float, thick: float, height: float, leg: float, stream: Stream) -> Mesh:
    """The back of a style, leaning a little."""
    tall = height - leg
    half = (wide / 2, thick / 2, tall / 2)
    buttons = max(2, round(wide / 0.24))

    def shaped(p: F64) -> F64:
        out = p.copy()
        x, z = p[:, 0] / half[0], p[:, 2] / half[2]
        front = p[:, 1] > 0
        out[:, 1] -= 0.05 * (z + 1) / 2 * (tall / 0.8)  # it leans back
        out[:, 1] = np.maximum(out[:, 1], -half[1])
        if style == "camel":
            out[:, 2] += np.where(z > 0, -0.16 * tall * x * x * np.abs(x) * z, 0)
        if style in ("tight", "camel"):
            out[:, 1] += front * 0.03 * np.maximum(1 - x * x, 0) * np.maximum(1 - z * z, 0)
        if style == "tufted":
            out[:, 1] += front * 0.075 * (_tufts(p[:, 0], p[:, 2], wide / buttons) - 0.75)
        return out

    cells = (buttons * 6, 1, 16) if style == "tufted" else (8 if style == "camel" else 4, 1, 4)
    return soft_box(
        (wide, thick, tall),
        0.05 if style != "loose" else 0.04,
        "fabric",
        at_m=(0, -depth / 2 + thick / 2, leg),
        cells=cells,
        bend=shaped,
        piece=19,
    )


def _tufts(x: F64, z: F64, pitch: float) -> F64:
    """0 at buttons in a diamond lattice, 1 between them."""
    u, v = x / pitch, z / pitch
    a, b = u + v, u - v
    a, b = np.abs(a - np.round(a)) * 2, np.abs(b - np.round(b)) * 2
    return np.minimum(1.0, 1.2 * np.sqrt(np.maximum(a, b) * np.minimum(a, b) + 0.25 * np.maximum(a, b)))


def back_cushions(
    style: str,
    inner: float,
    depth: float,
    back_thick: float,
    seat: float,
    height: float,
    count: int,
    piping: bool,
    softness: float,
    stream: Stream,
) -> list[Mesh]:
    """Cushions leaning on the back, each a little differently."""
    number = count + (1 if style == "pillows" else 0)
    each = inner / number
    tall = height - seat + 0.02 + 0.05 * softness
    thick = 0.15 + 0.04 * softness
    out = []
    for i in range(number):
        x = -inner / 2 + each * (i + 0.5)
        if style == "pillows":
            one = pillow(
                (each * 1.04, thick * 1.5, tall),
                "cushions",
                cells=8,
                pinch=0.06,
                cord_slot="cushions" if piping else "",
                piece=51 + 2 * i,
            )
        else:
            flat = cushion(
                (each - 0.012, tall, thick),
                "fabric",
                radius_m=0.05 + 0.02 * softness,
                crown_m=0.02 + 0.04 * softness,
                piping_slot="fabric" if piping else "",
                cells=(4, 4, 1),
                piece=51 + i,
            )
            one = turned(flat, "x", np.pi / 2)
            one = shifted(one, y=thick / 2, z=tall / 2)
        lean = 0.17 + stream.uniform(-0.05, 0.07)
        one = turned(one, "y", stream.uniform(-0.03, 0.03), (0, 0, tall / 2))
        one = turned(one, "x", lean)
        out.append(shifted(one, x=x, y=-depth / 2 + back_thick + 0.5 * thick + 0.05, z=seat - 0.015))
    return out


def skirt(width: float, depth: float, top: float) -> Mesh:
    """Cloth panels hanging to just over the floor, with a little flare."""
    panels = [
        soft_box(
            (width, 0.012, top - 0.03), 0.005, "fabric", at_m=(0, s * (depth / 2 - 0.006), 0.012), cells=(6, 1, 1), rounding=1
        )
        for s in (-1, 1)
    ]
    ends = [
        soft_box(
            (0.012, depth - 0.02, top - 0.03),
            0.005,
            "fabric",
            at_m=(s * (width / 2 - 0.006), 0, 0.012),
            cells=(1, 4, 1),
            rounding=1,
        )
        for s in (-1, 1)
    ]
    return join(panels + ends)
