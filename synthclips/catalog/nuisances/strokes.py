"""Specks put together: arrays from what was drawn, and places before the lens."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from synthclips.geometry.mesh import snapped
from synthclips.raster.lens import lens_of
from synthclips.scene.records import Nuisance, Scene
from synthclips.scene.streams import Stream
from synthclips.scene.timeline import Disturbance, Interval, Specks

F64 = NDArray[np.float64]
NIGHT_S, DAY_S = 1 / 30, 1 / 120  # how long the shutter is taken to be open


def strokes(
    id: str, ends_m: F64, radius_m: ArrayLike, opacity: ArrayLike, albedo: ArrayLike, *, long: ArrayLike, **how: Any
) -> Specks:
    """Specks from ends (T, N, 2, 3); the rest may be less than (T, N), (T, N), (N, 4) and (N,). how: as `Specks` has it."""
    frames, count = ends_m.shape[:2]
    shape = (frames, count)
    return Specks(
        id,
        snapped(ends_m),
        snapped(np.broadcast_to(np.asarray(radius_m, np.float64), shape)),
        snapped(np.broadcast_to(np.asarray(opacity, np.float64), shape)),
        np.ascontiguousarray(np.broadcast_to(np.asarray(albedo, np.float32), (count, 4))),
        np.broadcast_to(np.asarray(long, np.bool_), (count,)),
        **how,
    )


def told(nuisance: Nuisance, *specks: Specks, target: str = "") -> Disturbance:
    """A nuisance that is nothing but these specks, as long as it lasts."""
    interval = Interval(nuisance.id, nuisance.kind, nuisance.start_s, nuisance.end_s, "", target)
    return Disturbance((interval,), specks=specks)


def before_lens(scene: Scene, places: F64) -> F64:
    """(..., 3) world, from (..., 3) metres to the right of the optical axis, below it, and along it."""
    camera_from_world = lens_of(scene.viewpoint, scene.camera).camera_from_world[:, :3].astype(np.float64)
    turned = (places[..., None] * camera_from_world).sum(-2)
    return np.asarray(turned + scene.viewpoint.position_m, np.float64)


def half_width(scene: Scene) -> float:
    """Of the picture, a metre away."""
    return math.tan(scene.viewpoint.fov_rad / 2)


def aspect(scene: Scene) -> float:
    """Height over width of the picture."""
    return scene.camera.height_px / scene.camera.width_px


def exposed_s(scene: Scene) -> float:
    """Seconds in which a thing leaves its streak."""
    return min(NIGHT_S, 1 / scene.camera.fps) if scene.camera.infrared else DAY_S


def drawn(stream: Stream, count: int, low: float = 0.0, high: float = 1.0) -> F64:
    """(count,) uniform draws."""
    return np.array([stream.uniform(low, high) for _ in range(count)])


def happens(nuisance: Nuisance, times_s: F64) -> NDArray[np.bool_]:
    """(T,) is it going on?"""
    return np.asarray((times_s >= nuisance.start_s) & (times_s <= nuisance.end_s), np.bool_)
