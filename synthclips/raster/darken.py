"""What movers take away from the room: their shadows in direct light, soft occlusion of wide lamps and bounced light.

radiance = sum_l w_l (direct_l left_l + indirect_l ao), written with the base image B = sum_l w_l (direct_l + indirect_l)
as  B ao + sum_l w_l direct_l (left_l - ao), so that only the direct images are decoded. Loops over rows choose with `if`:
the compiler does not put min() and max() side by side.
"""

from __future__ import annotations

import numpy as np

from synthclips.kernel import inner, kernel
from synthclips.raster.occlusion import CELL
from synthclips.raster.penumbra import hide
from synthclips.raster.shadow import may_touch

f32 = np.float32
ZERO, ONE = f32(0.0), f32(1.0)
EPS = 0.003  # a shadow fainter than this is left out: less than half a code value of 255, as these go with the root
WEAK = 0.004  # a lamp whose direct light is a smaller share of all light is not worth a shadow: less than a code value of 255


@kernel
def sum_lamps(direct, direct_scale, indirect, indirect_scale, weight, base):
    """base (H, C, W) = sum_l w_l (direct_l + indirect_l), decoded."""
    base[:] = 0.0
    sums = base.reshape(-1)
    for k in range(direct.shape[0]):
        a, b = direct_scale[k] * weight[k], indirect_scale[k] * weight[k]
        if a == ZERO and b == ZERO:
            continue
        straight, bounced = direct[k].reshape(-1), indirect[k].reshape(-1)
        for i in range(sums.shape[0]):
            d, e = f32(straight[i]), f32(bounced[i])
            sums[i] += a * d * d + b * e * e


@kernel
def find_strong(base, direct, gain, tile_px, strong):
    """strong (TH, TW, L): 1 where some pixel of those looked at has more than WEAK of its light from a lamp."""
    rows, channels, columns = base.shape
    step = 4 if tile_px >= 32 else 2
    for ty in range(strong.shape[0]):
        for tx in range(strong.shape[1]):
            for k in range(strong.shape[2]):
                strong[ty, tx, k] = 0
                if gain[k] <= 0.0:
                    continue
                for y in range(ty * tile_px, min(ty * tile_px + tile_px, rows), step):
                    for x in range(tx * tile_px, min(tx * tile_px + tile_px, columns), step):
                        for c in range(channels):
                            code = np.float32(direct[k, y, c, x])
                            if gain[k] * code * code > WEAK * base[y, c, x]:
                                strong[ty, tx, k] = 1


@kernel
def darken(room, still, own, altered, covered, crowded, keep, radiance, direct, gain, strong, position, normal, lean, tiles, tile_px,
           frames, covers, blockers, map_lamp, maps, field, wide, touched, dirty):  # fmt: skip
    """Makes `radiance` the room with its movers' shadows: tiles that one falls on are written anew and marked in `dirty`,
    other marked tiles become as `still` and lose their mark.

    room (H, C, W): light in the room as those who stand still leave it, who left `own` (L, H, W) of each lamp's direct light in
    the tiles `altered` (TH, TW); still (H, C, W): the same with them before it, `covered` (H, W) samples of a pixel, in the tiles
    `crowded` (TH, TW). keep: what is left of the lamps is written to `own`. gain: (L,) decoding scale times weight of the direct
    images; lean: see `Backdrop`; frames, covers, blockers: shadow maps, of which `maps` count; field (1 + W, gh, gw) as
    `occlude_grid` left it; wide (W,) lamp of each further field.
    """
    rows, columns = room.shape[0], room.shape[2]
    left = np.ones((direct.shape[0] + 1, tile_px, columns), np.float32)  # of each lamp's direct light, then of bounced light
    dark = np.zeros(tiles.shape[1] + 1, np.uint8)
    for ty in range(tiles.shape[0]):
        y0 = ty * tile_px
        h = min(tile_px, rows - y0)
        for tx in range(tiles.shape[1]):
            x0 = tx * tile_px
            w, ball = min(tile_px, columns - x0), tiles[ty, tx]
            dark[tx] = _soft_near(touched, ty, tx) and _soften(left, y0, x0, h, w, lean, field, wide, tile_px // CELL)
            for n in range(maps.shape[0] if ball[3] >= 0.0 else 0):
                m = maps[n]
                if strong[ty, tx, map_lamp[m]] and may_touch(frames[m], ball[0], ball[1], ball[2], ball[3]):
                    dark[tx] |= hide(left[map_lamp[m]], y0, x0, h, w, position, normal, frames[m], covers[m], blockers[m], tile_px)
            if dirty[ty, tx] and not dark[tx]:
                for y in range(y0, y0 + h):
                    for c in range(room.shape[1]):
                        radiance[y, c, x0 : x0 + w] = still[y, c, x0 : x0 + w]
            dirty[ty, tx] = dark[tx]
        start = 0
        for tx in range(tiles.shape[1] + 1):  # runs of dark tiles, as rows of some length go faster
            if dark[tx]:
                continue
            if start < tx:
                _rewrite(room, still, own, altered[ty, start:tx], covered, crowded[ty, start:tx], keep, radiance, direct, gain,
                         strong[ty, start:tx], left, y0, start * tile_px, h, min(tx * tile_px, columns))  # fmt: skip
            start = tx + 1


@inner
def _soft_near(touched, ty, tx):
    for j in range(max(ty - 1, 0), min(ty + 2, touched.shape[0])):
        for i in range(max(tx - 1, 0), min(tx + 2, touched.shape[1])):
            if touched[j, i]:
                return True
    return False


@inner
def _soften(left, y0, x0, h, w, lean, field, wide, step):
    """Interpolates the coarse fields at the pixels of one tile; True if any is dark."""
    dark, bounced, rows, columns = False, left.shape[0] - 1, field.shape[1], field.shape[2]
    for v in range(y0 // step, y0 // step + CELL + 1):  # squares between the coarse points v - 1, v and u - 1, u
        b0, b1, top, end = max(v - 1, 0), min(v, rows - 1), max(((2 * v - 1) * step) // 2, y0), min(((2 * v + 1) * step) // 2, y0 + h)
        for u in range(x0 // step, x0 // step + CELL + 1):
            a0, a1 = max(u - 1, 0), min(u, columns - 1)
            first, last = max(((2 * u - 1) * step) // 2, x0), min(((2 * u + 1) * step) // 2, x0 + w)
            for k in range(field.shape[0]):
                p, q, r, s = field[k, b0, a0], field[k, b0, a1], field[k, b1, a0], field[k, b1, a1]
                if p <= EPS and q <= EPS and r <= EPS and s <= EPS:
                    continue
                dark, unit = True, f32(1.0 / 255.0)
                p, q, r, s = p * unit, q * unit, r * unit, s * unit
                of = bounced if k == 0 else wide[k - 1]
                for y in range(top, end):
                    m0, m1, m2, m3 = lean[0, y, first:last], lean[1, y, first:last], lean[2, y, first:last], lean[3, y, first:last]
                    row = left[of, y - y0, first:last]
                    for i in range(row.shape[0]):
                        row[i] = ONE - ((p * f32(m0[i]) + q * f32(m1[i])) + (r * f32(m2[i]) + s * f32(m3[i])))
    return dark


@inner
def _rewrite(room, still, own, altered, covered, crowded, keep, radiance, direct, gain, strong, left, y0, x0, h, x1):
    """Writes one run of tiles, and takes the shadows out of `left` again."""
    moved, full, lamps = altered.any(), crowded.any(), direct.shape[0]
    for j in range(h):
        y, ao = y0 + j, left[lamps, j, x0:x1]
        for c in range(room.shape[1]):
            _dim(radiance[y, c, x0:x1], room[y, c, x0:x1], ao)
        for k in range(lamps):
            change = left[k, j, x0:x1]
            if keep:
                own[k, y, x0:x1] = change
            if strong[:, k].any():
                _weigh(change, ao, gain[k])
                if moved:
                    _scale(change, own[k, y, x0:x1])
                for c in range(room.shape[1]):
                    _add(radiance[y, c, x0:x1], direct[k, y, c, x0:x1], change)
            change[:] = ONE
        ao[:] = ONE
        if full:
            for c in range(room.shape[1]):
                _stand_before(radiance[y, c, x0:x1], room[y, c, x0:x1], still[y, c, x0:x1], covered[y, x0:x1])


@inner
def _dim(out, room, ao):
    for i in range(out.shape[0]):
        out[i] = room[i] * ao[i]


@inner
def _weigh(change, ao, gain):
    for i in range(change.shape[0]):
        change[i] = gain * (change[i] - ao[i])


@inner
def _scale(change, own):
    for i in range(change.shape[0]):
        change[i] *= own[i]


@inner
def _add(out, codes, change):
    """Adds `change` times the lamp's direct light, but never falls below 0."""
    for i in range(out.shape[0]):
        code = f32(codes[i])
        value = out[i] + change[i] * code * code
        out[i] = value if value > ZERO else ZERO


@inner
def _stand_before(out, room, still, covered):
    """Puts those who stand still back before a row of the room: `still`, changed by what the room changes in its share."""
    for i in range(out.shape[0]):
        value = still[i] + f32(0.25) * f32(4 - np.int64(covered[i])) * (out[i] - room[i])
        out[i] = value if value > ZERO else ZERO
