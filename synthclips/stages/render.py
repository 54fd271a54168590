"""Timeline and plate to G-buffers: the room's lamp images weighed and summed, and what moves drawn into its rectangle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.body import Body
from synthclips.raster import paint, specks, visibility
from synthclips.raster.gbuffer import GBuffer
from synthclips.raster.lens import lens_of
from synthclips.raster.lighting import Lighting
from synthclips.raster.movers import mover_of, reflected
from synthclips.raster.picture import Picture, draw
from synthclips.raster.plate import Plate
from synthclips.raster.posed import Posed, overlap
from synthclips.raster.relit import Relit
from synthclips.raster.torn import Sharp, sharp_light
from synthclips.raster.view import View, through_lens, through_mirror
from synthclips.scene.records import Scene
from synthclips.scene.timeline import Timeline, Track

SETTLED_FRAMES = 8  # a mover that stands still at least so long is part of the still image


def render(scene: Scene, bodies: Mapping[str, Body], timeline: Timeline, plate: Plate) -> Iterator[GBuffer]:
    """One G-buffer a frame; its array of light is used again for the next.

    bodies: by track id. Lamp weights are the timeline's alone: what the Scene says is already in them.
    """
    lens, channels = lens_of(scene.viewpoint, scene.camera), plate.direct.shape[2]
    views = [through_lens(lens, plate), *(through_mirror(lens, plate, mirror) for mirror in plate.mirrors)]
    cast = _cast(bodies, timeline, views, channels, sharp_light(scene, plate, beams=bool(timeline.beams)))
    picture = Picture(plate, lens, len(timeline.beams))
    light = Lighting(scene, plate, lens, cast[: len(timeline.tracks)], timeline.veils, timeline.beams, timeline.screens)
    brush = specks.Brush(timeline.specks, plate, lens)
    relit = Relit(plate, timeline) if any(stir.light.any() for stir in timeline.stirs) else None
    stands = [_stands_still(track) for track in timeline.tracks]
    for index, weight in enumerate(timeline.lamp_weight):
        for posed in cast:
            if timeline.tracks[posed.number].present[index]:
                posed.pose(index)
            else:
                posed.leave()
        present = [p for p in cast if p.present]
        light.weigh(weight, index)
        light.aim(present)
        settled = _settled(present, [bool(stands[p.number][index]) for p in present], light)
        moving = [p for p in present if p not in settled]
        _see_settled(settled, moving)
        codes = picture.begin(light, settled, moving)
        _see_moving(moving, settled)
        picture.mark(moving)
        draw(moving, light, codes)
        layers = [p.layer() for p in present if p.rect is not None]
        own, mirrored = (tuple(x for x in layers if bool(x.mirror) == flag) for flag in (False, True))
        over = brush.draw(index, light, picture, own)
        yield GBuffer(index, codes, specks.hide(own, over), picture.changed(), specks.hide(mirrored, over), over,
                      relit is not None and relit.shows(light, index))  # fmt: skip


def _cast(
    bodies: Mapping[str, Body], timeline: Timeline, views: Sequence[View], channels: int, sharp: Sharp | None
) -> list[Posed]:
    """Everybody as the lens has them, then their twins in each mirror, lit where they truly are."""
    lenses = [view.lens for view in views]
    movers = [
        mover_of(track.id, bodies[track.id], channels=channels, lenses=lenses, track=track, sharp=sharp)
        for track in timeline.tracks
    ]
    found = [
        Posed(m, track, channels, number, views[0]) for number, (m, track) in enumerate(zip(movers, timeline.tracks, strict=True))
    ]
    for view in views[1:]:
        for own, track in zip(found[: len(movers)], timeline.tracks, strict=True):
            twin = reflected(own.mover, view.tint[:3] if channels == 3 else view.tint[3:])
            found.append(Posed(twin, track, channels, own.number, view, own))
    return found


def _stands_still(track: Track) -> NDArray[np.bool_]:
    """(T,) is the mover there, and is this frame one of a run of SETTLED_FRAMES or more in which it does not move?"""
    poses, present = track.world_from_bone, track.present
    moves = (poses[1:] != poses[:-1]).any(axis=(1, 2, 3)) | (present[1:] != present[:-1])
    edges = np.concatenate([[0], np.flatnonzero(moves) + 1, [len(poses)]])
    lengths = np.diff(edges)
    return present & np.repeat(lengths >= SETTLED_FRAMES, lengths)


def _settled(present: Sequence[Posed], still: Sequence[bool], light: Lighting) -> list[Posed]:
    """Who stands still, and stays lit as it is: no shadow of those who move can fall on it."""
    maps = light.maps_of([p for p, s in zip(present, still, strict=True) if not s])
    return [p for p, s in zip(present, still, strict=True) if s and not light.reaches(maps, p)]


def _see_settled(settled: Sequence[Posed], moving: Sequence[Posed]) -> None:
    """Visible samples of those who have settled, apart from who moves; asked again only in new company or after a passer-by."""
    company = tuple((p.number, p.pose_number) for p in settled)
    shown = [p for p in settled if p.rect is not None]
    asked = [p for p in shown if p.seen_for != company or any(overlap(p, m) for m in moving)]
    for posed in asked:
        posed.see()
        posed.seen_for = None if any(overlap(posed, m) for m in moving) else company
    pairs = [(a, b) for a, b in combinations(shown, 2) if (a in asked or b in asked) and overlap(a, b)]
    _part(pairs)
    for posed in asked:
        posed.count()
    _take([(a, b) for a, b in pairs if b in asked])


def _see_moving(moving: Sequence[Posed], settled: Sequence[Posed]) -> None:
    """Visible samples of those who move, against the room, each other, and those who have settled."""
    shown = [p for p in moving if p.rect is not None]
    for posed in shown:
        posed.see()
        posed.seen_for = None
    pairs = [(a, b) for a, b in combinations(shown, 2) if overlap(a, b)]
    across = [(a, b) for a in settled for b in shown if overlap(a, b)]
    _part(pairs + across)
    for posed in shown + [a for a in settled if any(a is p for p, _ in across)]:
        posed.count()
    _take(pairs)


def _part(pairs: Sequence[tuple[Posed, Posed]]) -> None:
    """Leaves every sample of two overlapping movers to the nearer one."""
    for a, b in pairs:
        visibility.against_each_other(a.near, a.seen, *a.corner, b.near, b.seen, *b.corner)


def _take(pairs: Sequence[tuple[Posed, Posed]]) -> None:
    """Tells the second of each pair how many samples of a pixel the first has."""
    for a, b in pairs:
        paint.count_taken(a.visible, *a.corner, b.taken, *b.corner)
