"""numba in a hurry: what its compiler works out again and again is remembered.

For processes that compile and do nothing else. The machine code that comes out is the same to the byte, a fifth sooner. It
reaches into numba, so that it is called nowhere but in the warm-up, which may fail without harm.
"""

from __future__ import annotations

import gc
from typing import Any

from llvmlite import binding
from numba.core.types import functions


def hurry() -> None:
    """Quickens the compiler for the rest of this process."""
    gc.disable()  # the compiler leaves little behind, and looking for it takes an eighth of the time
    functions.BaseFunction.get_call_type = _remembering(functions.BaseFunction.get_call_type)  # type: ignore[method-assign]
    listeners = getattr(getattr(binding.ffi.lib, "_lock", None), "_cblist", None)  # other versions may keep them elsewhere
    if listeners is not None:
        listeners.clear()  # two events for each call of LLVM, for which nobody waits


def _remembering(resolve: Any) -> Any:
    """What `a * b` of two floats is, for one, numba finds among a dozen candidates, once for each product in the sources."""
    found: dict[Any, Any] = {}

    def get_call_type(function: Any, context: Any, args: Any, kws: Any) -> Any:
        key = (function, tuple(args), tuple(kws.items()))
        if key not in found:
            found[key] = resolve(function, context, args, kws)
        return found[key]

    return get_call_type
