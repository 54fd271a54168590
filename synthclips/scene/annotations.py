"""What a parameter may be: unit and range, written once in a maker's signature, read by checks and `describe`."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints


@dataclass(frozen=True)
class Range:
    """Inclusive bounds."""

    low: float
    high: float


@dataclass(frozen=True, init=False)
class OneOf:
    """The values there are."""

    options: tuple[Any, ...]

    def __init__(self, *options: Any) -> None:
        object.__setattr__(self, "options", options)


@dataclass(frozen=True)
class Unit:
    """What a number counts, as written behind it: "m", "s", "kg/m2"."""

    symbol: str


@dataclass(frozen=True)
class Fixed:
    """Of a scene file's value that no distribution may stand for."""

    because: str


@dataclass(frozen=True)
class Parameter:
    """One keyword-only parameter of a maker, as read from its annotation."""

    name: str
    type: type  # float, int, bool or str
    range: Range | None
    unit: str
    options: tuple[Any, ...]  # of a Literal; empty otherwise


@cache
def parameters(make: Callable[..., Any]) -> dict[str, Parameter]:
    """The keyword-only parameters of `make`, in order; plain names only (no `materials`, no `key`). Not to be changed."""
    hints = get_type_hints(make, include_extras=True)
    found = {}
    for name, parameter in inspect.signature(make).parameters.items():
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY or name == "key":
            continue
        hint: Any = hints[name]
        extras: tuple[Any, ...] = ()
        if hasattr(hint, "__metadata__"):
            hint, extras = get_args(hint)[0], hint.__metadata__
        options = get_args(hint) if get_origin(hint) is Literal else ()
        plain = type(options[0]) if options else hint
        bounds = next((e for e in extras if isinstance(e, Range)), None)
        unit = next((e.symbol for e in extras if isinstance(e, Unit)), "")
        found[name] = Parameter(name, plain, bounds, unit, options)
    return found
