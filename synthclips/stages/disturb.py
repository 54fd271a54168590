"""Disturb: the nuisances of a scene are played; what they move and how they change the light joins what the actors do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from synthclips import catalog
from synthclips.geometry.body import Body
from synthclips.scene.records import Lamp, Nuisance, Scene
from synthclips.scene.timeline import Disturbance, Stir, Track

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
Played = Sequence[tuple[Nuisance, Disturbance]]
LEAST_CHANGE = 0.02  # of a lamp's weight: less is no event
LEAST_STIR = 0.25  # 255ths of what a veil lets through, on average over the opening, from one frame to the next


def played(scene: Scene, times_s: F64) -> Played:
    """Every nuisance of the scene with what it comes to."""
    return [(nuisance, _play(nuisance, scene, times_s)) for nuisance in scene.nuisances]


def _play(nuisance: Nuisance, scene: Scene, times_s: F64) -> Disturbance:
    kind = catalog.kind("nuisances", nuisance.kind)
    given = {name: nuisance.params[name] for name in kind.priors if name in nuisance.params}
    done: Disturbance = kind.make(nuisance, scene, times_s, **given)
    return done


def stir_movers(bodies: dict[str, Body], tracks: list[Track], disturbances: Played) -> None:
    """Puts their movers last, or in the place of the thing of that name."""
    for _, disturbance in disturbances:
        for track, body in disturbance.movers:
            bodies[track.id] = body
            tracks[:] = [t for t in tracks if t.id != track.id] + [track]


def stir_lamps(rest: F32, lamps: Sequence[Lamp], disturbances: Played) -> F32:
    """(T, L) weights, from those at rest: first what is added, then what multiplies."""
    weights, column = rest.copy(), {lamp.id: k for k, lamp in enumerate(lamps)}
    for _, disturbance in disturbances:
        for id, more in disturbance.lamp_added.items():
            weights[:, column[id]] += more
    for _, disturbance in disturbances:
        for id, factor in disturbance.lamp_factor.items():
            weights[:, column[id]] *= factor
    return weights


def stir_veils(scene: Scene, frames: int, disturbances: Played) -> dict[str, NDArray[np.uint8]]:
    """Of each opening that any disturbance or a blind at rest veils: what all of them together let through."""
    stirred = {track.id for _, disturbance in disturbances for track, _ in disturbance.movers}
    veils = catalog.rest_veils(scene, frames, stirred)
    for _, disturbance in disturbances:
        for id, veil in disturbance.veils.items():
            before = veils.get(id)
            veils[id] = veil if before is None else (before.astype(np.uint16) * veil // 255).astype(np.uint8)
    return veils


def stirs(rest: F32, lamps: Sequence[Lamp], disturbances: Played) -> tuple[Stir, ...]:
    """Each nuisance as it was played, with the frames in which its lamps are other than at rest."""
    out = []
    for one in disturbances:
        nuisance, disturbance = one
        changed = np.any(abs(stir_lamps(rest, lamps, [one]) - rest) > LEAST_CHANGE, axis=1)
        for veil in disturbance.veils.values():
            changed |= _stirs(veil)
        for beam in disturbance.beams:
            changed |= beam.candela.any(1)
        movers = tuple(track.id for track, _ in disturbance.movers) + tuple(s.id for s in disturbance.specks)
        out.append(Stir(nuisance.id, nuisance.kind, nuisance.strength, disturbance.intervals, movers, changed))
    return tuple(out)


def _stirs(veil: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """(T,) is a veil another than in the frame before?"""
    steps = [np.abs(b.astype(np.int16) - a).mean() > LEAST_STIR for a, b in pairwise(veil)]
    return np.array([False, *steps])
