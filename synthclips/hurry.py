"""numba in a hurry: what its compiler works out again and again is remembered.

For processes that compile and do nothing else. The machine code that comes out is the same to the byte, two fifths sooner. It
reaches into numba, so that it is called nowhere but in the warm-up, which may fail without harm.
"""

from __future__ import annotations

import gc
import sys
from contextlib import nullcontext
from functools import cache
from typing import Any

from llvmlite import binding, ir
from numba import _dynfunc
from numba.core import errors, lowering, transforms, typeinfer, utils
from numba.core.base import BaseContext
from numba.core.cpu import CPUContext
from numba.core.postproc import PostProcessor, VariableLifetime
from numba.core.types import functions

NOTHING = nullcontext()


def hurry() -> None:
    """Quickens the compiler for the rest of this process."""
    gc.disable()  # the compiler leaves little behind, and looking for it takes an eighth of the time
    functions.BaseFunction.get_call_type = _remembering(functions.BaseFunction.get_call_type)  # type: ignore[method-assign]
    BaseContext.refresh = _after_imports(BaseContext.refresh)
    CPUContext.get_executable = _through_doors_only(CPUContext.get_executable)
    CPUContext.create_cpython_wrapper = _for_ours_only(CPUContext.create_cpython_wrapper)
    CPUContext.create_cfunc_wrapper = lambda *_, **__: None  # doors for C
    PostProcessor.run = _without_entry_variables(PostProcessor.run)
    utils.pysignature = cache(utils.pysignature)
    for module in (errors, lowering, typeinfer):
        vars(module)["new_error_context"] = lambda *_, **__: NOTHING  # words for a report of errors, of which there are none
    if hasattr(binding, "newpassmanagers"):  # other versions have others
        passes = binding.newpassmanagers.FunctionPassManager
        passes.run = _where_there_is_code(passes.run)
    if hasattr(ir.Type, "_get_ll_global_value_type"):
        ir.Type._get_ll_global_value_type = cache(ir.Type._get_ll_global_value_type)  # a module is written and parsed for each
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


def _where_there_is_code(run: Any) -> Any:
    """Functions that a module only names would go through all passes too."""

    def run_on_definitions(passes: Any, function: Any, builder: Any) -> None:
        if not function.is_declaration:
            run(passes, function, builder)

    return run_on_definitions


def _after_imports(refresh: Any) -> Any:
    """What numba can compile grows when a module is imported; it looks for more a dozen times for each function."""
    known: dict[Any, int] = {}

    def refresh_once(context: Any) -> None:
        if known.get(context) != len(sys.modules):
            refresh(context)
            known[context] = len(sys.modules)

    return refresh_once


def _through_doors_only(executable: Any) -> Any:
    """What only kernels call is in the kernels already: machine code of its own is made for nobody."""

    def get_executable(context: Any, library: Any, description: Any, environment: Any) -> Any:
        door = description.llvm_cpython_wrapper_name
        if library._finalized or any(function.name == door for function in library.get_defined_functions()):
            return executable(context, library, description, environment)
        library._finalize_final_module = lambda: setattr(library, "_finalized", True)
        return _dynfunc.make_function(description.lookup_module(), description.qualname, "", 0, environment, (library,))

    return get_executable


def _for_ours_only(make_door: Any) -> Any:
    """`np.empty` and `max` are compiled like kernels, but Python never calls what comes of that."""

    def create_cpython_wrapper(context: Any, library: Any, description: Any, *rest: Any, **named: Any) -> None:
        if description.modname.startswith(__package__):
            make_door(context, library, description, *rest, **named)

    return create_cpython_wrapper


def _without_entry_variables(run: Any) -> Any:
    """What is alive where a block begins: numba works it out nine times for a function, and asks it of generators only."""

    def run_lazily(processor: Any, emit_dels: bool = False, extend_lifetimes: bool = False) -> Any:
        function = processor.func_ir
        if function.is_generator:
            return run(processor, emit_dels, extend_lifetimes)
        function.blocks = transforms.canonicalize_cfg(function.blocks)
        function.variable_lifetime, function.generator_info = VariableLifetime(function.blocks), None
        if emit_dels:
            processor._insert_var_dels(extend_lifetimes=extend_lifetimes)

    return run_lazily
