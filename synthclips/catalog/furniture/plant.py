"""Potted plants: arching blades, broad split leaves, upright swords, small leaves on stems."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.furniture.traits import STANDING
from synthclips.catalog.furniture.vessels import vessel
from synthclips.geometry.mesh import F32, Mesh, join
from synthclips.geometry.shapes import shifted, turned
from synthclips.geometry.soft import blade
from synthclips.geometry.sweeps import cylinder, tube
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Integer, Uniform
from synthclips.scene.streams import Stream

Metres = Unit("m")
LOW, BANDS, SECTORS = 0.25, 5, 4  # from which share of its height on a plant is foliage, and the parts of that, up and around


def plant(
    *,
    key: int,
    height_m: Annotated[float, Range(0.15, 2.0), Metres],
    spread_m: Annotated[float, Range(0.1, 1.4), Metres],
    pot_m: Annotated[float, Range(0.05, 0.3), Metres],
    leaves: Annotated[int, Range(5, 60)],
    style: Literal["arching", "broad", "sword", "bushy", "palm"],
    pot: Literal["pot", "planter", "drum", "cylinder", "bowl"],
) -> Mesh:
    """A plant in its pot. Slots: pot, soil, leaf, stem."""
    stream = Stream(key)
    pot_high = min(1.75 * pot_m, 0.28 * height_m + 0.05) if pot != "bowl" else 0.9 * pot_m
    parts = [
        vessel(pot, pot_m, pot_high, "pot", filled=0.86),
        cylinder(0.8 * pot_m, 0.01, "soil", at_m=(0, 0, 0.86 * pot_high - 0.006), bevel_m=0.001),
    ]
    grow = {"arching": _arching, "broad": _broad, "sword": _sword, "bushy": _bushy, "palm": _palm}[style]
    foliage = join(grow(height_m - 0.86 * pot_high, spread_m / 2, pot_m, leaves, stream))
    return join([*parts, _kept_inside(shifted(foliage, z=0.86 * pot_high), spread_m / 2, height_m)])


def _kept_inside(mesh: Mesh, reach: float, top: float) -> Mesh:
    """Shrunk where it grew out of its spread or height."""
    v = mesh.vertices_m.astype(np.float64)
    out = float(np.sqrt((v[:, :2] ** 2).sum(1)).max())
    side, up = min(1.0, reach / out), min(1.0, top / float(v[:, 2].max()))
    v = v * (side, side, up)
    v[:, 2] = np.maximum(v[:, 2], 0.012)
    return Mesh(v.astype(np.float32), mesh.normals, mesh.faces, mesh.surface_m, mesh.slot, mesh.slots)


def _turn(i: int, stream: Stream) -> float:
    """The golden angle, shaken."""
    return i * 2.399963 + stream.uniform(-0.35, 0.35)


def _arching(tall: float, reach: float, pot: float, leaves: int, stream: Stream) -> list[Mesh]:
    out = []
    for i in range(leaves):
        share = (i + 0.5) / leaves
        rise = 2.4 - 1.6 * share + stream.uniform(-0.2, 0.2)
        long = min(1.25 * reach, 1.2 * tall) * stream.uniform(0.75, 1.1) * (0.75 + 0.35 * share)
        arch = 0.6 * rise + 0.5 * share + stream.uniform(0, 0.3)  # even the inner ones bend over
        droop = min(max(arch, rise - tall / long), rise + 0.5 * pot / long)  # tips end above the pot's foot
        leaf = blade(
            long,
            stream.uniform(0.032, 0.05) * (0.6 + reach),
            "leaf",
            rise=rise,
            droop=droop,
            fold=0.5,
            rows=8,
            widest=0.35,
            piece=i,
        )
        out.append(turned(leaf, "z", _turn(i, stream)))
    return out


def _stalked(x: float, z: float, long: float, wide: float, lean: float, stream: Stream, piece: int) -> list[Mesh]:
    """A leaf on a stalk that runs from the soil to (x, z)."""
    thick = min(1.0, 0.3 + z)
    stalk = tube(
        [(0.01, 0, 0), (0.35 * x, 0, 0.62 * z), (x, 0, z)], [0.006 * thick, 0.005 * thick, 0.0035 * thick], "stem", sides=5
    )
    leaf = blade(
        long,
        wide,
        "leaf",
        rise=lean,
        droop=0.55 + 0.4 * stream.unit(),
        fold=0.18,
        twist=stream.uniform(-0.25, 0.25),
        rows=9,
        tip=0.35,
        widest=0.42,
        piece=piece,
    )
    return [stalk, shifted(leaf, x=x, z=z)]


def _broad(tall: float, reach: float, pot: float, leaves: int, stream: Stream) -> list[Mesh]:
    out = []
    count = max(8, leaves // 2)
    for i in range(count):
        share = (i + 0.5) / count
        long = min(0.72 * reach, 0.36) * stream.uniform(0.75, 1.05)
        x = max(0.02, (reach - long * 0.9) * (0.2 + 0.8 * share) * stream.uniform(0.6, 1.0))
        z = max(tall * (1.0 - 0.75 * share) * stream.uniform(0.8, 0.95), 0.22 * long)
        both = join(_stalked(x, z, long, long * stream.uniform(0.5, 0.68), 0.5 - 0.5 * share, stream, i))
        out.append(turned(both, "z", _turn(i, stream)))
    return out


def _sword(tall: float, reach: float, pot: float, leaves: int, stream: Stream) -> list[Mesh]:
    out = []
    for i in range(max(8, 2 * leaves // 3)):
        long = tall * stream.uniform(0.55, 1.0)
        leaf = blade(
            long,
            stream.uniform(0.05, 0.085) * min(1.0, 0.4 + tall),
            "leaf",
            rise=0.12,
            droop=stream.uniform(-0.12, 0.1),
            fold=0.45,
            twist=stream.uniform(-0.5, 0.5),
            rows=6,
            widest=0.5,
            piece=i,
        )
        upright = turned(leaf, "y", -np.pi / 2 + stream.uniform(0.02, 0.32))
        out.append(turned(shifted(upright, x=0.45 * pot * stream.unit()), "z", _turn(i, stream)))
    return out


def _bushy(tall: float, reach: float, pot: float, leaves: int, stream: Stream) -> list[Mesh]:
    out = []
    stems = max(4, leaves // 5)
    for s in range(stems):
        top = tall * stream.uniform(0.6, 0.95)
        away = reach * 0.62 * stream.uniform(0.2, 1.0)
        heading = s * 2 * np.pi / stems + stream.uniform(-0.4, 0.4)
        c, d = float(np.cos(heading)), float(np.sin(heading))
        path = [(0, 0, 0), (0.3 * away * c, 0.3 * away * d, 0.5 * top), (away * c, away * d, top)]
        thick = min(1.0, 0.25 + tall)
        out.append(tube(path, [0.007 * thick, 0.005 * thick, 0.003 * thick], "stem", sides=5))
        for k in range(11):
            t = 0.2 + 0.8 * (k + stream.unit()) / 11
            x, y, z = (
                ((1 - t) * a + t * b for a, b in zip(path[1], path[2], strict=True)) if t > 0.5 else (2 * t * a for a in path[1])
            )
            long = min(0.5 * reach, 0.17) * stream.uniform(0.7, 1.1)
            leaf = blade(
                long,
                0.55 * long,
                "leaf",
                rise=stream.uniform(0.0, 0.6),
                droop=stream.uniform(0.3, 0.9),
                fold=0.22,
                rows=5,
                tip=0.5,
                widest=0.42,
                piece=s * 16 + k,
            )
            out.append(shifted(turned(leaf, "z", stream.uniform(0, 6.283)), x, y, z))
    return out


def _palm(tall: float, reach: float, pot: float, leaves: int, stream: Stream) -> list[Mesh]:
    """Fronds: a rib with leaflets along both sides."""
    out = []
    fronds = max(9, leaves // 4)
    for f in range(fronds):
        share = (f + 0.5) / fronds
        rise, droop = 2.6 - 1.6 * share, 0.9 + 0.5 * share
        long = min(reach * 1.15, 0.75 * tall) * stream.uniform(0.85, 1.05)
        t = np.linspace(0, 1, 7)
        rib = np.stack([long * t * (1 - 0.25 * droop * t * t), 0 * t, long * (rise * t - droop * t * t) + 0.1 * tall], 1)
        parts = [tube(rib, 0.0035, "stem", sides=4)]
        for k in range(9):
            u = 0.22 + 0.78 * k / 8
            at = np.array([np.interp(u, t, rib[:, c]) for c in range(3)])
            size = 0.34 * long * (1 - 0.6 * abs(u - 0.45))
            for side in (-1, 1):
                leaflet = blade(
                    size, 0.028 + 0.024 * reach, "leaf", rise=0.25, droop=0.75, fold=0.3, rows=3, widest=0.5, piece=f * 18 + k
                )
                parts.append(shifted(turned(leaflet, "z", side * (1.05 - 0.55 * u)), *(float(v) for v in at)))
        out.append(turned(join(parts), "z", _turn(f, stream)))
    return out


def _pot_and_foliage(vertices_m: F32) -> list[NDArray[np.bool_]]:
    """Below, the pot; above, the foliage in parts, each of which hides no more light than its leaves do."""
    x, y, z = vertices_m.astype(np.float64).T
    high, around = z / z.max(), np.arctan2(y, x) / (2 * np.pi) % 1.0
    part = np.where(high < LOW, -1, np.floor(BANDS * high).astype(int) * SECTORS + np.floor(SECTORS * around).astype(int))
    return [(high < LOW) & (np.hypot(x, y) < 0.19), *(part == k for k in np.unique(part[part >= 0]))]


TRAITS: dict[str, Any] = {
    **STANDING,
    "apart": _pot_and_foliage,
    "footprint": lambda p: (max(p["spread_m"], 2 * p["pot_m"]) + 0.004, max(p["spread_m"], 2 * p["pot_m"]) + 0.004),
    "height": lambda p: p["height_m"] + 0.004,
}
BIG = {
    "height_m": Uniform(0.8, 1.6),
    "spread_m": Uniform(0.65, 1.05),
    "pot_m": Uniform(0.12, 0.18),
    "leaves": Integer(26, 44),
    "style": Choice(("arching", "broad", "sword", "bushy", "palm"), (3, 3, 1.5, 2, 2)),
    "pot": Choice(("pot", "planter", "drum", "cylinder")),
}
SMALL = {
    **BIG,
    "height_m": Uniform(0.2, 0.42),
    "spread_m": Uniform(0.18, 0.36),
    "pot_m": Uniform(0.055, 0.09),
    "leaves": Integer(14, 26),
    "style": Choice(("arching", "broad", "sword", "bushy"), (3, 2, 1, 3)),
    "pot": Choice(("pot", "planter", "drum", "bowl")),
}
SLOTS = {"pot": "pot", "soil": "soil", "leaf": "leaf", "stem": "leaf"}

KINDS = [
    Kind("plant", "a potted plant on the floor", plant, BIG, "potted plant", SLOTS, TRAITS),
    Kind("small_plant", "a potted plant for a table or a sill", plant, SMALL, "potted plant", SLOTS, TRAITS),
]
