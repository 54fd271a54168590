"""Beams: lamps that move (headlights outside, a torch), so that no plate can hold their light: it is worked out frame by frame.

Each gets a slot after the plate's lamps: an image of direct light from the plate's positions, normals and albedo, with rays to
the lamp's disc where its light comes in, on a grid where these agree; and an even bounce, as in a sphere painted like the room.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from synthclips.kernel import inner, kernel
from synthclips.raster import lamps
from synthclips.raster.backdrop import NOWHERE, Backdrop
from synthclips.raster.bvh import STACK, occluded
from synthclips.raster.lamps import ball_point, irradiance
from synthclips.raster.lens import Lens
from synthclips.raster.openings import GATE, crossing, frame, gate_of
from synthclips.raster.plate import F32, U16, Plate
from synthclips.raster.split_pixels import split
from synthclips.scene.records import Lamp, Room, Vec3
from synthclips.scene.timeline import Beam

F64 = NDArray[np.float64]
GRID_PX = 4
LIFT_M, AHEAD_M = 0.01, 0.05  # rays start so far off the surface, and on their way: positions of whole pixels are rough
EDGE_M = 0.01  # of half shadow at an opening's edge, and what the lamp's own width adds
OFF_M, LEAN = 0.003, 0.15  # m, and share of the way between pixels, that they may lie off each other's plane on one surface
TURN_RAD = math.pi * (3.0 - math.sqrt(5.0))
SPOTS = np.array(  # (8, 2) places on a lamp's disc, equal shares of it, the outermost first (Vogel 1979, "the sunflower head")
    [
        (round(math.sqrt((k + 0.5) / 8) * math.cos(k * TURN_RAD), 6), round(math.sqrt((k + 0.5) / 8) * math.sin(k * TURN_RAD), 6))
        for k in range(7, -1, -1)
    ]
)
AGREE = 3  # places after which no more are asked if all found the same: the outermost, a third of a turn apart
TURNED = 0.7  # cosine of the normals of neighbours from which they are two surfaces
SIDES = 4  # places along and up an opening at which the light that comes in is asked
f32 = np.float32
PART = f32(1 / len(SPOTS))


class Beams:
    """rows (B, ROW), gates (B, GATE) and power (B, C): as of the plate's lamps; bounce (B, C): lux on every surface of the room.

    shines: (B,) in this frame.
    """

    def __init__(self, beams: Sequence[Beam], room: Room, plate: Plate, drop: Backdrop, lens: Lens) -> None:
        openings = {o.id: o for o in room.openings}
        self._beams, self._plate, self._drop = beams, plate, drop
        self._frames = [frame(room, openings[b.opening]) if b.opening else None for b in beams]
        channels, (x, y, z) = plate.direct.shape[2], room.size_m
        self.rows, self.gates = np.zeros((len(beams), lamps.ROW)), np.zeros((len(beams), GATE))
        for k, beam in enumerate(beams):
            if beam.opening:
                self.gates[k] = gate_of(room, openings[beam.opening])
        self.power, self.bounce = np.zeros((len(beams), channels), np.float32), np.zeros((len(beams), channels), np.float32)
        self.rows[:, 16], self.shines = 1.0, np.zeros(len(beams), np.bool_)
        if not beams:
            return
        codes = plate.albedo[..., 3:] if channels == 1 else plate.albedo[..., :3]
        self._albedo: F32 = np.ascontiguousarray((codes.astype(np.float32) / np.float32(255)) ** 2)
        mean = self._albedo.reshape(-1, channels).astype(np.float64).mean(0).round(4)
        self._echo = (mean / (1 - mean) / (2 * (x * y + x * z + y * z))).astype(np.float32)
        self._bare, self._even = np.zeros((2, *plate.normal.shape[:2]), np.float32)
        self._edges, self._mixed = np.zeros((2, *plate.normal.shape[:2]), np.bool_)
        _find_edges(drop.position, drop.normal, self._edges)
        self._pixels = np.ascontiguousarray(np.argwhere(self._edges))
        self._split = split(self._pixels, drop, plate.bvh, lens)
        self._nodes = np.zeros(tuple(n // GRID_PX + 2 for n in plate.normal.shape[:2]), np.int8)
        self._stack = np.empty(STACK, np.int32)

    def shine(self, index: int, direct: U16, direct_scale: F32, indirect: U16, indirect_scale: F32) -> bool:
        """Fills the slots (B, H, C, W) and (B,) of each beam for a frame. Returns whether any shines, or has just ceased to."""
        before = self.shines.copy()
        for k, beam in enumerate(self._beams):
            candela = beam.candela[index]
            self.shines[k] = bool(candela.max() > 0)
            if self.shines[k]:
                self._aim(k, beam, index)
                direct_scale[k] = self._light(k, direct[k])
                indirect_scale[k] = self._echo_image(k, indirect[k])
        return bool((self.shines | before).any())

    def _aim(self, k: int, beam: Beam, index: int) -> None:
        place, way, candela = (_vec3(v[index]) for v in (beam.position_m, beam.direction, beam.candela))
        lamp = Lamp(beam.id, "infrared", place, way, (beam.radius_m, 0.0), candela, beam.beam_rad)
        self.rows[k] = lamps.pack([lamp])[0]
        self.rows[k, 13], self.rows[k, 16] = beam.radius_m, 1.0
        self.power[k] = lamps.power([lamp], self.power.shape[1])[0]
        self.bounce[k] = self._echo * self._lumen(k) * self.power[k]

    def _lumen(self, k: int) -> np.float32:
        """That come in by the opening, or leave the lamp where it has none, for a candela on its axis."""
        row, opening = self.rows[k], self._frames[k]
        if opening is None:
            return np.float32(math.pi * math.pi / row[15])
        corner, u, v = opening
        across, steps = np.cross(u, v), (np.arange(SIDES) + 0.5) / SIDES
        normal = across / math.sqrt(float((across**2).sum()))
        normal = normal if ((row[1:4] - corner) * normal).sum() > 0 else -normal
        lux = [irradiance(row, *(corner + a * u + b * v), *normal) for a in steps for b in steps]
        return np.float32(math.fsum(lux) / len(lux) * math.sqrt(float((across**2).sum())))

    def _light(self, k: int, codes: U16) -> np.float32:
        drop, bvh = self._drop, self._plate.bvh
        tree, lamp = (bvh.bounds, bvh.links, bvh.triangles), self.rows[k]
        most = _fall(drop.position, drop.normal, lamp, self.gates[k], self._bare)
        self._mixed[:] = False
        _block(drop.position, drop.normal, lamp, *tree, self._edges, self._bare, self._mixed, self._nodes, self._stack)
        most = max(most, _fall_split(self._pixels, self._split, lamp, self.gates[k], *tree, self._bare, self._stack))
        scale = np.float32(max(most * float(self.power[k].max()), 1e-12) / math.pi / 65535.0**2)
        _even_out(self._bare, self._mixed, self._even)
        _encode(self._even, self.power[k], self._albedo, scale, codes)
        return scale

    def _echo_image(self, k: int, codes: U16) -> np.float32:
        scale = np.float32(max(float(self.bounce[k].max()), 1e-12) / math.pi / 65535.0**2)
        _encode_even(self.bounce[k], self._albedo, scale, codes)
        return scale


def _vec3(v: F64) -> Vec3:
    return (float(v[0]), float(v[1]), float(v[2]))


@kernel
def _fall(position, normal, lamp, gate, bare):
    """bare (H, W): irradiance at unit power with nothing in the way; returns the largest."""
    most = 0.0
    for y in range(bare.shape[0]):
        for x in range(bare.shape[1]):
            bare[y, x] = 0.0
            px, py, pz = float(position[y, x, 0]), float(position[y, x, 1]), float(position[y, x, 2])
            if not px < NOWHERE:
                continue
            share = 1.0
            if gate[0] > 0.0:
                share = _through(gate, lamp, px, py, pz)
            if share > 0.0:
                nx, ny, nz = normal[y, x, 0] / 127.0, normal[y, x, 1] / 127.0, normal[y, x, 2] / 127.0
                e = share * irradiance(lamp, px, py, pz, nx, ny, nz)
                bare[y, x] = e
                most = max(most, e)
    return most


@inner
def _through(gate, lamp, px, py, pz):
    """Share of the lamp that p sees through the opening: soft at its edges, as the lamp is wide."""
    dx, dy, dz = lamp[1] - px, lamp[2] - py, lamp[3] - pz
    u, v = crossing(gate, px, py, pz, dx, dy, dz)
    if u < -0.2 or u > 1.2 or v < -0.2 or v > 1.2:
        return 0.0
    along = dx * gate[10] + dy * gate[11] + dz * gate[12]
    t = ((gate[1] - px) * gate[10] + (gate[2] - py) * gate[11] + (gate[3] - pz) * gate[12]) / along
    soft = EDGE_M + 2.0 * lamp[13] * t
    wide = 1.0 / math.sqrt(gate[4] * gate[4] + gate[5] * gate[5] + gate[6] * gate[6])
    high = 1.0 / math.sqrt(gate[7] * gate[7] + gate[8] * gate[8] + gate[9] * gate[9])
    a, b = min(u, 1.0 - u) * wide / soft + 0.5, min(v, 1.0 - v) * high / soft + 0.5
    return min(max(a, 0.0), 1.0) * min(max(b, 0.0), 1.0)


@kernel
def _find_edges(position, normal, edges):
    """edges (H, W): pixels in which surfaces meet, so that one place cannot stand for them: off a neighbour's plane, or turned
    against it, as the side of a door's frame is."""
    for y in range(edges.shape[0]):
        for x in range(edges.shape[1]):
            p = position[y, x]
            for turn in range(4):
                b, a = y + (turn == 0) - (turn == 1), x + (turn == 2) - (turn == 3)
                if p[0] < NOWHERE and 0 <= b < edges.shape[0] and 0 <= a < edges.shape[1] and position[b, a, 0] < NOWHERE:
                    n, q = normal[b, a], position[b, a]
                    dx, dy, dz = p[0] - q[0], p[1] - q[1], p[2] - q[2]
                    off = abs(n[0] * dx + n[1] * dy + n[2] * dz) / 127.0
                    m = normal[y, x]
                    facing = (f32(m[0]) * n[0] + f32(m[1]) * n[1] + f32(m[2]) * n[2]) * f32(1 / 127**2)
                    if facing < TURNED or off > OFF_M + LEAN * math.sqrt(dx * dx + dy * dy + dz * dz):
                        edges[y, x] = True


@kernel
def _even_out(bare, mixed, even):
    """even (H, W): bare, but a tent-shaped mean of 3x3 at mixed pixels."""
    rows, columns = bare.shape
    for y in range(rows):
        for x in range(columns):
            even[y, x] = bare[y, x]
            if mixed[y, x]:
                total, weights = 0.0, 0.0
                for b in range(max(y - 1, 0), min(y + 2, rows)):
                    for a in range(max(x - 1, 0), min(x + 2, columns)):
                        weight = (2.0 - abs(b - y)) * (2.0 - abs(a - x))
                        total += weight * bare[b, a]
                        weights += weight
                even[y, x] = total / weights


@kernel
def _block(position, normal, lamp, bounds, links, triangles, edges, bare, mixed, nodes, stack):
    """Takes from `bare` what stands before the lamp: asked at grid points, and at pixels among which these differ: now mixed.

    edges: pixels left to `_fall_split`. nodes: how many of the `SPOTS` show at the grid points, -1 where the lamp does not shine.
    """
    rows, columns = bare.shape
    for j in range(nodes.shape[0]):
        for i in range(nodes.shape[1]):
            y, x = min(j * GRID_PX, rows - 1), min(i * GRID_PX, columns - 1)
            nodes[j, i] = -1
            if bare[y, x] > 0.0:
                nodes[j, i] = _seen(position[y, x], normal[y, x], lamp, bounds, links, triangles, stack)
    for y in range(rows):
        for x in range(columns):
            if bare[y, x] > 0.0 and not edges[y, x]:
                j, i = y // GRID_PX, x // GRID_PX
                share = nodes[j, i]
                if share < 0 or nodes[j, i + 1] != share or nodes[j + 1, i] != share or nodes[j + 1, i + 1] != share:
                    share = _seen(position[y, x], normal[y, x], lamp, bounds, links, triangles, stack)
                    mixed[y, x] = True
                bare[y, x] *= f32(share) * PART


@kernel
def _fall_split(pixels, places, lamp, gate, bounds, links, triangles, bare, stack):
    """Puts into `bare` what pixels (N, 2) with four places (N, 4, 6) each get; returns the largest."""
    most = 0.0
    for k in range(pixels.shape[0]):
        total = 0.0
        for i in range(4):
            p, n = places[k, i, :3], places[k, i, 3:]
            if not p[0] < NOWHERE:
                continue
            px, py, pz = float(p[0]), float(p[1]), float(p[2])
            share = _through(gate, lamp, px, py, pz) if gate[0] > 0.0 else 1.0
            if share > 0.0:
                share *= irradiance(lamp, px, py, pz, n[0] / 127.0, n[1] / 127.0, n[2] / 127.0)
            if share > 0.0:
                total += share * _seen(p, n, lamp, bounds, links, triangles, stack)
        y, x = pixels[k, 0], pixels[k, 1]
        bare[y, x] = 0.25 / SPOTS.shape[0] * total
        most = max(most, float(bare[y, x]))
    return most


@inner
def _seen(p, n, lamp, bounds, links, triangles, stack):
    """How many of the `SPOTS` of the lamp's disc, which faces p, nothing stands before."""
    px, py, pz = p[0] + LIFT_M / 127.0 * n[0], p[1] + LIFT_M / 127.0 * n[1], p[2] + LIFT_M / 127.0 * n[2]
    seen = 0
    for k in range(SPOTS.shape[0]):
        if k == AGREE and (seen == 0 or seen == AGREE):
            return 0 if seen == 0 else SPOTS.shape[0]
        sx, sy, sz = ball_point(lamp, SPOTS[k, 0] * lamp[13], SPOTS[k, 1] * lamp[13], px, py, pz)
        dx, dy, dz = sx - px, sy - py, sz - pz
        t = AHEAD_M / math.sqrt(dx * dx + dy * dy + dz * dz)
        seen += occluded(bounds, links, triangles, px + t * dx, py + t * dy, pz + t * dz, dx, dy, dz, 1.0 - t, stack) < 0.0
    return seen


@kernel
def _encode(bare, power, albedo, scale, codes):
    """codes (H, C, W) of the light that surfaces send on of an irradiance (H, W) at unit power; scale: see `plate.encode`."""
    for y in range(codes.shape[0]):
        for c in range(codes.shape[1]):
            factor = power[c] / (math.pi * scale)
            for x in range(codes.shape[2]):
                codes[y, c, x] = int(math.sqrt(bare[y, x] * albedo[y, x, c] * factor) + 0.5)


@kernel
def _encode_even(lux, albedo, scale, codes):
    """The same of an irradiance (C,) that is alike everywhere."""
    for c in range(codes.shape[1]):
        factor = lux[c] / (math.pi * scale)
        for y in range(codes.shape[0]):
            for x in range(codes.shape[2]):
                codes[y, c, x] = int(math.sqrt(albedo[y, x, c] * factor) + 0.5)
