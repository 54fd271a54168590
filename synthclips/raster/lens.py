"""Projection: world points to pixels and back, distortion included. Model: Brown 1966, radial terms only.

r_d = r (1 + k1 r^2 + k2 r^4) on the normalised image plane, continued as a straight line outside the picture's
corner, so that it stays monotonic and points outside the frame still project. Nothing else knows the lens.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32, snapped
from synthclips.kernel import inner, kernel
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Camera, Viewpoint

NEAR_M = 0.05


@dataclass(frozen=True, eq=False)
class Lens:
    """Intrinsics and extrinsics; `numbers` holds fx, cx, cy, k1, k2, r_max, for compiled kernels."""

    width_px: int
    height_px: int
    camera_from_world: F32  # (3, 4); camera x right, y down, z forward
    numbers: NDArray[np.float64]  # (6,)

    @property
    def position_m(self) -> F32:
        """(3,) the centre of projection in the world."""
        rotation, shift = self.camera_from_world[:, :3], self.camera_from_world[:, 3]
        return (-rotation.T @ shift).astype(np.float32)


def lens_of(viewpoint: Viewpoint, camera: Camera) -> Lens:
    """The lens of a viewpoint at the camera's picture size. Raises SceneError if the distortion folds the picture."""
    return lens_at(viewpoint, (camera.width_px, camera.height_px))


def lens_at(viewpoint: Viewpoint, size: tuple[int, int]) -> Lens:
    """The lens of a viewpoint for a picture of this width and height, px, as `lens_of`."""
    r_edge = math.tan(viewpoint.fov_rad / 2)
    k1, k2 = viewpoint.k1, viewpoint.k2
    focal = size[0] / 2 / (r_edge * (1 + k1 * r_edge**2 + k2 * r_edge**4))
    corner_d = math.hypot(*size) / 2 / focal
    r_max = _undistorted(corner_d, k1, k2)
    if r_max is None:
        raise SceneError(
            f"distortion k1 = {k1}, k2 = {k2} folds a picture of {math.degrees(viewpoint.fov_rad):.0f} degrees", where="camera"
        )
    numbers = np.array([focal, size[0] / 2, size[1] / 2, k1, k2, r_max], np.float64)
    return Lens(*size, _camera_from_world(viewpoint), np.round(numbers * 2.0**30) / 2.0**30)


@lru_cache(maxsize=64)
def _undistorted(r_d: float, k1: float, k2: float) -> float | None:
    """The radius that distorts to `r_d`, or None where the curve turns back before it."""
    r = 0.0
    while r * (1 + k1 * r**2 + k2 * r**4) < r_d:
        if 1 + 3 * k1 * r**2 + 5 * k2 * r**4 <= 0.05:
            return None
        r += 1e-4
    return r


def _camera_from_world(v: Viewpoint) -> F32:
    cy, sy, cp, sp = math.cos(v.yaw_rad), math.sin(v.yaw_rad), math.cos(v.pitch_rad), math.sin(v.pitch_rad)
    forward = np.array([cy * cp, sy * cp, sp])
    right = np.array([sy, -cy, 0.0])
    down = np.cross(forward, right)
    cr, sr = math.cos(v.roll_rad), math.sin(v.roll_rad)
    rotation = np.stack([cr * right + sr * down, -sr * right + cr * down, forward])
    shift = -(rotation * np.array(v.position_m)).sum(1)
    return snapped(np.concatenate([rotation, shift[:, None]], 1))


@inner
def distort(x, y, n):
    """Pixel of a point (x, y) on the normalised image plane; n is Lens.numbers."""
    rr = x * x + y * y
    top = n[5] * n[5]
    if rr <= top:
        f = 1.0 + rr * (n[3] + n[4] * rr)
    else:
        r = math.sqrt(rr)
        at_top = n[5] * (1.0 + top * (n[3] + n[4] * top))
        slope = 1.0 + top * (3.0 * n[3] + 5.0 * n[4] * top)
        f = (at_top + slope * (r - n[5])) / r
    return x * f * n[0] + n[1], y * f * n[0] + n[2]


@inner
def undistort(px, py, n):
    """Point on the normalised image plane of a pixel position: Newton's method on the radius, eight steps."""
    x, y = (px - n[1]) / n[0], (py - n[2]) / n[0]
    r_d = math.sqrt(x * x + y * y)
    if r_d < 1e-12:
        return x, y
    r = r_d
    for _ in range(8):
        rr = r * r
        value = r * (1.0 + rr * (n[3] + n[4] * rr)) - r_d
        slope = 1.0 + rr * (3.0 * n[3] + 5.0 * n[4] * rr)
        r -= value / max(slope, 0.05)
    return x * r / r_d, y * r / r_d


@kernel
def _project_all(points, m, n, out):
    for i in range(points.shape[0]):
        p = points[i]
        z = m[2, 0] * p[0] + m[2, 1] * p[1] + m[2, 2] * p[2] + m[2, 3]
        if z < NEAR_M:
            out[i, 0] = out[i, 1] = out[i, 2] = np.nan
            continue
        x = m[0, 0] * p[0] + m[0, 1] * p[1] + m[0, 2] * p[2] + m[0, 3]
        y = m[1, 0] * p[0] + m[1, 1] * p[1] + m[1, 2] * p[2] + m[1, 3]
        out[i, 0], out[i, 1] = distort(x / z, y / z, n)
        out[i, 2] = z


def project(points_m: F32, lens: Lens) -> NDArray[np.float64]:
    """(N, 3) x px, y px, depth m of (N, 3) world points; nan for points nearer than NEAR_M or behind the lens."""
    out = np.empty((len(points_m), 3))
    _project_all(np.ascontiguousarray(points_m, np.float64), lens.camera_from_world.astype(np.float64), lens.numbers, out)
    return out


@kernel
def ray_direction(px, py, m, n):
    """World direction of length 1 / cos(angle to the axis): position + depth * direction is the point at that depth."""
    x, y = undistort(px, py, n)
    return (
        m[0, 0] * x + m[1, 0] * y + m[2, 0],
        m[0, 1] * x + m[1, 1] * y + m[2, 1],
        m[0, 2] * x + m[1, 2] * y + m[2, 2],
    )
