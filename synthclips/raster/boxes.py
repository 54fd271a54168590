"""Eight boxes against one ray at once, in vector instructions asked for by name.

The compiler does not find them by itself, and a ray's time goes into boxes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from synthclips.kernel import inner
from synthclips.raster.vectors import load, spread, start

WIDTH = 8  # boxes a node
ROW = 6 * WIDTH  # floats a node: low x of each box, low y, low z, high x, high y, high z
WIDER = 1.000001  # covers the rounding of float32
_VECTOR = ir.VectorType(ir.FloatType(), WIDTH)


@intrinsic
def _meet(typing: Any, bounds: Any, node: Any, origin: Any, inverse: Any, end: Any, scratch: Any, place: Any) -> Any:
    """See `meet`."""
    del typing
    three = types.UniTuple(types.float32, 3)
    return types.int64(bounds, types.int64, three, three, types.float32, scratch, types.int64), _write


def _write(context: Any, builder: Any, signature: Any, args: Any) -> Any:
    bounds, node, origin, inverse, end, scratch, place = args
    row = builder.gep(start(context, builder, signature.args[0], bounds), [builder.mul(node, node.type(ROW))])
    entered, left = spread(builder, ir.Constant(ir.FloatType(), 0.0), WIDTH), spread(builder, end, WIDTH)
    for axis in range(3):
        o, i = (spread(builder, builder.extract_value(v, axis), WIDTH) for v in (origin, inverse))
        ahead = builder.fcmp_ordered(">", builder.extract_value(inverse, axis), ir.Constant(ir.FloatType(), 0.0))
        low, high = (ir.Constant(ir.IntType(64), WIDTH * k) for k in (axis, axis + 3))
        sides = builder.select(ahead, low, high), builder.select(ahead, high, low)  # where the ray enters, where it leaves
        first, last = (builder.fmul(builder.fsub(load(builder, row, k, WIDTH), o), i) for k in sides)
        entered = builder.select(builder.fcmp_ordered(">", first, entered), first, entered)
        left = builder.select(builder.fcmp_ordered("<", last, left), last, left)
    met = builder.fcmp_ordered("<=", entered, builder.fmul(left, ir.Constant(_VECTOR, [WIDER] * WIDTH)))
    where = builder.gep(start(context, builder, signature.args[5], scratch), [place])
    builder.store(entered, builder.bitcast(where, _VECTOR.as_pointer())).align = 4
    return builder.zext(builder.bitcast(met, ir.IntType(WIDTH)), ir.IntType(64))


@inner
def meet(bounds, node, origin, inverse, end, scratch, place):
    """Which of a node's boxes a ray enters before `end`, as bits 1, 2, 4 and so on.

    bounds: (N, 48) float32; origin, inverse: three float32 each, the ray's start and 1 / direction; scratch: int32, at whose
    `place` the distances of entry are left as the bits of float32, which order like the numbers, none being negative.
    """
    return _meet(bounds, np.int64(node), origin, inverse, end, scratch, np.int64(place))


@intrinsic
def lowest(typing: Any, bits: Any) -> Any:
    """The number of the lowest bit that is set; there must be one."""
    del typing

    def write(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        del context, signature
        return builder.cttz(args[0], ir.Constant(ir.IntType(1), 1))

    return types.int64(types.int64), write
