"""Label: what a clip means and holds, as plain data. Written to truth.json; docs/truth.md explains every key.

Everything is told twice where the two can differ: as it happened in the world, and as the camera could see it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from synthclips import catalog
from synthclips.geometry.body import Body
from synthclips.raster.lens import Lens, lens_of
from synthclips.scene.records import Scene
from synthclips.scene.timeline import Specks, Stir, Timeline
from synthclips.stages import verdict
from synthclips.stages.caption import caption
from synthclips.stages.events import Door, Seen, events
from synthclips.stages.fixtures import Fixture
from synthclips.stages.observe import Observation
from synthclips.stages.tracks import columns, presence

FORMAT = 1
SAYS = "Made by a program from code alone. No real person, animal or home was filmed."


class Exposed(Protocol):
    """What stages/capture.py says of one frame's exposure."""

    @property
    def exposure_s(self) -> float:
        """Seconds the shutter was open."""

    @property
    def gain(self) -> float:
        """Analogue times digital, >= 1."""

    @property
    def balance(self) -> tuple[float, float, float]:
        """White balance: gains of the channels."""


def label(
    scene: Scene,
    timeline: Timeline,
    observations: Sequence[Sequence[Observation]],
    exposures: Sequence[Exposed],
    *,
    bodies: Mapping[str, Body],
    fixtures: Sequence[Fixture] = (),
    doors: Sequence[Door] = (),
    reflections: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The truth of a clip as plain JSON data.

    observations: one sequence of movers a frame. exposures: one a frame. bodies: of the movers, by id.
    fixtures: the furniture seen in the plate. doors: as `Performance.doors`. reflections: as `Reflections.told`.
    """
    by_mover = _by_mover(timeline, observations)
    seen = _seen(scene, by_mover)
    mirrored = _mirrored(scene, len(timeline.times_s), reflections)
    happened = events(timeline, seen, doors, duration_s=scene.duration_s, mirrored=mirrored)
    rule = verdict.decide(_seen_pairs(scene, happened, seen))
    return {
        "format": FORMAT,
        "verdict": rule.verdict,
        "alarm": rule.verdict in verdict.ALARMS,
        "threat": rule.threat,
        "because": rule.says,
        "resolvable": _resolvable(scene, rule, by_mover),
        "caption": caption(scene, happened),
        "clip": _clip(scene),
        "times_s": [round(float(t), 6) for t in timeline.times_s],
        "events": happened,
        "tracks": [_track(scene, t, by_mover[t.id], bodies, seen, timeline.stirs) for t in timeline.tracks]
        + [_animal(s, by_mover[s.id], seen, timeline.stirs) for s in timeline.specks if s.boxed],
        "reflections": [dict(r) for r in reflections],
        "fixtures": [asdict(f) | {"box": list(f.box)} for f in fixtures],
        "camera": _camera(scene, exposures),
        "provenance": {"version": scene.version, "scene": scene.name, "seed": scene.seed, "index": scene.index, "says": SAYS},
    }


def _by_mover(timeline: Timeline, observations: Sequence[Sequence[Observation]]) -> dict[str, list[Observation | None]]:
    ids = [t.id for t in timeline.tracks] + [s.id for s in timeline.specks]
    found: dict[str, list[Observation | None]] = {id: [None] * len(timeline.times_s) for id in ids}
    for frame, movers in enumerate(observations):
        for one in movers:
            found[one.id][frame] = one
    return found


def _seen(scene: Scene, by_mover: Mapping[str, Sequence[Observation | None]]) -> Seen:
    """(T,) by mover: has it enough visible pixels to count as seen in the frame?"""
    least = _least_px(scene)
    return {
        id: np.array([o is not None and max(o.visible_px, o.altered_px) >= least for o in of], bool)
        for id, of in by_mover.items()
    }


def _mirrored(scene: Scene, frames: int, reflections: Sequence[Mapping[str, Any]]) -> Seen:
    """(T,) by mover that a mirror ever shows: do all mirrors show enough of it in the frame?"""
    shown: dict[str, NDArray[np.int64]] = {}
    for one in reflections:
        px = shown.setdefault(one["reflection_of"], np.zeros(frames, np.int64))
        for frame, repeat, count in zip(one["frame"], one["repeat"], one["visible_px"], strict=True):
            px[frame : frame + repeat] += count
    return {id: px >= _least_px(scene) for id, px in shown.items()}


def _least_px(scene: Scene) -> float:
    """Pixels that make something count as seen."""
    return max(1.0, verdict.SEEN_SHARE * scene.camera.width_px * scene.camera.height_px)


def _seen_pairs(scene: Scene, happened: Sequence[Mapping[str, Any]], seen: Seen) -> list[tuple[str, str]]:
    """(role, action) of everything the camera saw; an actor seen between its actions counts with the action ""."""
    roles = {a.id: a.role for a in scene.actors} | {n.id: "nuisance" for n in scene.nuisances}
    pairs = [(roles[e["who"]], str(e["does"])) for e in happened if e["type"] != "door" and e["visible_frames"]]
    return pairs + [(a.role, "") for a in scene.actors if a.id in seen and seen[a.id].any()]


def _resolvable(scene: Scene, rule: verdict.Rule, by_mover: Mapping[str, Sequence[Observation | None]]) -> bool:
    """Can the delivered picture tell? True where nobody is seen, for then there is nothing to confuse."""
    actors = [a.id for a in scene.actors if a.role in rule.roles or rule.roles == verdict.ANYTHING]
    if not rule.roles or not actors:
        return True
    focal_px = float(lens_of(scene.viewpoint, scene.camera).numbers[0])
    frames = max(sum(o is not None and _tells(o, focal_px) for o in by_mover[id]) for id in actors)
    return bool(frames >= verdict.TELLS_S * scene.camera.fps)


def _tells(seen: Observation, focal_px: float) -> bool:
    large = focal_px / max(seen.distance_m, 0.05) >= verdict.TELLS_PX_PER_M
    return large and seen.visible_fraction >= verdict.TELLS_VISIBLE and seen.box is not None


def _clip(scene: Scene) -> dict[str, Any]:
    camera = scene.camera
    return {
        "width_px": camera.width_px,
        "height_px": camera.height_px,
        "fps": camera.fps,
        "frames": scene.frame_count,
        "look": "infrared" if camera.infrared else "colour",
        "home": scene.home,
        "what": scene.what,
        "start_time": camera.start_time,
    }


def _track(
    scene: Scene,
    track: Any,
    observed: Sequence[Observation | None],
    bodies: Mapping[str, Body],
    seen: Seen,
    stirs: Sequence[Stir],
) -> dict[str, Any]:
    body = bodies[track.id]
    actor = next((a for a in scene.actors if a.id == track.id), None)
    item = next((i for i in scene.items if i.id == track.id), None)
    stir = next((s for s in stirs if track.id in s.movers), None)
    return {
        "id": track.id,
        "type": "actor" if actor else "nuisance" if stir else "prop" if item else "door",
        "kind": actor.kind if actor else item.kind if item else stir.kind if stir else "door",
        "role": actor.role if actor else "nuisance" if stir else "",
        "identity": f"{actor.who:016x}" if actor else "",
        "looks": _looks(actor.body) if actor else "",
        "label": body.label or (catalog.kind("furniture", item.kind).label if item else ""),
        "present": presence(track),
        "seen_frames": int(seen[track.id].sum()),
        "keypoint_names": [k.name for k in body.keypoints],
        **columns(observed),
    }


def _animal(specks: Specks, observed: Sequence[Observation | None], seen: Seen, stirs: Sequence[Stir]) -> dict[str, Any]:
    """An insect or spider before the lens."""
    return {
        "id": specks.id,
        "type": "nuisance",
        "kind": next(s.kind for s in stirs if specks.id in s.movers),
        "role": "nuisance",
        "identity": "",
        "looks": "",
        "label": "",
        "present": presence(specks),
        "seen_frames": int(seen[specks.id].sum()),
        "keypoint_names": [],
        **columns(observed),
    }


def _looks(body: Mapping[str, Any]) -> str:
    """The one word of a body that says most of how it looks: a cat's coat, a person's top."""
    return next((str(body[key]) for key in ("coat", "top", "garment", "build", "outfit") if isinstance(body.get(key), str)), "")


def _camera(scene: Scene, exposures: Sequence[Exposed]) -> dict[str, Any]:
    lens: Lens = lens_of(scene.viewpoint, scene.camera)
    focal, cx, cy, k1, k2 = (float(v) for v in lens.numbers[:5])
    return {
        "model": "Brown 1966, radial: r_d = r (1 + k1 r^2 + k2 r^4), straight on beyond r_max",
        "focal_px": round(focal, 4),
        "centre_px": [round(cx, 4), round(cy, 4)],
        "k1": round(k1, 6),
        "k2": round(k2, 6),
        "r_max": round(float(lens.numbers[5]), 6),
        "camera_from_world": _matrix(lens.camera_from_world),
        "position_m": list(scene.viewpoint.position_m),
        "exposure_s": [round(float(e.exposure_s), 6) for e in exposures],
        "gain_db": [round(20.0 * math.log10(float(e.gain)), 2) for e in exposures],
        "white_balance": [[round(float(v), 4) for v in e.balance] for e in exposures],
    }


def _matrix(values: NDArray[np.float32]) -> list[list[float]]:
    return [[round(float(v), 7) for v in row] for row in values]
