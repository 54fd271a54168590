"""What the few kernels that name vector instructions have in common: short vectors from numbers and from arrays."""

from __future__ import annotations

from typing import Any

from llvmlite import ir


def start(context: Any, builder: Any, kind: Any, array: Any) -> Any:
    """Pointer to an array's first item."""
    return context.make_array(kind)(context, builder, array).data


def load(builder: Any, row: Any, offset: Any, width: int) -> Any:
    """`width` float32 from row + offset, a 64-bit integer."""
    vector = ir.VectorType(ir.FloatType(), width)
    found = builder.load(builder.bitcast(builder.gep(row, [offset]), vector.as_pointer()))
    found.align = 4
    return found


def spread(builder: Any, value: Any, width: int) -> Any:
    """The value in every lane."""
    nothing, lanes = ir.Constant(ir.VectorType(value.type, width), ir.Undefined), ir.VectorType(ir.IntType(32), width)
    single = builder.insert_element(nothing, value, ir.Constant(ir.IntType(32), 0))
    return builder.shuffle_vector(single, nothing, ir.Constant(lanes, [0] * width))


def declare_masked(builder: Any, vector: Any) -> tuple[Any, Any]:
    """LLVM's load and store of chosen lanes: load(pointer, align, lanes, otherwise), store(vector, pointer, align, lanes)."""
    name = f"v{vector.count}{'f32' if isinstance(vector.element, ir.FloatType) else 'i32'}.p0"
    pointer, align, lanes = vector.element.as_pointer(), ir.IntType(32), ir.VectorType(ir.IntType(1), vector.count)
    loads = ir.FunctionType(vector, [pointer, align, lanes, vector])
    stores = ir.FunctionType(ir.VoidType(), [vector, pointer, align, lanes])
    made = [(f"llvm.masked.load.{name}", loads), (f"llvm.masked.store.{name}", stores)]
    load, store = (builder.module.globals.get(n) or ir.Function(builder.module, kind, n) for n, kind in made)
    return load, store
