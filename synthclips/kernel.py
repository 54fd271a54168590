"""Compiled kernels: one decorator, and a cache folder named after version and sources.

numba does not notice an edited callee behind a cached caller, so every state of the sources has a folder of its own.
Only our kernels use it: the caller's numba settings stay as they are.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numba
from numba import njit, types

MAKERS = {"array", "copy", "empty", "full", "ones", "zeros"}  # what makes an array inside a compiled function


def cache_home() -> Path:
    """Where compiled kernels and plates are kept: $SYNTHCLIPS_CACHE, else the user's cache folder."""
    chosen = os.environ.get("SYNTHCLIPS_CACHE")
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(chosen) if chosen else Path(base) / "synthclips"


@cache
def source_key() -> str:
    """Twelve hexadecimal digits for this version of numba, the package's place, and every source file that holds kernels.

    numba files a kernel under the place of its source: a second installation finds nothing of the first.
    """
    package = Path(__file__).parent
    digest = hashlib.blake2b(f"{numba.__version__}\0{package}".encode(), digest_size=6)
    for path in sorted(package.rglob("*.py")):
        source = path.read_bytes()
        if b"@kernel" in source or b"@inner" in source:
            digest.update(path.relative_to(package).as_posix().encode() + b"\0" + source)
    return digest.hexdigest()


@cache
def kernel_folder() -> Path:
    """The numba cache of this state of the sources; in the temporary folder where the user's cannot be written."""
    name = f"kernels-{source_key()}"
    try:
        folder = cache_home() / name
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    except OSError:
        pass
    fallback = Path(tempfile.gettempdir()) / f"synthclips-{os.getuid()}" / name
    fallback.mkdir(parents=True, exist_ok=True)
    return fallback


def kernel(function: Callable[..., Any]) -> Any:
    """A function that Python calls, or both processes of the warm-up need: compiled and cached in `kernel_folder`.

    No fastmath, no threads, so bytes repeat.
    """
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(kernel_folder())
    try:
        return _compiled_once(njit(cache=True, **_options(function))(function))
    finally:
        numba.config.CACHE_DIR = before


def inner(function: Callable[..., Any]) -> Any:
    """A function that only kernels call: compiled into them, without a door for Python and without a file of its own."""
    return _compiled_once(njit(no_cpython_wrapper=True, **_options(function))(function))


def _options(function: Callable[..., Any]) -> dict[str, Any]:
    """References to arrays are counted only in what makes arrays: it costs time whenever a row is taken of one."""
    counted = not MAKERS.isdisjoint(function.__code__.co_names)
    return {"nogil": True, "error_model": "numpy", "no_cfunc_wrapper": True, "_nrt": counted}


def _compiled_once(dispatcher: Any) -> Any:
    """Called with 3 and with 5 is called with two integers: numba would compile the function anew for either."""
    template = dispatcher.get_call_template

    def plain(args: Any, kws: Any) -> Any:
        return template([types.unliteral(a) for a in args], {name: types.unliteral(a) for name, a in kws.items()})

    dispatcher.get_call_template = plain
    return dispatcher
