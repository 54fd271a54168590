"""A second opinion on where a body is in the picture: own skinning, own camera, nothing of the renderer's.

The camera is written down again from the recipe's definition: yaw 0 looks along +x, counter-clockwise, pitch < 0 looks
down; Brown's radial distortion r_d = r (1 + k1 r^2 + k2 r^4); `fov_rad` is horizontal, edge to edge after distortion.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from synthclips.geometry.body import Body
from synthclips.scene.records import Scene

F64 = NDArray[np.float64]


def skinned(body: Body, world_from_bone: NDArray[np.float32]) -> F64:
    """(V, 3) world positions of a body's vertices under the bones (B, 3, 4)."""
    square = np.tile(np.eye(4), (len(body.rest_from_bone), 1, 1))
    square[:, :3] = body.rest_from_bone
    world_from_rest = world_from_bone.astype(float) @ np.linalg.inv(square)
    homogeneous = np.c_[body.vertices_m.astype(float), np.ones(len(body.vertices_m))]
    by_bone = np.einsum("vkij,vj->vki", world_from_rest[body.bone], homogeneous)
    return np.einsum("vk,vki->vi", body.weight.astype(float), by_bone)


def pixels(points_m: F64, scene: Scene) -> F64:
    """(N, 2) pixel positions; nan behind the lens, and where the polynomial has turned back into the picture."""
    view, camera = scene.viewpoint, scene.camera
    # a camera that looks along world x, its right hand along -y, its down along -z; then roll, pitch and yaw
    level = np.array([[0.0, -1.0, 0.0], [0.0, 0.0, -1.0], [1.0, 0.0, 0.0]])
    turn = Rotation.from_euler("ZYX", [view.yaw_rad, -view.pitch_rad, 0.0]).as_matrix()
    roll = Rotation.from_rotvec([0.0, 0.0, view.roll_rad]).as_matrix().T
    x, y, z = roll @ level @ turn.T @ (points_m - np.array(view.position_m)).T
    with np.errstate(divide="ignore", invalid="ignore"):
        x, y = np.where(z > 0.05, x / z, np.nan), np.where(z > 0.05, y / z, np.nan)
    half = np.tan(view.fov_rad / 2)
    focal = camera.width_px / 2 / (half + view.k1 * half**3 + view.k2 * half**5)
    rr = x**2 + y**2
    turns = np.roots([5 * view.k2, 3 * view.k1, 1.0]) if view.k2 else np.array([-1 / (3 * view.k1)]) if view.k1 else np.zeros(0)
    first = min((float(t.real) for t in turns if abs(t.imag) < 1e-12 and t.real > 0), default=np.inf)
    x, y = np.where(rr < first, x, np.nan), np.where(rr < first, y, np.nan)
    stretch = 1 + view.k1 * rr + view.k2 * rr**2
    return np.stack([x * stretch * focal + camera.width_px / 2, y * stretch * focal + camera.height_px / 2], 1)


def bounds(body: Body, world_from_bone: NDArray[np.float32], scene: Scene) -> tuple[float, float, float, float]:
    """x0, y0, x1, y1 of the projected skin."""
    at = pixels(skinned(body, world_from_bone), scene)
    (x0, y0), (x1, y1) = np.nanmin(at, 0), np.nanmax(at, 0)
    return float(x0), float(y0), float(x1), float(y1)
