"""A small stage for tests of the renderer: an empty box of a room with analytic depth and light, balls and boards for it."""

from __future__ import annotations

import math

import numpy as np

from synthclips.geometry.body import TEXELS, Body, Keypoint
from synthclips.geometry.mesh import snapped
from synthclips.raster import bvh, lamps
from synthclips.raster.backdrop import Backdrop
from synthclips.raster.extents import SIDES
from synthclips.raster.lens import Lens, lens_of, ray_direction
from synthclips.raster.plate import Plate, Probes, decode, encode
from synthclips.scene.records import Camera, Lamp, Room, Scene, Viewpoint
from synthclips.scene.timeline import Timeline, Track

SIZE_M = np.array([5.0, 5.0, 2.6])
ALBEDO = 0.5
AMBIENT_LUX = 8.0
BULB = Lamp("bulb", "bulb", (2.5, 1.8, 2.4), (0.0, 0.0, -1.0), (0.06, 0.0), (60.0, 60.0, 60.0))
WINDOW = Lamp("window", "sky", (5.0, 3.0, 1.5), (-1.0, 0.0, 0.0), (1.4, 1.2), (40.0, 45.0, 50.0))
SUN = Lamp("sun", "sun", (0.0, 0.0, 0.0), (-0.6, 0.3, -0.742), (0.0047, 0.0), (200.0, 190.0, 170.0))
INFRARED = Lamp("infrared", "infrared", (0.3, 0.3, 2.2), (0.65, 0.65, -0.4), (0.0, 0.0), (30.0, 30.0, 30.0), beam_rad=0.5)


def scene_of(
    *, width: int = 160, height: int = 90, lights: tuple[Lamp, ...] = (BULB,), infrared: bool = False, frames: int = 1
) -> Scene:
    view = Viewpoint((0.3, 0.3, 2.2), math.pi / 4, -0.45, 0.0, 1.4, -0.12, 0.01)
    camera = Camera("test", width, height, 15.0, infrared, {}, False, "2025-01-01 00:00:00", 1)
    room = Room("box", (5.0, 5.0, 2.6), (), {}, 1)
    return Scene(1, "0", "test", 0, 0, 0, "both", frames / 15, room, (), lights, view, camera, ())


def plate_of(scene: Scene) -> Plate:
    """Every surface matt with the same albedo; every lamp unshadowed; the same ambient everywhere."""
    lens = lens_of(scene.viewpoint, scene.camera)
    width, height, channels = lens.width_px, lens.height_px, 1 if scene.camera.infrared else 3
    position, normal, _ = walls(lens, width, height, 1.0)
    rows, power = lamps.pack(scene.lamps), lamps.power(scene.lamps, channels)
    e = np.array([[lamps.irradiance(row, *p, *n) for p, n in zip(position, normal, strict=True)] for row in rows])
    direct = e.reshape(len(rows), height, width, 1) * power[:, None, None, :] * ALBEDO / math.pi
    indirect = np.full((len(rows), height, width, channels), AMBIENT_LUX * ALBEDO / math.pi)
    direct_codes, indirect_codes = (
        [encode(d.astype(np.float32)) for d in direct],
        [encode(d.astype(np.float32)) for d in indirect],
    )
    _, _, depth = walls(lens, 2 * width, 2 * height, 2.0)
    grid = (len(rows), 3, 3, 3)
    probes = Probes(np.zeros(3, np.float32), (SIZE_M / 2).astype(np.float32), np.ones(grid, np.float32),
                    np.full((*grid, 6, channels), AMBIENT_LUX, np.float32))  # fmt: skip
    return Plate(
        lamps=tuple(lamp.id for lamp in scene.lamps),
        direct=np.stack([c for c, _ in direct_codes]),
        direct_scale=np.array([s for _, s in direct_codes], np.float32),
        indirect=np.stack([c for c, _ in indirect_codes]),
        indirect_scale=np.array([s for _, s in indirect_codes], np.float32),
        depth_m=depth.reshape(2 * height, 2 * width).astype(np.float32),
        normal=np.rint(normal.reshape(height, width, 3) * 127).astype(np.int8),
        albedo=np.full((height, width, 4), round(math.sqrt(ALBEDO) * 255), np.uint8),
        owner=np.zeros((height, width), np.uint16),
        owners=("room",),
        extents=np.zeros((1, SIDES), np.float32),
        probes=probes,
        bvh=bvh.build(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int32)),
    )


def walls(lens: Lens, columns: int, rows: int, scale: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Position, inward normal and depth where each sample's ray leaves the box."""
    m, eye = lens.camera_from_world.astype(np.float64), lens.position_m.astype(np.float64)
    position, normal, depth = np.zeros((rows * columns, 3)), np.zeros((rows * columns, 3)), np.zeros(rows * columns)
    for i in range(rows * columns):
        d = np.array(ray_direction((i % columns + 0.5) / scale, (i // columns + 0.5) / scale, m, lens.numbers))
        away = (np.where(d > 0, SIZE_M, 0.0) - eye) / np.where(d == 0, 1e-12, d)
        axis = int(np.argmin(away))
        position[i], depth[i], normal[i, axis] = eye + away[axis] * d, away[axis], -np.sign(d[axis])
    return position, normal, depth


def ball(radius_m: float = 0.3, *, rings: int = 24, albedo: float = ALBEDO, label: str = "ball") -> Body:
    """A closed sphere around its bone."""
    around = 2 * rings
    lat, lon = np.linspace(0, math.pi, rings + 1)[1:-1], np.arange(around) * 2 * math.pi / around
    ring = np.stack(
        [np.outer(np.sin(lat), np.cos(lon)), np.outer(np.sin(lat), np.sin(lon)), np.outer(np.cos(lat), np.ones(around))], -1
    )
    unit = np.concatenate([[[0, 0, 1]], ring.reshape(-1, 3), [[0, 0, -1]]])
    at = 1 + np.arange((rings - 1) * around).reshape(rings - 1, around)
    a, b, c, d = at[:-1], np.roll(at, -1, 1)[:-1], at[1:], np.roll(at, -1, 1)[1:]
    faces = np.concatenate([
        np.stack([np.zeros(around, int), at[0], np.roll(at[0], -1)], 1),
        np.stack([a, c, d], -1).reshape(-1, 3), np.stack([a, d, b], -1).reshape(-1, 3),
        np.stack([np.full(around, len(unit) - 1), np.roll(at[-1], -1), at[-1]], 1),
    ])  # fmt: skip
    return body_of(unit * radius_m, unit, faces, albedo=albedo, label=label, capsules=[[0, 0, 0, 0, 0, 0, 0, radius_m]])


def board(corners_m: list[list[float]], normal: list[float], *, albedo: float = ALBEDO) -> Body:
    """A flat sheet with four corners, counter-clockwise seen from the side its normal points to."""
    return body_of(
        np.array(corners_m), np.tile(normal, (4, 1)), np.array([[0, 1, 2], [0, 2, 3]]), albedo=albedo, label="board", capsules=[]
    )


def body_of(vertices, normals, faces, *, albedo: float, label: str, capsules) -> Body:
    count = len(vertices)
    one = np.concatenate([np.eye(3), np.zeros((3, 1))], 1)[None].astype(np.float32)
    return Body(
        label, np.asarray(vertices, np.float32), np.asarray(normals, np.float32), np.asarray(faces, np.int32),
        np.zeros((count, 4), np.int32), np.tile(np.array([1, 0, 0, 0], np.float32), (count, 1)), one, (-1,), ("root",),
        np.full((len(faces), TEXELS, 4), albedo, np.float32), np.zeros(len(faces), np.int32), ("all",),
        (Keypoint("middle", 0, (0.0, 0.0, 0.0)),), np.array(capsules, np.float32).reshape(-1, 8),
    )  # fmt: skip


def at(*places_m: tuple[float, float, float]) -> np.ndarray:
    """(T, 1, 3, 4) poses that only shift."""
    poses = np.tile(np.eye(3, 4), (len(places_m), 1, 1, 1))
    poses[:, 0, :, 3] = places_m
    return snapped(poses)


def timeline_of(scene: Scene, tracks: dict[str, np.ndarray], *, weight: np.ndarray | None = None) -> Timeline:
    frames = max([len(p) for p in tracks.values()], default=1)
    if weight is None:
        weight = np.ones((frames, len(scene.lamps)), np.float32)
    moving = tuple(Track(id, np.ones(len(poses), bool), poses) for id, poses in tracks.items())
    return Timeline(np.arange(len(weight)) / 15, moving, weight.astype(np.float32), (), ())


def lit_by(plate: Plate, weight: np.ndarray) -> list[np.ndarray]:
    """Direct and indirect light (L, H, W, C)."""
    pairs = ((plate.direct, plate.direct_scale), (plate.indirect, plate.indirect_scale))
    return [np.stack([w * decode(c, s) for w, c, s in zip(weight, codes, scales, strict=True)]) for codes, scales in pairs]


def interpolated(field: np.ndarray, drop: Backdrop, size: tuple[int, int]) -> np.ndarray:
    """Coarse points (K, gh, gw) to pixels (K, H, W), as each pixel leans on the four around it."""
    step = size[1] // field.shape[2]
    row, column = ((2 * np.arange(n) + 1 + step) // (2 * step) for n in size)
    above, below = np.maximum(row - 1, 0), np.minimum(row, field.shape[1] - 1)
    before, after = np.maximum(column - 1, 0), np.minimum(column, field.shape[2] - 1)
    corners = [field[:, r][:, :, c] for r in (above, below) for c in (before, after)]
    return np.sum([share / 255.0 * corner for share, corner in zip(drop.lean.transpose(1, 0, 2), corners, strict=True)], 0)
