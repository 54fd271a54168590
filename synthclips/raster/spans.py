"""Eight samples of a triangle's row at once: which of them it covers nearer than what is there.

Most triangles are a few samples wide, so that one span is a row; sample after sample, the processor would mostly guess wrong
where the row begins and ends.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from synthclips.kernel import inner
from synthclips.raster.vectors import declare_masked, spread, start

WIDTH = 8
_I32, _F32 = ir.IntType(32), ir.FloatType()


@intrinsic
def _cover(typing: Any, near: Any, face: Any, place: Any, count: Any, edge: Any, step: Any, z: Any, zx: Any, shown: Any) -> Any:
    """See `cover`."""
    del typing
    i64, three = types.int64, types.UniTuple(types.int32, 3)
    return types.void(near, face, i64, types.int32, three, three, types.float32, types.float32, types.int32), _write


def _write(context: Any, builder: Any, signature: Any, args: Any) -> Any:
    near, face, place, count, edge, step, z, zx, shown = args
    lanes = ir.Constant(ir.VectorType(_I32, WIDTH), list(range(WIDTH)))
    outside = ir.Constant(lanes.type, [0] * WIDTH)
    for k in range(3):
        first, by = (spread(builder, builder.extract_value(v, k), WIDTH) for v in (edge, step))
        outside = builder.or_(outside, builder.sub(first, builder.mul(by, lanes)))
    lane_numbers = ir.Constant(ir.VectorType(_F32, WIDTH), [float(k) for k in range(WIDTH)])
    nearness = builder.fadd(spread(builder, z, WIDTH), builder.fmul(spread(builder, zx, WIDTH), lane_numbers))
    there = builder.icmp_signed("<", lanes, spread(builder, count, WIDTH))
    inside = builder.and_(builder.icmp_signed(">=", outside, ir.Constant(outside.type, [0] * WIDTH)), there)
    load, store_near = declare_masked(builder, nearness.type)
    _load, store_face = declare_masked(builder, lanes.type)
    row = builder.gep(start(context, builder, signature.args[0], near), [place])
    align = ir.Constant(_I32, 4)
    before = builder.call(load, [row, align, inside, ir.Constant(nearness.type, [0.0] * WIDTH)])
    wins = builder.and_(inside, builder.fcmp_ordered(">", nearness, before))
    builder.call(store_near, [nearness, row, align, wins])
    faces = builder.gep(start(context, builder, signature.args[1], face), [place])
    builder.call(store_face, [spread(builder, shown, WIDTH), faces, align, wins])
    return context.get_dummy_value()


@inner
def cover(near, face, place, count, edge, step, z, zx, shown):
    """Writes z + k zx and `shown` at place + k, k < 8 and < count, where edge - k step are all >= 0 and z is the greatest yet.

    near, face: C-contiguous float32 and int32; edge, step: three int32 each.
    """
    _cover(near, face, np.int64(place), np.int32(count), edge, step, np.float32(z), np.float32(zx), np.int32(shown))
