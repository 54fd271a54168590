"""Animate: scripts become motion. The Timeline says where every bone of every mover is, frame by frame, in world time."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from synthclips import catalog
from synthclips.geometry.body import Body
from synthclips.geometry.hinge import OPEN_RAD, swing
from synthclips.geometry.mesh import rotation_z, snapped
from synthclips.geometry.outline import inside
from synthclips.geometry.plan import Footprint
from synthclips.geometry.skeleton import rotation
from synthclips.memory import Recent
from synthclips.scene.plain import digest, to_plain
from synthclips.scene.records import Actor, Item, Opening, Room, Scene
from synthclips.scene.timeline import Beam, Performance, Timeline, Track
from synthclips.stages.disturb import played, stir_lamps, stir_movers, stir_veils, stirs

DARK = 5.0  # cd/m2 of a sky, lux of a sun or moon: by less nobody finds their way
KEPT_ACTORS, KEPT_THINGS = 2, 6  # bodies remembered: of one clip, and of what moves in two homes; megabytes each
_actors: Recent[Body] = Recent(KEPT_ACTORS)
_things: Recent[Body] = Recent(KEPT_THINGS)


@dataclass(frozen=True, eq=False)
class Animation:
    """Everything that moves in a clip: shapes by track id, their motion, and when doors turned."""

    bodies: Mapping[str, Body]
    timeline: Timeline
    doors: tuple[tuple[str, float, float, float, float], ...]  # as Performance.doors


def animate(scene: Scene) -> Animation:
    """Bodies and timeline of a scene; same scene, same bytes."""
    times = np.arange(scene.frame_count) / scene.camera.fps
    bodies = {a.id: actor_body(a) for a in scene.actors}
    acts = {a.id: catalog.perform(a.kind)(a, bodies[a.id], times) for a in scene.actors}
    tracks = [act.track for act in acts.values()]
    for item in scene.items:
        if item.movable:
            bodies[item.id] = item_body(item)
            tracks.append(_item_track(item, acts, times))
    doors = tuple(d for act in acts.values() for d in act.doors)
    openings = {o.id: _openness(o.id, doors, times) for o in scene.room.openings if o.kind == "door"}
    for opening in scene.room.openings:
        if opening.kind == "door":
            bodies[opening.id] = leaf_body(opening, scene.room)
            tracks.append(_leaf_track(opening, scene.room, openings[opening.id]))
    carried = _carried_light(scene, acts, bodies, np.max(list(openings.values()), axis=0, initial=0.0))
    intervals = tuple(i for act in acts.values() for i in act.intervals)
    contacts = tuple(c for act in acts.values() for c in act.contacts)
    rest, disturbances = _lamp_weights(scene, openings, len(times)), played(scene, times)
    stir_movers(bodies, tracks, disturbances)
    weights = snapped(stir_lamps(rest, scene.lamps, disturbances))
    veils = stir_veils(scene, len(times), disturbances)
    beams = carried + tuple(beam for _, disturbance in disturbances for beam in disturbance.beams)
    stirred = stirs(rest, scene.lamps, disturbances)
    specks = tuple(s for _, disturbance in disturbances for s in disturbance.specks)
    screens = {id: screening for _, disturbance in disturbances for id, screening in disturbance.screens.items()}
    return Animation(
        bodies,
        Timeline(times, tuple(tracks), weights, intervals, contacts, stirred, veils, beams, specks, snapped(rest), screens),
        doors,
    )


def _carried_light(
    scene: Scene, acts: Mapping[str, Performance], bodies: dict[str, Body], openness: NDArray[np.float64]
) -> tuple[Beam, ...]:
    """Light that actors carry where it is dark; their bodies are replaced by ones that shine.

    openness: (T,) of the doors: from outside no more comes in than these let through.
    """
    found = []
    for actor in scene.actors if _is_dark(scene) else ():
        shines = catalog.kind("actors", actor.kind).traits.get("shines")
        lit = shines(actor, acts[actor.id].track, bodies[actor.id]) if shines else None
        if lit is not None:
            bodies[actor.id], beam = lit
            within = np.array(
                [inside(Footprint((float(x), float(y)), (0.0, 0.0), 0.0), scene.room.outline) for x, y, _ in beam.position_m]
            )
            found.append(replace(beam, candela=beam.candela * np.where(within, 1.0, openness)[:, None]))
    return tuple(found)


def _is_dark(scene: Scene) -> bool:
    """Does the camera see by its own light, or does the day's come from neither sun nor sky?"""
    by_day = (lamp.weight * max(lamp.power_rgb) for lamp in scene.lamps if lamp.kind in ("sun", "sky"))
    return scene.camera.infrared or sum(by_day) < DARK


def actor_body(actor: Actor) -> Body:
    """The body of an actor."""
    key = digest([actor.kind, actor.body, actor.who])
    return _actors.get(key, lambda: catalog.kind("actors", actor.kind).make(key=actor.who, **actor.body))


def item_body(item: Item) -> Body:
    """A movable item as a rigid body."""

    def made() -> Body:
        body: Body = catalog.thing_body(item)
        return body

    plain = to_plain(item)
    return _things.get(digest([plain[k] for k in ("kind", "params", "materials", "key")]), made)


def leaf_body(opening: Opening, room: Room) -> Body:
    """A door leaf as a rigid body, its hinge at the origin."""

    def made() -> Body:
        body: Body = catalog.rigid_body(catalog.door().leaf(opening, room), room.materials, "door")
        return replace(body, capsules=body.capsules[:0])  # spheres would blotch the frame that it shuts into

    return _things.get(digest([to_plain(opening), to_plain(room)]), made)


def _item_track(item: Item, acts: Mapping[str, Performance], times: NDArray[np.float64]) -> Track:
    """At rest where it stands; from the frame somebody picks it up, fixed to the hand."""
    rest = np.zeros((3, 4), np.float64)
    rest[:, :3], rest[:, 3] = rotation_z(item.yaw_rad), item.position_m
    frames = np.repeat(rest[None], len(times), 0)
    for act in acts.values():
        for id, first, bone in act.props:
            if id == item.id and first < len(times):
                hand = act.track.world_from_bone[:, bone].astype(np.float64)
                hand_from_item = _product(_inverse(hand[first]), rest)
                frames[first:] = [_product(h, hand_from_item) for h in hand[first:]]
                present = act.track.present.copy()
                present[:first] = True
                return Track(item.id, present, snapped(frames)[:, None])
    return Track(item.id, np.ones(len(times), bool), snapped(frames)[:, None])


def _product(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of two (3, 4) rigid transforms."""
    out = np.empty((3, 4))
    out[:, :3] = (a[:, :3, None] * b[None, :, :3]).sum(1)
    out[:, 3] = (a[:, :3] * b[:, 3]).sum(1) + a[:, 3]
    return out


def _inverse(a: NDArray[np.float64]) -> NDArray[np.float64]:
    out = np.empty((3, 4))
    out[:, :3] = a[:, :3].T
    out[:, 3] = -(a[:, :3].T * a[:, 3]).sum(1)
    return out


def _openness(
    id: str, doors: Sequence[tuple[str, float, float, float, float]], times: NDArray[np.float64]
) -> NDArray[np.float64]:
    """(T,) 0 shut .. 1 open."""
    share = np.zeros(len(times))
    for door, opens, opened, closes, shut in doors:
        if door == id:
            rising = swing((times - opens) / max(opened - opens, 1e-3))
            falling = swing((times - closes) / max(shut - closes, 1e-3)) if math.isfinite(closes) else 0.0
            share = np.maximum(share, rising - falling)
    return share


def _leaf_track(opening: Opening, room: Room, openness: NDArray[np.float64]) -> Track:
    position, shut_yaw, sign = catalog.door().hinge_world(opening, room)
    frames = np.empty((len(openness), 1, 3, 4))
    frames[:, 0, :, :3] = rotation(2, shut_yaw + sign * OPEN_RAD * openness)
    frames[..., 3] = position
    return Track(opening.id, np.ones(len(openness), bool), snapped(frames))


def _lamp_weights(scene: Scene, openings: Mapping[str, NDArray[np.float64]], frames: int) -> NDArray[np.float32]:
    """(T, L): a lamp that shines through a door counts as far as the door stands open."""
    weights = np.empty((frames, len(scene.lamps)), np.float32)
    for k, lamp in enumerate(scene.lamps):
        weights[:, k] = lamp.weight * openings[lamp.opening] if lamp.opening in openings else lamp.weight
    return weights
