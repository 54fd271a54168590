"""The viewpoint: a camera in a corner, on a wall or over a door, from which its owner sees who comes in and what goes on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from synthclips.scene.distributions import settle
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Vec3, Viewpoint
from synthclips.scene.streams import Stream, Streams
from synthclips.stages.compose.clearing import Clearing
from synthclips.stages.compose.mounts import place
from synthclips.stages.compose.scenery import Scenery
from synthclips.stages.compose.sight import F64, Aims, Flags, Sight, cornered, reaches

PLACES, AIMS = 64, 8  # tried, and ways to aim at each
FAN_RAD = 0.8  # they are spread so far to both sides of the room's middle
AS_GOOD = 0.85  # of the best score: one of these is drawn
FAIR, ENOUGH = 0.6, 2  # of the best score: so much is given up to see what is wanted, and how many places of it
WIDE_DEG = 95.0  # from here on a lens of the third order alone may fold the picture
UNFOLDING = 0.5  # of k1^2: with 9/20 the radius in the picture just never falls
LEAST_FLOOR = 0.12  # of the walkable floor; with less in view nothing could happen there
MUCH_FLOOR = 0.45  # with which an owner is content
UNTOLD = 0.5  # what a view is worth that shows nothing of what the room is for
LEAST_DOOR, LEAST_TOLD, MOST_BESIDE = 0.6, 0.6, 0.02  # with which an owner is content; of a wide lens what its corner fills
MOST_COVERED, MOST_LOOMED = 0.04, 0.08
BARE, LEAST_FURNISHED = 0.5, 0.12  # of the picture: with less furniture a view is the worse, and an owner not content
TINY, LEAST_PURPOSE = 0.2, 0.075  # likewise of what the room is for: farther off it looks like a doll's
HEAD_NEAR_M = 1.4  # a head nearer than this fills the picture


class _View(NamedTuple):
    """A camera's place, the way it looks, and how good that is; contents: it shows all that its owner asks of it."""

    contents: bool
    score: float
    position_m: Vec3
    yaw_rad: float
    pitch_rad: float


def compose_viewpoint(
    spec: Any, scenery: Scenery, size: tuple[int, int], streams: Streams, wanted: Sequence[F64] = ()
) -> tuple[Viewpoint, bool]:
    """One of the best of many random places of the file's mount, each aimed many ways, for a picture of that size.

    wanted: groups of places, the ways they face and least cosines with these (N, 7): fair viewpoints that see some of a
    group come before better ones that see none.
    With it: does it content its owner (who comes in shows whole, so does most of what tells the room's purpose, little is
    beside the lens, and something of every group shows)? Raises SceneError where every place is in something, or none sees
    enough floor for anything to happen on.
    """
    fixed = {n: float(settle(getattr(spec.camera, n), streams("camera", n))) for n in ("fov_deg", "roll_deg", "k1", "k2")}
    if fixed["fov_deg"] > WIDE_DEG and "k2" not in spec.camera.model_fields_set:
        fixed["k2"] = round(UNFOLDING * fixed["k1"] ** 2, 6)
    fov = math.radians(fixed["fov_deg"])
    reach = reaches(fov, fixed["k1"], fixed["k2"], size[1] / size[0])
    sight, views, best, contents, impossible = Sight(scenery), list[_View](), list[_View](), False, None
    for mount in _mounts(spec, streams):
        try:
            views += _views(spec, scenery, sight, mount, reach, streams)
        except SceneError as error:
            impossible = impossible or error
            continue
        shown, best = _best(views, sight, reach, wanted)
        contents = shown >= len(wanted) and all(view.contents for view in best)
        if best and contents:
            break
    if not best:
        raise impossible or SceneError("no place for a camera: furniture stands before all of them", where="camera.mount")
    if max(view.score for view in best) <= 0.0:
        raise SceneError("nothing could happen in view: every camera there sees too little of the floor", where="camera")
    roll = round(math.radians(fixed["roll_deg"]), 5)
    rest = roll, round(fov, 5), fixed["k1"], fixed["k2"]
    options = [Viewpoint(view.position_m, view.yaw_rad, view.pitch_rad, *rest) for view in best]
    clearing = Clearing(spec, scenery, size)
    costs = [clearing.lost(option) for option in options]
    least = [option for option, cost in zip(options, costs, strict=True) if cost == min(costs)]
    return streams("camera", "chosen").choice(least), contents


def _mounts(spec: Any, streams: Streams) -> list[str]:
    """The file's mounts as drawn for this home: the next is tried where none before has a view that contents."""
    drawn = [settle(spec.camera.mount, streams("camera", "mount", *again)) for again in ((), (1,), (2,), (3,))]
    return list(dict.fromkeys(str(mount) for mount in drawn))


def _views(spec: Any, scenery: Scenery, sight: Sight, mount: str, reach: tuple[float, float], streams: Streams) -> list[_View]:
    views = []
    for k in range(PLACES):
        stream = streams("camera", "place", k)
        eye = place(spec, scenery, mount, stream)
        if eye is not None:
            yaws, pitches = _aims(spec, scenery, eye, stream)
            worth = _worth(sight, eye, Aims.of(yaws, pitches, reach))
            views += [_View(c, s, eye, a, b) for (c, s), a, b in zip(worth, yaws, pitches, strict=True)]
    return views


def _best(views: Sequence[_View], sight: Sight, reach: tuple[float, float], wanted: Sequence[F64]) -> tuple[int, list[_View]]:
    """How much of what is wanted views show at most, and the best of those; the ones that content an owner before others."""
    pools = [pool for pool in ([view for view in views if view.contents], views) if pool]
    return max((_fairest(pool, sight, reach, wanted) for pool in pools), key=lambda found: found[0], default=(0, []))


def _fairest(views: Sequence[_View], sight: Sight, reach: tuple[float, float], wanted: Sequence[F64]) -> tuple[int, list[_View]]:
    """How much of what is wanted fair views show at most, and those as good as the best that show so much."""

    def shown(view: _View) -> int:
        aims = Aims.of([view.yaw_rad], [view.pitch_rad], reach)
        return sum(min(int(_shown(sight, view.position_m, aims, group).sum()), ENOUGH) for group in wanted)

    least = FAIR * max(view.score for view in views)
    counted = [(shown(view), view) for view in views if view.score >= least]
    most = max(count for count, _ in counted)
    showing = [view for count, view in counted if count == most]
    least = AS_GOOD * max(view.score for view in showing)
    return most, [view for view in showing if view.score >= least]


def _shown(sight: Sight, eye: Vec3, aims: Aims, group: F64) -> Flags:
    """(N,) of places, the ways they face, 0 where all, and least cosines (N, 7): does the eye see them, not from aside?"""
    places, fronts, cosines = group[:, :3], group[:, 3:6], group[:, 6]
    ways = np.array(eye) - places
    before = (ways * fronts).sum(1) >= cosines * np.sqrt((ways * ways * np.any(fronts != 0.0, axis=1, keepdims=True)).sum(1))
    seen: Flags = sight.sees(eye, aims, places)[0] & before
    return seen


def _aims(spec: Any, scenery: Scenery, eye: Vec3, stream: Stream) -> tuple[list[float], list[float]]:
    """Yaws in a fan about the room's middle, a pitch as the file says for each."""
    x, y, _ = scenery.room.size_m
    middle = math.atan2(y / 2 - eye[1], x / 2 - eye[0])
    off = [FAN_RAD * (2 * (k + stream.unit()) / AIMS - 1) for k in range(AIMS)]
    pitches = [round(math.radians(float(settle(spec.camera.pitch_deg, stream))), 5) for _ in off]
    return [round(math.remainder(middle + a, 2 * math.pi), 5) for a in off], pitches


def _worth(sight: Sight, eye: Vec3, aims: Aims) -> list[tuple[bool, float]]:
    """Of each aim: does it content an owner, and its worth: who comes in, whole, above all, then the door, the floor, what the
    room is for and the seats; what is beside the lens spoils it.
    """
    floor, seats, passages, door, comes_in = sight.shares(eye, aims)
    cube, tells = comes_in * comes_in * comes_in, sight.tells(eye, aims)
    (glare, beside), covered = sight.nearby(eye, aims), sight.covered(eye, aims)
    loomed = sight.loomed(eye, aims)
    # one foot hidden of who comes in costs two thirds
    good = floor * floor * floor * (0.6 + 0.4 * seats) * (0.85 + 0.15 * passages) * (0.1 + door) * (0.1 + cube * cube)
    spoilt = 1.0 + 6.0 * glare + 1.5 * sight.heads_near(eye, aims, HEAD_NEAR_M)
    spoilt += 6.0 * covered + 6.0 * loomed + 40.0 * beside + 5.0 * sight.floats(eye, aims)
    furnished, purpose = sight.furnished(eye, aims)
    good *= (0.4 + 0.6 * np.minimum(furnished / BARE, 1.0)) * (0.4 + 0.6 * np.minimum(purpose / TINY, 1.0))
    score = np.where(floor >= LEAST_FLOOR, np.round(good * (UNTOLD + (1.0 - UNTOLD) * tells) / spoilt, 6), 0.0)
    contents = (comes_in > 0.99) & (door >= LEAST_DOOR) & (tells >= LEAST_TOLD) & (score > 0.0)
    contents &= floor >= MUCH_FLOOR
    contents &= (furnished >= LEAST_FURNISHED) & (purpose >= LEAST_PURPOSE)
    contents &= (beside <= np.maximum(MOST_BESIDE, cornered(aims))) & (covered <= MOST_COVERED) & (loomed <= MOST_LOOMED)
    return list(zip(contents.tolist(), score.tolist(), strict=True))
