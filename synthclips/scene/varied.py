"""Reads one written value: a constant or `{ uniform = [0.4, 0.9] }`, checked against type, unit, range and options."""

from __future__ import annotations

import math
import reprlib
from collections.abc import Mapping
from datetime import date, time
from typing import Any, get_args, get_origin

from synthclips.scene.annotations import Parameter
from synthclips.scene.distributions import Choice, Distribution, Integer, LogUniform, Normal, Uniform
from synthclips.scene.errors import nearest, unknown

GRAMMAR = ("uniform", "log_uniform", "normal", "integer", "choice")
MAX_TEXT = 200
MAX_OPTIONS = 1000

_short = reprlib.Repr()
_short.maxlevel, _short.maxstring, _short.maxother, _short.maxlong = 2, 60, 60, 30


def shown(written: Any) -> str:
    """A value as a message shows it: short, whatever it is."""
    if isinstance(written, bool):
        return "true" if written else "false"
    if isinstance(written, (date, time)):
        return f"the {'date' if isinstance(written, date) else 'time'} {written.isoformat()}"
    if isinstance(written, Mapping):
        return f"the table {_short.repr(dict(written))}" if written else "an empty table"
    return _short.repr(written)


def read_value(written: Any, parameter: Parameter) -> Any:
    """The constant or the Distribution that was written. Raises ValueError with a sentence that lacks only the place."""
    if isinstance(written, Mapping):
        return _read_distribution(written, parameter)
    if isinstance(written, Distribution):
        return _read_distribution(plain_distribution(written), parameter)
    return read_constant(written, parameter)


def read_given(table: Mapping[str, Any], known: Mapping[str, Parameter]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Every value of a table by its parameter, and what is wrong as (key, sentence)."""
    given, problems = {}, []
    for key, written in table.items():
        try:
            if key not in known:
                raise ValueError(unknown("key", key, known))
            given[key] = read_value(written, known[key])
        except ValueError as error:
            problems.append((key, str(error)))
    return given, problems


def misfit(given: Mapping[str, Any], known: Mapping[str, Parameter]) -> tuple[str, str] | None:
    """The first entry of a maker's settled parameters that is unknown, missing or out of bounds, and a sentence; else None."""
    for key in (*given, *known):
        if key not in known:
            return key, f"is unknown{nearest(key, known)}"
        if key not in given:
            return key, "is missing"
        try:
            read_constant(given[key], known[key])
        except ValueError as error:
            return key, str(error)
    return None


def plain_distribution(value: Any) -> Any:
    """A value as the scene file writes it: distributions as tables, tuples as lists."""
    match value:
        case Uniform(low, high):
            return {"uniform": [low, high]}
        case LogUniform(low, high):
            return {"log_uniform": [low, high]}
        case Normal(mean, sd):
            return {"normal": [mean, sd]}
        case Integer(low, high):
            return {"integer": [low, high]}
        case Choice(options, weights):
            plain = {"choice": [plain_distribution(o) for o in options]}
            return plain if weights is None else {**plain, "weights": list(weights)}
        case tuple() | list():
            return [plain_distribution(v) for v in value]
    return value


def read_constant(written: Any, parameter: Parameter) -> Any:
    """The constant that was written. Raises ValueError as `read_value` does."""
    if parameter.options:
        return _read_option(written, parameter)
    if get_origin(parameter.type) is tuple:
        return _read_vector(written, parameter)
    if isinstance(written, list) and parameter.type in (bool, int, float, str):
        raise ValueError(f"must be {_expected(parameter)}, not a list (for one of several write {{ choice = [...] }})")
    if parameter.type is bool:
        return _read_exactly(written, bool, parameter)
    if parameter.type is int:
        return _in_range(_read_exactly(written, int, parameter), parameter)
    if parameter.type is float:
        return _in_range(_read_real(written, parameter), parameter)
    if parameter.type is str:
        return _read_text(written, parameter)
    return written


def _read_option(written: Any, parameter: Parameter) -> Any:
    if any(type(written) is type(o) and written == o for o in parameter.options):
        return written
    known = ", ".join(str(o) for o in parameter.options)
    hint = nearest(written, parameter.options) if isinstance(written, str) and isinstance(parameter.options[0], str) else ""
    raise ValueError(f"{shown(written)} is not one of {known}{hint}")


def _read_vector(written: Any, parameter: Parameter) -> tuple[Any, ...]:
    kinds = get_args(parameter.type)
    if not isinstance(written, (list, tuple)):
        raise ValueError(f"must be a list of {len(kinds)} numbers, not {shown(written)}")
    if Ellipsis not in kinds and len(written) != len(kinds):
        raise ValueError(f"must be a list of {len(kinds)} numbers, not of {len(written)}")
    entry = Parameter(parameter.name, kinds[0], parameter.range, parameter.unit, ())
    return tuple(read_constant(w, entry) for w in written)


def _read_exactly(written: Any, kind: type, parameter: Parameter) -> Any:
    if type(written) is not kind:
        raise ValueError(f"must be {_expected(parameter)}, not {shown(written)}")
    return written


def _read_real(written: Any, parameter: Parameter) -> float:
    if isinstance(written, bool) or not isinstance(written, (int, float)):
        raise ValueError(f"must be {_expected(parameter)}, not {shown(written)}")
    if not -1e15 < written < 1e15:  # nan, inf, and whole numbers no float can hold
        raise ValueError(f"must be {_expected(parameter)}, not {shown(written)}")
    return float(written)


def _read_text(written: Any, parameter: Parameter) -> str:
    text: str = _read_exactly(written, str, parameter)
    if len(text) > MAX_TEXT:
        raise ValueError(f"is longer than {MAX_TEXT} characters")
    return text


def _in_range(value: Any, parameter: Parameter) -> Any:
    if parameter.range is not None and not parameter.range.low <= value <= parameter.range.high:
        raise ValueError(f"{value:g} is out of range: must be {_expected(parameter)}")
    return value


def _expected(parameter: Parameter) -> str:
    """What was expected, like: a number from 0.5 to 2 m."""
    noun = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}.get(parameter.type, "a value")
    if get_origin(parameter.type) is tuple:
        noun = f"a list of {len(get_args(parameter.type))} numbers"
    if parameter.range is None:
        return f"{noun} ({parameter.unit})" if parameter.unit else noun
    return f"{noun} from {parameter.range.low:g} to {parameter.range.high:g} {parameter.unit}".rstrip()


def _read_distribution(written: Mapping[str, Any], parameter: Parameter) -> Distribution:
    names = [k for k in written if k != "weights"]
    for name in names:
        if name not in GRAMMAR:
            raise ValueError(unknown("distribution", name, GRAMMAR))
    if len(names) != 1:
        raise ValueError(f"must be one distribution ({', '.join(GRAMMAR)}), not {shown(written)}")
    if "weights" in written and names[0] != "choice":
        raise ValueError("weights belong to a choice")
    if names[0] == "choice":
        return _read_choice(written["choice"], written.get("weights"), parameter)
    return _read_spread(names[0], written[names[0]], parameter)


def _read_choice(written: Any, weights: Any, parameter: Parameter) -> Choice:
    if not isinstance(written, list) or not 1 <= len(written) <= MAX_OPTIONS:
        raise ValueError(f"choice must be a list of 1 to {MAX_OPTIONS} values, not {shown(written)}")
    options = tuple(read_constant(w, parameter) for w in written)
    if weights is None:
        return Choice(options)
    if not isinstance(weights, list) or len(weights) != len(options):
        raise ValueError(f"weights must be a list of {len(options)} numbers, one for each choice, not {shown(weights)}")
    entry = Parameter("weights", float, None, "", ())
    return Choice(options, checked_weights([_read_real(w, entry) for w in weights]))


def checked_weights(weights: list[float]) -> tuple[float, ...]:
    """The weights, if a draw by them is possible. Raises ValueError."""
    if any(w < 0 for w in weights):
        raise ValueError("weights must not be negative")
    if math.fsum(weights) <= 0:
        raise ValueError("weights sum to 0: one must be above 0")
    return tuple(weights)


def _read_spread(name: str, written: Any, parameter: Parameter) -> Distribution:
    if parameter.options or parameter.type not in (int, float):
        raise ValueError(f"{name} is for numbers; this is {_of_what(parameter)}: write {{ choice = [...] }}")
    if parameter.type is int and name != "integer":
        raise ValueError(f"must be whole numbers: write {{ integer = [low, high] }}, not {name}")
    if not isinstance(written, list) or len(written) != 2:
        raise ValueError(f"{name} must be a list of two numbers, not {shown(written)}")
    entry = Parameter(name, int if name == "integer" else float, None, parameter.unit, ())
    low, high = (read_constant(w, entry) for w in written)
    return _normal(low, high, parameter) if name == "normal" else _between(name, low, high, parameter)


def _of_what(parameter: Parameter) -> str:
    return f"one of {', '.join(str(o) for o in parameter.options)}" if parameter.options else _expected(parameter)


def _between(name: str, low: Any, high: Any, parameter: Parameter) -> Distribution:
    if low > high:
        raise ValueError(f"{name} = [{low:g}, {high:g}] is upside down: the lower end comes first")
    _in_range(low, parameter), _in_range(high, parameter)
    if name == "integer":
        return Integer(int(low), int(high))
    if name == "uniform":
        return Uniform(low, high)
    if low <= 0:
        raise ValueError("log_uniform must begin above 0")
    return LogUniform(low, high)


def _normal(mean: float, sd: float, parameter: Parameter) -> Normal:
    if sd < 0:
        raise ValueError("normal = [mean, standard deviation]: the deviation must not be negative")
    for end in (mean - 3 * sd, mean + 3 * sd):
        if parameter.range is not None and not parameter.range.low <= round(end, 6) <= parameter.range.high:
            raise ValueError(f"normal reaches {end:g} at three standard deviations: must stay {_expected(parameter)[9:]}")
    return Normal(mean, sd)
