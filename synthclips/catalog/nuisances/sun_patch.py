"""The patch of sun on floor and wall stirs: leaves before the window, slats that swing, somebody outside who goes by."""

from __future__ import annotations

import math
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.nuisances.blinds import blind_before, lets_through, slope_of, swung
from synthclips.catalog.nuisances.window_light import cells, codes, lit_opening, needs_window
from synthclips.raster.openings import frame
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import LogUniform, Uniform
from synthclips.scene.errors import SceneError
from synthclips.scene.home import Home
from synthclips.scene.records import Item, Lamp, Nuisance, Opening, Room, Scene
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import VEIL, Disturbance, Interval

F64 = NDArray[np.float64]
Metres = Unit("m")
SWAY_M = {1: 0.006, 2: 0.015, 3: 0.035, 4: 0.07, 5: 0.13}  # of leaves in the wind
SWING = {1: 0.12, 2: 0.3, 3: 0.6, 4: 1.1, 5: 1.8}  # of a blind's lower edge, in slats
FOOT_SWING_M = {1: 0.02, 2: 0.04, 3: 0.08, 4: 0.13, 5: 0.2}  # of a real one's foot, into the room
DARK = {1: 0.2, 2: 0.4, 3: 0.6, 4: 0.8, 5: 0.96}  # share of the light that a passer-by takes: haze fills the rest
MARGIN_M = 0.3  # of foliage round the window
CLUMPS_M2, LEAVES = 3.0, 28  # clumps of leaves a square metre, and leaves in each
GROUND_M = -0.1  # of a path along the house
SUN_BLUR = 0.0093  # metres of half shadow for each metre between a leaf and where its shadow falls
BODY = (  # height of both ends, how far each swings ahead as legs and arms do, radius; metres, for a person of 1.75 m
    ((1.62, 0.0), (1.66, 0.0), 0.11),
    ((1.36, 0.0), (0.95, 0.0), 0.17),
    ((0.9, 0.0), (0.05, 0.36), 0.085),
    ((0.9, 0.0), (0.05, -0.36), 0.085),
    ((1.35, 0.0), (0.85, 0.24), 0.055),
    ((1.35, 0.0), (0.85, -0.24), 0.055),
)
STRIDE_M = 1.45
ROOM_TO_PASS_M = 0.6  # that a passer-by walks before and after the window
AWAY_M = (1.8, 1.2, 0.8, 0.5, 0.35)


def sun_patch_leaves(
    nuisance: Nuisance, scene: Scene, times_s: F64, *, leaf_m: Annotated[float, Range(0.02, 0.2), Metres],
    away_m: Annotated[float, Range(0.3, 10.0), Metres], gust_hz: Annotated[float, Range(0.1, 3.0), Unit("Hz")],
) -> Disturbance:  # fmt: skip
    """Leaves of so many metres, so far before the window, all the clip; a gust sways them. Strength: how far."""
    opening, stream = _opening(nuisance, scene), Stream(nuisance.key)
    layers = [foliage(stream, opening, leaf_m, SUN_BLUR * (away_m + 3.0)) for _ in range(2)]
    gust = _gust(times_s, nuisance.start_s, nuisance.end_s) * SWAY_M[nuisance.strength]
    phases = [stream.uniform(0.0, 6.28) for _ in range(8)]
    veil = np.empty((len(times_s), *VEIL), np.uint8)
    for t, (now, reach) in enumerate(zip(times_s.tolist(), gust.tolist(), strict=True)):
        through: F64 = np.ones(VEIL)
        for layer, sheet in enumerate(layers):
            a, b, c, d = phases[4 * layer : 4 * layer + 4]
            slow = math.sin(a + 6.2832 * gust_hz * now) + 0.4 * math.sin(b + 6.2832 * 2.7 * gust_hz * now)
            lift = 0.5 * math.sin(c + 6.2832 * 1.3 * gust_hz * now)
            along = round(reach * (0.6 + slow), 6), round(reach * 0.35 * math.sin(d + 6.2832 * 1.9 * gust_hz * now), 6)
            through = through * _shifted(sheet, opening, along, round(reach * lift, 6))
        veil[t] = codes(through)
    return _told(nuisance, opening, veil)


def foliage(stream: Stream, opening: Opening, leaf_m: float, blur_m: float) -> F64:
    """What clumps of leaves let through, in cells of a veil, MARGIN_M beyond the window on every side."""
    dz, dx = opening.height_m / VEIL[0], opening.width_m / VEIL[1]
    rows, columns = (n + 2 * round(MARGIN_M / d) for n, d in zip(VEIL, (dz, dx), strict=True))
    through, high, wide = np.ones((rows, columns)), rows * dz, columns * dx
    for _ in range(max(3, round(CLUMPS_M2 * high * wide))):
        cx, cz = stream.uniform(0.0, wide), stream.uniform(0.0, high)
        for _ in range(LEAVES):
            x, z = (min(max(c + stream.normal(0.0, 0.1), 0.0), most) for c, most in ((cx, wide), (cz, high)))
            turn = stream.uniform(0.0, 3.1416)
            size = leaf_m * stream.uniform(0.6, 1.3)
            reach = size + blur_m
            i0, i1 = max(0, int((x - reach) / dx)), min(columns, int((x + reach) / dx) + 2)
            j0, j1 = max(0, int((z - reach) / dz)), min(rows, int((z + reach) / dz) + 2)
            u, v = (np.arange(i0, i1) + 0.5)[None] * dx - x, (np.arange(j0, j1) + 0.5)[:, None] * dz - z
            c, s = round(math.cos(turn), 6), round(math.sin(turn), 6)
            off = np.sqrt((c * u + s * v) ** 2 + ((c * v - s * u) / 0.45) ** 2) - size / 2
            through[j0:j1, i0:i1] *= 1.0 - 0.92 * np.clip(0.5 - off / blur_m, 0.0, 1.0)
    return through


def _shifted(sheet: F64, opening: Opening, along_m: tuple[float, float], up_m: float) -> F64:
    """The window's part of a sheet of foliage, moved along the wall (by the first at the sill, both at the top) and up."""
    dz, dx = opening.height_m / VEIL[0], opening.width_m / VEIL[1]
    rows, columns = np.arange(VEIL[0], dtype=float), np.arange(VEIL[1], dtype=float)
    y = np.clip(rows + (sheet.shape[0] - VEIL[0]) / 2 + up_m / dz, 0, sheet.shape[0] - 1.001)[:, None]
    x = columns[None] + (sheet.shape[1] - VEIL[1]) / 2 + ((along_m[0] + along_m[1] * rows / VEIL[0]) / dx)[:, None]
    x = np.clip(x, 0, sheet.shape[1] - 1.001)
    j, i = y.astype(np.int64), x.astype(np.int64)
    y, x = y - j, x - i
    low = sheet[j, i] * (1 - x) + sheet[j, i + 1] * x
    high = sheet[j + 1, i] * (1 - x) + sheet[j + 1, i + 1] * x
    moved: F64 = low * (1 - y) + high * y
    return moved


def sun_patch_blinds(
    nuisance: Nuisance, scene: Scene, times_s: F64, *, slat_m: Annotated[float, Range(0.025, 0.15), Metres],
    open_share: Annotated[float, Range(0.1, 0.9)], swing_hz: Annotated[float, Range(0.1, 3.0), Unit("Hz")],
) -> Disturbance:  # fmt: skip
    """A blind before the window all the clip, its lower edge swinging in a draught. Strength: how far.

    Where the home has one there, that blind swings; else nobody sees the one whose light this is.
    """
    opening, stream = _opening(nuisance, scene), Stream(nuisance.key)
    hung = blind_before(scene.items, scene.room, opening)
    if hung is not None:
        return _swings(nuisance, scene, times_s, hung, swing_hz)
    z, x = cells(opening)
    swing = _gust(times_s, nuisance.start_s, nuisance.end_s) * SWING[nuisance.strength]
    phase, lean = stream.uniform(0.0, 6.28), stream.uniform(-0.3, 0.3)
    veil = np.empty((len(times_s), *VEIL), np.uint8)
    for t, (now, reach) in enumerate(zip(times_s.tolist(), swing.tolist(), strict=True)):
        turn = round(reach * math.sin(phase + 6.2832 * swing_hz * now), 6)
        slats = z / slat_m + turn * (1.0 - z / opening.height_m) + lean * turn * (x / opening.width_m - 0.5)
        place = np.abs(slats - np.floor(slats) - 0.5) * 2.0  # 1 at a slat's middle, 0 in the middle of a gap
        veil[t] = codes(0.04 + 0.96 * np.clip((open_share - place) / 0.25 + 0.5, 0.0, 1.0))
    return _told(nuisance, opening, veil)


def _swings(nuisance: Nuisance, scene: Scene, times_s: F64, blind: Item, swing_hz: float) -> Disturbance:
    """Its foot comes into the room and falls back, and the stripes of light with it."""
    opening, stream = _opening(nuisance, scene), Stream(nuisance.key)
    lamp = next(a for a in scene.lamps if a.id == nuisance.params["lamp"])
    reach = FOOT_SWING_M[nuisance.strength] / (opening.height_m * float(blind.params["lowered"]))
    phase = stream.uniform(0.0, 6.28)
    waves = np.array([round(0.5 - 0.5 * math.cos(phase + 6.2832 * swing_hz * now), 6) for now in times_s.tolist()])
    swing = reach * waves * _gust(times_s, nuisance.start_s, nuisance.end_s)
    veil = lets_through(blind.params, opening, slope_of(scene.room, opening, lamp), swing)
    interval = Interval(nuisance.id, nuisance.kind, nuisance.start_s, nuisance.end_s, "", blind.id)
    return Disturbance((interval,), (swung(blind, swing),), veils={opening.id: veil})


def passing_shadow(nuisance: Nuisance, scene: Scene, times_s: F64) -> Disturbance:
    """Somebody outside walks past the window and through its light. Strength: how much of that they take."""
    opening = _opening(nuisance, scene)
    lamp = next(a for a in scene.lamps if a.id == nuisance.params["lamp"])
    away, ahead = float(nuisance.params["away_m"]), 1 if Stream(nuisance.key).chance(0.5) else -1
    along, height = _before(scene.room, opening, lamp, away)
    start, end = float(along.min()) - ROOM_TO_PASS_M, float(along.max()) + ROOM_TO_PASS_M
    share = np.clip((times_s - nuisance.start_s) / (nuisance.end_s - nuisance.start_s), 0.0, 1.0)
    veil = np.full((len(times_s), *VEIL), 255, np.uint8)
    for t, s in enumerate(share.tolist()):
        if 0.0 < s < 1.0:
            walked = s * (end - start)
            x = (along - start - walked) if ahead > 0 else (end - walked - along)
            veil[t] = codes(1.0 - DARK[nuisance.strength] * _silhouette(x, height, walked, SUN_BLUR * (away + 2.0)))
    return _told(nuisance, opening, veil)


def _before(room: Room, opening: Opening, lamp: Lamp, away_m: float) -> tuple[F64, F64]:
    """Where light on its way to each cell of the window passes `away_m` before it: along the wall, and over the ground, m."""
    corner, u, v = frame(room, opening)
    z, x = cells(opening)
    places = corner + x[..., None] * (u / opening.width_m) + z[..., None] * (v / opening.height_m)
    back = np.broadcast_to(-np.array(lamp.direction), places.shape) if lamp.kind == "sun" else np.array(lamp.position_m) - places
    outward = np.cross(v, u) / (opening.width_m * opening.height_m)
    outward = -outward if (back * outward).sum(-1).mean() < 0 else outward
    passed = places + back * (away_m / (back * outward).sum(-1))[..., None]
    return ((passed - corner) * (u / opening.width_m)).sum(-1), passed[..., 2] - GROUND_M


def _silhouette(x: F64, height: F64, walked_m: float, blur_m: float) -> F64:
    """Share covered by a walker who is at x = 0 and faces +x."""
    swing, covered = round(math.sin(6.2832 * walked_m / STRIDE_M), 6), np.zeros_like(x)
    for (z0, s0), (z1, s1), radius in BODY:
        ax, bx = s0 * swing, s1 * swing
        dx, dz = bx - ax, z1 - z0
        t = np.clip(((x - ax) * dx + (height - z0) * dz) / (dx * dx + dz * dz), 0.0, 1.0)
        off = np.sqrt((x - ax - t * dx) ** 2 + (height - z0 - t * dz) ** 2) - radius
        covered = np.maximum(covered, np.clip(0.5 - off / blur_m, 0.0, 1.0))
    return covered


def _gust(times_s: F64, start_s: float, end_s: float) -> F64:
    """(T,) 0 before and after, 1 between, half a second each way."""
    rise, fall = np.clip((times_s - start_s) / 0.5, 0.0, 1.0), np.clip((end_s - times_s) / 0.5, 0.0, 1.0)
    share = np.minimum(rise, fall)
    smooth: F64 = share * share * (3.0 - 2.0 * share)
    return smooth


def _opening(nuisance: Nuisance, scene: Scene) -> Opening:
    return next(o for o in scene.room.openings if o.id == nuisance.params["opening"])


def _told(nuisance: Nuisance, opening: Opening, veil: NDArray[np.uint8]) -> Disturbance:
    interval = Interval(nuisance.id, nuisance.kind, nuisance.start_s, nuisance.end_s, "", opening.id)
    return Disturbance((interval,), veils={opening.id: veil})


def _settle(home: Home, nuisance: Nuisance, stream: Stream) -> dict[str, Any]:
    lamp, opening = lit_opening(home, nuisance.kind, stream)
    return {"opening": opening.id, "lamp": lamp.id}


def _settle_passing(home: Home, nuisance: Nuisance, stream: Stream) -> dict[str, Any]:
    """As far before the window as their shadow still reaches it."""
    lamp, opening = lit_opening(home, nuisance.kind, stream)
    for away in AWAY_M:
        lowest = float(_before(home.scenery.room, opening, lamp, away)[1].min())
        if lowest + 0.2 * opening.height_m < BODY[0][1][0]:
            return {"opening": opening.id, "lamp": lamp.id, "away_m": away}
    raise SceneError(f"{nuisance.kind} needs a lower sun: no passer-by's shadow reaches the window")


KINDS = [
    Kind(
        "sun_patch_leaves",
        "the shadow of leaves sways in the patch of sun, moon or street light",
        sun_patch_leaves,
        {"leaf_m": Uniform(0.05, 0.11), "away_m": LogUniform(0.6, 3.0), "gust_hz": Uniform(0.35, 0.8)},
        traits={"told": "shadows of leaves sway", "lasts": Uniform(4.0, 15.0), "needs": needs_window, "settle": _settle},
    ),
    Kind(
        "sun_patch_blinds",
        "stripes of light swing as a blind moves in a draught",
        sun_patch_blinds,
        {"slat_m": Uniform(0.045, 0.09), "open_share": Uniform(0.35, 0.65), "swing_hz": Uniform(0.5, 1.1)},
        traits={
            "told": "stripes of light swing",
            "lasts": Uniform(3.0, 10.0),
            "items": ("venetian_blind",),
            "needs": needs_window,
            "settle": _settle,
        },
    ),
    Kind(
        "passing_shadow",
        "the shadow of somebody outside passes through the patch of sun, moon or street light",
        passing_shadow,
        {},
        traits={"told": "a shadow passes", "lasts": Uniform(2.2, 4.0), "needs": needs_window, "settle": _settle_passing},
    ),
]
