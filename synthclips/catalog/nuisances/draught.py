"""A draught: gusts that come and go, and how curtains give way to them."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind, thing_body
from synthclips.catalog.nuisances.things import needs_one, pick_one, track_of, with_bones
from synthclips.geometry.body import Body
from synthclips.geometry.curve import step
from synthclips.geometry.skeleton import rotation
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Uniform
from synthclips.scene.records import Nuisance, Scene
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Disturbance, Interval

F64 = NDArray[np.float64]
SOFT_S = 1.0  # how softly a draught begins and ends
SWING_RAD = {1: 0.03, 2: 0.07, 3: 0.14, 4: 0.24, 5: 0.36}  # of a curtain's hem, at a gust
COLUMNS, ROWS = 7, 7  # of a curtain's bones
LAG_S = 0.5  # the hem follows the top
RIPPLE = 0.45  # of the swing, from side to side


def gusts(stream: Stream, times_s: F64, start_s: float, end_s: float, period_s: float) -> F64:
    """(T,) push of the air: 0 still .. 1, in gusts of about that period."""
    waves = [
        np.sin(2 * math.pi * times_s / (period_s * stream.uniform(low, high)) + stream.uniform(0.0, 2 * math.pi))
        for low, high in ((0.8, 1.2), (1.7, 2.4), (0.4, 0.6))
    ]
    push = 0.45 + 0.28 * waves[0] + 0.17 * waves[1] + 0.1 * waves[2]
    envelope = step((times_s - start_s) / SOFT_S) * step((end_s - times_s) / SOFT_S)
    return np.asarray(push * envelope, np.float64)


def curtain_draught(
    nuisance: Nuisance, scene: Scene, times_s: F64, *, gust_s: Annotated[float, Range(0.8, 8.0), Unit("s")]
) -> Disturbance:
    """A curtain swings into the room and ripples. Strength: how far. gust_s: from one gust to the next."""
    item, stream = scene.item(str(nuisance.params["item"])), Stream(nuisance.key)
    body: Body = thing_body(item)
    low, high = body.vertices_m.min(0).astype(np.float64), body.vertices_m.max(0).astype(np.float64)
    phases = np.array([[stream.uniform(0.0, 2 * math.pi), stream.uniform(0.7, 1.3)] for _ in range(COLUMNS)])
    swing = SWING_RAD[nuisance.strength]
    angle = np.empty((len(times_s), COLUMNS, ROWS))
    for row in range(ROWS):
        late = times_s - LAG_S * row / (ROWS - 1)
        push = gusts(Stream(nuisance.key + 1), late, nuisance.start_s, nuisance.end_s - LAG_S, gust_s)[:, None]
        wave = np.sin(phases[:, 0] + 2 * math.pi * phases[:, 1] * late[:, None] / (0.6 * gust_s))
        angle[:, :, row] = swing * push * (1.0 + RIPPLE * wave) * (0.4 + 0.6 * row / (ROWS - 1))
    turned, place = _hung(angle, low, high)
    track = track_of(item, turned, place)
    interval = Interval(nuisance.id, nuisance.kind, nuisance.start_s, nuisance.end_s, "", item.id)
    return Disturbance((interval,), ((track, _limber(body, low, high)),))


def _hung(angle: F64, low: F64, high: F64) -> tuple[F64, F64]:
    """Rotations (T, C * R, 3, 3) and places (T, C * R, 3) of strips that hang from the pole, each row turned by its angle."""
    x, drop = np.linspace(low[0], high[0], COLUMNS), (high[2] - low[2]) / (ROWS - 1)
    place = np.empty((*angle.shape, 3))
    place[..., 0] = x[:, None]
    place[..., 0, 1], place[..., 0, 2] = _plane(low, high), high[2]
    for row in range(1, ROWS):
        place[..., row, 1] = place[..., row - 1, 1] + drop * np.sin(angle[..., row - 1])
        place[..., row, 2] = place[..., row - 1, 2] - drop * np.cos(angle[..., row - 1])
    count = COLUMNS * ROWS
    return rotation(0, angle.reshape(-1, count)), place.reshape(-1, count, 3)


def _plane(low: F64, high: F64) -> float:
    """The curtain's middle, off the wall."""
    return float(low[1] + high[1]) / 2


def _limber(body: Body, low: F64, high: F64) -> Body:
    """The curtain with bones in columns and rows; between them its cloth follows the four around it."""
    x, z = np.linspace(low[0], high[0], COLUMNS), np.linspace(high[2], low[2], ROWS)
    at = (body.vertices_m - low) / (high - low)
    u, v = at[:, 0] * (COLUMNS - 1), (1.0 - at[:, 2]) * (ROWS - 1)
    i, j = np.minimum(u.astype(int), COLUMNS - 2), np.minimum(v.astype(int), ROWS - 2)
    fu, fv = u - i, v - j
    bone = np.stack([i * ROWS + j, i * ROWS + j + 1, (i + 1) * ROWS + j, (i + 1) * ROWS + j + 1], 1).astype(np.int32)
    weight = np.stack([(1 - fu) * (1 - fv), (1 - fu) * fv, fu * (1 - fv), fu * fv], 1).astype(np.float32)
    places = [(float(a), _plane(low, high), float(b)) for a in x for b in z]
    return with_bones(body, places, bone, weight)


KINDS = [
    Kind(
        "curtain_draught",
        "a curtain sways in a draught",
        curtain_draught,
        {"gust_s": Uniform(1.8, 4.0)},
        traits={
            "told": "a curtain sways in a draught",
            "items": ("curtain",),
            "lasts": Uniform(5.0, 40.0),
            "needs": needs_one("curtain", said="a curtain"),
            "settle": pick_one("curtain"),
        },
    ),
]
