"""Specks: strokes with soft edges over a frame, for what is small, near the lens and out of focus, or streaked by its speed.

A small lens of fixed focus blurs a point into a disc of the angle APERTURE_M |1 / depth - 1 / FOCUS_M|. A dot of radius r under
a blur of radius c falls from all to nothing over 2 min(r, c) about max(r, c), as a smooth step; what it covers in all stays.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from synthclips.geometry.mesh import F32
from synthclips.halves import U16, coded, decoded, lit
from synthclips.kernel import inner, kernel
from synthclips.raster import backdrop
from synthclips.raster.gbuffer import COVERED, SAMPLES, Layer, SpeckLayer
from synthclips.raster.lens import Lens, project
from synthclips.raster.lighting import Lighting
from synthclips.raster.picture import Picture
from synthclips.raster.plate import Plate
from synthclips.scene.timeline import Specks

APERTURE_M, FOCUS_M = 0.0012, 2.0
LEAST_PX, LEAST_EDGE_PX = 0.75, 1.5  # of a stroke's middle radius and its fall: less would flicker from pixel to pixel
ON_LENS_M = np.float32(0.06)  # nothing is nearer than what is so near
MIST = 0.5  # of the room's mean light, for an albedo of one: the least that a mist throws to the lens
THIN_M = 0.002  # of what is not soft: how gradually it comes out of a surface
ALTERED = 0.04  # of a pixel's light
AX, AY, BX, BY, MIDDLE, EDGE, PEAK, DEPTH, THICK, ROW = range(10)  # of a packed stroke
F64 = NDArray[np.float64]
f32 = np.float32


class Brush:
    """Draws the specks of a clip over its frames."""

    def __init__(self, specks: Sequence[Specks], plate: Plate, lens: Lens) -> None:
        self.specks, self.plate, self.lens = specks, plate, lens
        self.eye = lens.position_m.astype(np.float64)
        self.movers_depth = np.full((lens.height_px, lens.width_px), np.inf, np.float32)
        self.room_m = self.nearest_m = float(plate.depth_m.min())  # of the room, and of all there is
        self.outside = plate.owner == (plate.owners.index("outside") if "outside" in plate.owners else -1)
        self.out_there: F32 = np.zeros(0, np.float32)  # (C,) light of what is bright outside, once it is asked for
        self.mean = self.out_there  # (C,) light of the room as it is seen

    def draw(self, index: int, light: Lighting, picture: Picture, layers: Sequence[Layer]) -> tuple[SpeckLayer, ...]:
        """Over all movers, the farthest first."""
        packed = [(s, *pack(s, index, self.lens)) for s in self.specks]
        packed = sorted((p for p in packed if len(p[1])), key=lambda p: -float(p[1][:, DEPTH].mean()))
        if not packed:
            return ()
        self._put(layers)
        if light.new_weight or not len(self.out_there):
            self.out_there, self.mean = _bright(picture.room, self.outside), _mean(decoded(picture.room[::8].transpose(0, 2, 1)))
        drawn = tuple(self._draw(s, strokes, there, index, light, picture) for s, strokes, there in packed)
        for layer in layers:
            x0, y0, x1, y1 = layer.rect
            self.movers_depth[y0:y1, x0:x1] = np.inf
        return drawn

    def _put(self, layers: Sequence[Layer]) -> None:
        self.nearest_m = min([self.room_m, *(float(layer.depth_m.min()) for layer in layers if layer.depth_m.size)])
        for layer in layers:
            x0, y0, x1, y1 = layer.rect
            part = self.movers_depth[y0:y1, x0:x1]
            np.minimum(part, layer.depth_m, out=part)

    def _draw(
        self, specks: Specks, strokes: F32, there: NDArray[np.int64], index: int, light: Lighting, picture: Picture
    ) -> SpeckLayer:
        extent, rect = _bounds(strokes, self.lens)
        x0, y0, x1, y1 = rect
        shape = (y1 - y0, x1 - x0)
        planes = np.zeros((4, *shape), np.float32)
        planes[::2] = 1.0
        colour = self._colour(specks, there, index, light, self.plate.direct.shape[2])
        paint(
            strokes, colour, specks.mist, self.plate.depth_m, self.movers_depth, self.nearest_m, x0, y0, planes, picture.radiance
        )
        backdrop.mark(picture.dirty, picture.drop.tile_px, *rect)
        visible, amodal, covered = (np.empty(shape, np.uint8) for _ in range(3))
        altered = count(planes, x0, y0, picture.radiance, visible, amodal, covered)
        depth = np.full(shape, strokes[:, DEPTH].mean(), np.float32)
        return SpeckLayer(specks.id, rect, extent, amodal, visible, covered, depth, int(altered))

    def _colour(self, specks: Specks, there: NDArray[np.int64], index: int, light: Lighting, channels: int) -> F32:
        """(N, C) radiance of the strokes: as lit from where the lens is, and outside as bright as what is bright there."""
        albedo = specks.albedo[there, :3] if channels == 3 else specks.albedo[there, 3:]
        if specks.on_lens:
            return albedo * self.mean
        middle = specks.ends_m[index, there].mean(1)
        shine: F32 = albedo * light.in_air(middle, self.eye, outside=specks.outside)
        if specks.mist:
            shine = np.maximum(shine, np.float32(MIST) * albedo * self.mean)
        return shine + albedo * self.out_there if specks.outside else shine


def pack(specks: Specks, index: int, lens: Lens) -> tuple[F32, NDArray[np.int64]]:
    """Strokes (N, ROW) of a frame that may show, the farthest first, and which of the specks they are."""
    there = np.flatnonzero(specks.opacity[index] > 0)
    at = project(specks.ends_m[index, there].reshape(-1, 3), lens).reshape(-1, 2, 3)
    focal, depth = lens.numbers[0], at[:, :, 2].mean(1)
    radius, opacity = specks.radius_m[index, there].astype(np.float64), specks.opacity[index, there]
    size, blur = focal * radius / depth, focal * APERTURE_M * np.abs(1 / depth - 1 / FOCUS_M) / 2
    middle = np.maximum(np.maximum(size, blur), LEAST_PX)
    edge = np.maximum(2 * np.maximum(np.minimum(size, blur), specks.soft * middle), LEAST_EDGE_PX)
    edge = np.minimum(edge, 2 * middle)
    across, down = (at[:, 1, :2] - at[:, 0, :2]).T
    length = np.sqrt(across * across + down * down)
    sharp = math.pi * size * size + np.where(specks.long[there], 2 * size * length, 0.0)
    peak = opacity * np.minimum(sharp / area(middle, edge, length), 1.0)
    thick = np.maximum(2 * specks.soft * radius, THIN_M)
    rows = np.stack([*at[:, 0, :2].T, *at[:, 1, :2].T, middle, edge, peak, depth, thick], 1).astype(np.float32)
    reach = middle + edge / 2
    low, high = at[:, :, :2].min(1) - reach[:, None], at[:, :, :2].max(1) + reach[:, None]
    shows = np.isfinite(rows).all(1) & (high > 0).all(1) & (low < (lens.width_px, lens.height_px)).all(1)
    order = np.flatnonzero(shows)[np.argsort(-rows[shows, DEPTH], kind="stable")]
    return np.ascontiguousarray(rows[order]), there[order]


def area(middle: F64, edge: F64, length: F64) -> F64:
    """What a stroke with a peak of 1 covers in all, px: its profile's mean radius, and mean squared radius, in closed form."""
    return 2 * length * middle + math.pi * (middle * middle + edge * edge / 20)


def _bounds(strokes: F32, lens: Lens) -> tuple[tuple[float, float, float, float], tuple[int, int, int, int]]:
    """To where half of them shows, and whole pixels in the picture around all that does."""
    x, y = strokes[:, [AX, BX]].astype(np.float64), strokes[:, [AY, BY]].astype(np.float64)
    half, all_ = strokes[:, MIDDLE].astype(np.float64), (strokes[:, MIDDLE] + strokes[:, EDGE] / 2).astype(np.float64)

    def around(by: F64) -> tuple[float, float, float, float]:
        low_x, low_y = (x.min(1) - by).min(), (y.min(1) - by).min()
        return float(low_x), float(low_y), float((x.max(1) + by).max()), float((y.max(1) + by).max())

    x0, y0, x1, y1 = around(all_)
    inside = max(int(x0), 0), max(int(y0), 0), min(int(x1) + 1, lens.width_px), min(int(y1) + 1, lens.height_px)
    return around(half), inside


def _bright(room: U16, outside: NDArray[np.bool_]) -> F32:
    """(C,) mean light of the brighter half of what is seen outside; none where nothing is."""
    seen = decoded(room.transpose(0, 2, 1)[outside])
    if not len(seen):
        return np.zeros(room.shape[1], np.float32)
    brighter = seen[np.argsort(seen[:, seen.shape[1] // 2], kind="stable")[len(seen) // 2 :]]
    return _mean(brighter)


def _mean(light: F32) -> F32:
    """(C,) of pixels (..., C), summed in one fixed order."""
    flat = light.reshape(-1, light.shape[-1]).astype(np.float64)
    return (np.add.accumulate(flat, 0)[-1] / len(flat)).astype(np.float32)


def hide(layers: Sequence[Layer], specks: Sequence[SpeckLayer]) -> tuple[Layer, ...]:
    """The movers without the pixels that specks cover."""
    return tuple(_behind(layer, specks) for layer in layers)


def _behind(layer: Layer, specks: Sequence[SpeckLayer]) -> Layer:
    for over in specks:
        (ax0, ay0, ax1, ay1), (bx0, by0, bx1, by1) = layer.rect, over.rect
        x0, y0, x1, y1 = max(ax0, bx0), max(ay0, by0), min(ax1, bx1), min(ay1, by1)
        if x0 < x1 and y0 < y1:
            gone = over.covered[y0 - by0 : y1 - by0, x0 - bx0 : x1 - bx0] >= COVERED
            if gone.any():
                visible = layer.visible.copy()
                visible[y0 - ay0 : y1 - ay0, x0 - ax0 : x1 - ax0][gone] = 0
                layer = replace(layer, visible=visible)
    return layer


@kernel
def paint(strokes, colour, mist, room, movers, nearest, x0, y0, planes, codes):
    """Strokes (N, ROW) of colours (N, C) into codes (H, C, W); mist: bool, they only add.

    room: (2H, 2W) and movers: (H, W) depths, none less than `nearest`. planes (4, h, w), from x0, y0 on: what is left of light
    behind, what is added, and both as if nothing stood before the strokes; 1, 0, 1, 0 at first.
    """
    h, w, channels = planes.shape[1], planes.shape[2], colour.shape[1]
    for n in range(strokes.shape[0]):
        s = strokes[n]
        reach = s[MIDDLE] + f32(0.5) * s[EDGE]
        first = s[DEPTH] < ON_LENS_M or s[DEPTH] + s[THICK] < nearest
        glow = f32(0.0)
        for c in range(channels):
            glow += colour[n, c] / f32(channels)
        top = max(math.floor(min(s[AY], s[BY]) - reach), y0)
        bottom = min(math.floor(max(s[AY], s[BY]) + reach) + 1, y0 + h)
        for y in range(top, bottom):
            left, right = _span(s, y + f32(0.5), reach)
            for x in range(max(math.floor(left), x0), min(math.floor(right) + 1, x0 + w)):
                alone = s[PEAK] * _profile(s, x + f32(0.5), y + f32(0.5))
                if alone <= f32(0.0):
                    continue
                j, i = y - y0, x - x0
                if mist and glow <= _mean_lit(codes, y, x):
                    continue
                planes[2, j, i] *= f32(1.0) - alone
                planes[3, j, i] += alone * (glow - planes[3, j, i])
                cover = alone if first else alone * _before(s, room, movers, y, x)
                if cover > f32(0.0):
                    planes[0, j, i] *= f32(1.0) - cover
                    planes[1, j, i] += cover * (glow - planes[1, j, i])
                    for c in range(channels):
                        behind = lit(codes[y, c, x])
                        codes[y, c, x] = coded(behind + cover * (colour[n, c] - behind))


@inner
def _mean_lit(codes, y, x):
    total = f32(0.0)
    for c in range(codes.shape[1]):
        total += lit(codes[y, c, x])
    return total / f32(codes.shape[1])


@inner
def _span(s, y, reach):
    """Between which x a row may meet the stroke: the part of its line that is so near, and its reach to both sides."""
    ax, bx, down = s[AX], s[BX], s[BY] - s[AY]
    t0, t1 = f32(0.0), f32(1.0)
    if abs(down) > f32(1e-3):
        a, b = (y - reach - s[AY]) / down, (y + reach - s[AY]) / down
        t0, t1 = max(t0, min(a, b)), min(t1, max(a, b))
    p, q = ax + t0 * (bx - ax), ax + t1 * (bx - ax)
    return min(p, q) - reach, max(p, q) + reach


@inner
def _profile(s, x, y):
    """1 inside, falling to 0 about the stroke's middle radius."""
    dx, dy, ex, ey = s[BX] - s[AX], s[BY] - s[AY], x - s[AX], y - s[AY]
    along = dx * dx + dy * dy
    t = f32(0.0) if along < f32(1e-6) else min(max((dx * ex + dy * ey) / along, f32(0.0)), f32(1.0))
    ex, ey = ex - t * dx, ey - t * dy
    d = math.sqrt(ex * ex + ey * ey)
    u = min(max((s[MIDDLE] - d) / s[EDGE] + f32(0.5), f32(0.0)), f32(1.0))
    return u * u * (f32(3.0) - f32(2.0) * u)


@inner
def _before(s, room, movers, y, x):
    """Share of a stroke that is nearer than what the pixel shows."""
    total = f32(0.0)
    for k in range(4):
        behind = min(room[2 * y + (k >> 1), 2 * x + (k & 1)], movers[y, x])
        total += min(max((behind - s[DEPTH]) / s[THICK] + f32(0.5), f32(0.0)), f32(1.0))
    return f32(0.25) * total


@kernel
def count(planes, x0, y0, codes, visible, amodal, covered):
    """Samples (h, w) that are the strokes', that would be if they stood alone, and that they cover; returns altered pixels."""
    altered, channels = 0, codes.shape[1]
    for j in range(visible.shape[0]):
        for i in range(visible.shape[1]):
            left, added, left_alone, added_alone = planes[0, j, i], planes[1, j, i], planes[2, j, i], planes[3, j, i]
            visible[j, i] = amodal[j, i] = covered[j, i] = 0
            if left_alone == f32(1.0):
                continue
            all_ = f32(0.0)
            for c in range(channels):
                all_ += lit(codes[y0 + j, c, x0 + i]) / f32(channels)
            behind = max(all_ - added, f32(0.0)) / max(left, f32(1e-3))
            covered[j, i] = int(SAMPLES * (f32(1.0) - left))
            visible[j, i] = _samples(left, added, behind)
            amodal[j, i] = max(_samples(left_alone, added_alone, behind), visible[j, i])
            altered += abs(all_ - behind) > f32(ALTERED) * behind
    return altered


@inner
def _samples(left, added, behind):
    """Of four: the share that is covered or, if that is more, the share of the light that is their own."""
    share = max(f32(1.0) - left, added / max(added + left * behind, f32(1e-30)))
    return int(SAMPLES * share)
