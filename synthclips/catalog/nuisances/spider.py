"""A spider on the lens cover and its web: far too near to be sharp, bright as lamps in infrared."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog import Kind
from synthclips.catalog.nuisances.draught import gusts
from synthclips.catalog.nuisances.motion import keyed
from synthclips.catalog.nuisances.strokes import aspect, before_lens, half_width, happens, strokes, told
from synthclips.scene.distributions import Choice
from synthclips.scene.records import Nuisance, Scene
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Disturbance, Specks

F64 = NDArray[np.float64]
COVER_M = 0.07  # from the lens
LARGE = {1: 0.45, 2: 0.65, 3: 0.9, 4: 1.15, 5: 1.5}
ABDOMEN_M, HEAD_M, LEG_M, REACH_M = 0.003, 0.0018, 0.00016, 0.0165  # radii, and how far the feet are, at a size of 1
ANGLES = (0.55, 1.15, 1.85, 2.55)  # of the legs of one side, from straight ahead
LENGTHS = (1.0, 0.85, 0.8, 1.05)
BODY_SHARE, LEG_SHARE = 0.5, 0.03  # of what they hide and throw back: the diodes sit beside the lens and light only their rims
BEND = 0.45  # how far knees stand out to the side of where the feet are
STRIDE_M = 0.006
BODY, SILK = (0.03, 0.025, 0.02, 0.1), (0.5, 0.5, 0.5, 0.6)
THREAD_M = 0.00001
WEB_M = (0.09, 0.16)  # how far from the lens its threads are
SWAY_M = 0.0012
SOFT = 1.6  # what is so bright spreads in the lens


def spider(nuisance: Nuisance, scene: Scene, times_s: F64, *, web: Literal["none", "strands", "orb"]) -> Disturbance:
    """It crawls and pauses; its web hangs there all the clip and sways a little. Strength: how large it is and how far in."""
    crawler = _crawler(nuisance, scene, times_s)
    if web == "none":
        return told(nuisance, crawler)
    return told(nuisance, crawler, _web(nuisance, scene, times_s, web))


def _crawler(nuisance: Nuisance, scene: Scene, times_s: F64) -> Specks:
    """Abdomen, head and eight legs of two parts."""
    size = LARGE[nuisance.strength]
    at, ahead, walked = _way(nuisance, scene, times_s)
    aside = np.stack([-ahead[:, 1], ahead[:, 0]], 1)
    joints = [(at - ahead * 0.0028 * size, at - ahead * 0.0034 * size), (at + ahead * 0.0017 * size, at + ahead * 0.002 * size)]
    for leg, (angle, long) in enumerate(zip(ANGLES, LENGTHS, strict=True)):
        for side in (-1.0, 1.0):
            swing = 0.22 * np.sin(2 * math.pi * walked / (STRIDE_M * size) + math.pi * (leg + (side > 0)))
            knee, foot = (_limb(ahead, aside, angle + turn, side) for turn in (0.5 * swing + BEND * (1.57 - angle), swing))
            hip, reach = at + ahead * 0.001 * size, REACH_M * size * long
            middle = hip + knee * reach * 0.55
            joints += [(hip, middle), (middle, hip + foot * reach)]
    ends = np.empty((len(times_s), len(joints), 2, 3))
    ends[..., :2] = np.stack([np.stack(pair, 1) for pair in joints], 1)
    ends[..., 2] = COVER_M
    radius = size * np.array([ABDOMEN_M, HEAD_M, *[1.3 * LEG_M, LEG_M] * 8])
    there = happens(nuisance, times_s)[:, None] * np.array([BODY_SHARE, BODY_SHARE, *[LEG_SHARE] * 16])
    return strokes(nuisance.id, before_lens(scene, ends), radius, there, BODY, long=True, boxed=True, soft=SOFT)


def _limb(ahead: F64, aside: F64, angle: F64, side: float) -> F64:
    return np.asarray(ahead * np.cos(angle)[:, None] + side * aside * np.sin(angle)[:, None])


def _way(nuisance: Nuisance, scene: Scene, times_s: F64) -> tuple[F64, F64, F64]:
    """Where it is (T, 2) right of the axis and below it, which way it faces (T, 2), and how far it has crawled (T,)."""
    stream, reach = Stream(nuisance.key), half_width(scene) * COVER_M
    within = 0.95 - 0.13 * nuisance.strength
    t, keys, turn = nuisance.start_s - 1.0, [], stream.uniform(-math.pi, math.pi)
    x, y = reach * stream.uniform(-within, within), reach * aspect(scene) * stream.uniform(-within, within)
    while t < nuisance.end_s + 1.0:
        keys.append([t, x, y, turn])
        t += stream.log_uniform(0.4, 3.0)
        keys.append([t, x, y, turn])
        toward = math.atan2(reach * aspect(scene) * stream.uniform(-0.5, 0.5) - y, reach * stream.uniform(-0.6, 0.6) - x)
        step_m = stream.uniform(0.006, 0.03)
        turn += math.remainder(toward - turn, 2 * math.pi)
        x, y = x + step_m * math.cos(toward), y + step_m * math.sin(toward)
        t += step_m / stream.uniform(0.01, 0.035)
    place = keyed(times_s, keys, soft_s=0.3)
    far = [0.0]
    for a, b in pairwise(keys):
        far.append(far[-1] + math.dist(a[1:3], b[1:3]))
    walked = keyed(times_s, [[k[0], d] for k, d in zip(keys, far, strict=True)], soft_s=0.1)[:, 0]
    return place[:, :2], np.stack([np.cos(place[:, 2]), np.sin(place[:, 2])], 1), walked


def _web(nuisance: Nuisance, scene: Scene, times_s: F64, web: str) -> Specks:
    """Threads (right of the axis, below it, along it), which swing with the air, each knot in its own time."""
    stream = Stream(nuisance.key + 7)
    rest = np.array(_orb(stream, aspect(scene)) if web == "orb" else _strands(stream, aspect(scene)))
    rest[..., :2] *= half_width(scene) * rest[..., 2:]
    push = gusts(Stream(nuisance.key + 8), times_s, -9.0, scene.duration_s + 9.0, 2.5)[:, None, None]
    wave = 60.0 * rest[..., 0] + 45.0 * rest[..., 1]
    ends = np.repeat(rest[None], len(times_s), 0)
    ends[..., 0] += SWAY_M * push * np.sin(wave + 2.1 * times_s[:, None, None])
    ends[..., 1] += SWAY_M * push * np.sin(1.3 * wave + 1.6 * times_s[:, None, None])
    dusty = [stream.log_uniform(0.15, 1.0) for _ in rest]
    return strokes(f"{nuisance.id}_web", before_lens(scene, ends), THREAD_M, dusty, SILK, long=True, soft=SOFT)


def _strands(stream: Stream, high: float) -> list[list[tuple[float, float, float]]]:
    """A few slack lines from edge to edge of the picture; x and y in half widths of it."""
    found = []
    for _ in range(stream.integer(4, 8)):
        (ax, ay), (bx, by) = _rim(stream, high), _rim(stream, high)
        near, far, slack = stream.uniform(*WEB_M), stream.uniform(*WEB_M), stream.uniform(0.0, 0.12)
        along = [k / 6 for k in range(7)]
        line = [(ax + s * (bx - ax), ay + s * (by - ay) + 4 * slack * s * (1 - s), near + s * (far - near)) for s in along]
        found += [[a, b] for a, b in pairwise(line)]
    return found


def _rim(stream: Stream, high: float) -> tuple[float, float]:
    """Just outside the picture, anywhere round it."""
    along, side = stream.uniform(-1.1, 1.1), stream.choice((-1.15, 1.15))
    return (side, high * along) if stream.chance(0.5) else (along, high * side)


def _orb(stream: Stream, high: float) -> list[list[tuple[float, float, float]]]:
    """Spokes from a hub off the middle, and a spiral over them; x and y in half widths of the picture."""
    hub_x, hub_y = stream.uniform(-0.7, 0.7), high * stream.uniform(-0.6, 0.6)
    depth, lean = stream.uniform(*WEB_M), stream.uniform(-0.03, 0.03)
    spokes = stream.integer(13, 19)
    angle = [2 * math.pi * (k + stream.uniform(-0.25, 0.25)) / spokes for k in range(spokes)]
    wide = [stream.uniform(0.7, 1.1) for _ in range(spokes)]

    def at(spoke: float, out: float) -> tuple[float, float, float]:
        k = int(spoke) % spokes
        x = out * wide[k] * math.cos(angle[k])
        return hub_x + x, hub_y + 0.9 * out * wide[k] * math.sin(angle[k]), depth + lean * x

    found = [[at(k, 0.02 + a), at(k, 0.02 + a + 0.5)] for k in range(spokes) for a in (0.0, 0.5, 1.0, 1.5)]
    turns = stream.integer(7, 11)
    for ring in range(1, turns + 1):
        for k in range(spokes):
            low, more = 0.85 * ring / turns, 0.85 / turns / spokes
            found.append([at(k, low + k * more), at(k + 1, low + (k + 1) * more)])
    return found


KINDS = [
    Kind(
        "spider",
        "a spider crawls over the lens",
        spider,
        {"web": Choice(("none", "strands", "orb"), (0.5, 0.25, 0.25))},
        traits={"told": "a spider crawls over the lens"},
    ),
]
