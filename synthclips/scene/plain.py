"""Records as plain data and back: canonical JSON, digests, and recipes read with every value within its bounds."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from synthclips.scene.annotations import OneOf, Range
from synthclips.scene.errors import SceneError, nearest, unknown
from synthclips.scene.records import FORMAT, Scene

MOST = 1e7  # as a bound it stands for none
ANY_NUMBER = Range(-1e9, 1e9)


def to_plain(record: Any) -> Any:
    """A record as dicts, lists and scalars, ready for JSON."""
    if isinstance(record, (str, float, int)):  # most are, and need no further questions
        return record
    if dataclasses.is_dataclass(record):
        return {f.name: to_plain(getattr(record, f.name)) for f in dataclasses.fields(record)}
    if isinstance(record, Mapping):
        return {key: to_plain(value) for key, value in record.items()}
    return [to_plain(value) for value in record] if isinstance(record, (tuple, list)) else record


def dumps(plain: Any) -> str:
    """Canonical JSON: sorted keys, one line, exact floats."""
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(plain: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(dumps(plain).encode()).hexdigest()


def scene_from_plain(plain: Any) -> Scene:
    """The Scene that `to_plain` wrote. Raises SceneError naming the path of whatever does not fit."""
    if not isinstance(plain, Mapping):
        raise SceneError("is not a scene recipe (expected a JSON object)")
    if plain.get("format") != FORMAT:
        raise SceneError(f"has recipe format {plain.get('format')!r}; this version reads {FORMAT}", where="format")
    scene: Scene = _read(Scene, plain, "")
    return scene


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _read(kind: Any, plain: Any, where: str) -> Any:
    if dataclasses.is_dataclass(kind):
        return _read_record(kind, plain, where)
    origin, args = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _kept_to(args[1], _read(args[0], plain, where), where)
    if origin is tuple:
        return _read_tuple(args, plain, where)
    if origin is dict:
        if not isinstance(plain, Mapping):
            raise SceneError(f"must be a table, not {plain!r}", where=where)
        return {str(k): _read(args[1], v, f"{where}.{k}".lstrip(".")) for k, v in plain.items()}
    if origin in (Union, types.UnionType) or kind is Any:
        return plain
    if kind is float and isinstance(plain, (int, float)) and not isinstance(plain, bool):
        return _kept_to(ANY_NUMBER, float(plain), where)
    if not isinstance(plain, kind) or (kind is int and isinstance(plain, bool)):
        raise SceneError(f"must be {kind.__name__}, not {plain!r}", where=where)
    return plain


def _kept_to(rule: Range | OneOf, value: Any, where: str) -> Any:
    if isinstance(rule, OneOf):
        if value not in rule.options:
            what = where.rpartition(".")[2]
            raise SceneError(unknown(what, str(value), [str(option) for option in rule.options]), where=where)
    elif not rule.low <= value <= rule.high:  # nor is NaN
        bounds = f"at least {rule.low:g}" if value < rule.low and rule.high >= MOST else f"{rule.low:g} to {rule.high:g}"
        raise SceneError(f"must be {bounds}, not {value:g}", where=where)
    return value


def _read_record(kind: Any, plain: Any, where: str) -> Any:
    if not isinstance(plain, Mapping):
        raise SceneError(f"must be a table, not {plain!r}", where=where)
    hints = _hints(kind)
    for key in plain:
        if key not in hints:
            raise SceneError(f"unknown key {key!r}{nearest(key, hints)}", where=where)
    values = {}
    for f in dataclasses.fields(kind):
        place = f"{where}.{f.name}".lstrip(".")
        if f.name in plain:
            values[f.name] = _read(hints[f.name], plain[f.name], place)
        elif f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING:
            raise SceneError("is missing", where=place)
    return kind(**values)


def _read_tuple(args: tuple[Any, ...], plain: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(plain, (list, tuple)):
        raise SceneError(f"must be a list, not {plain!r}", where=where)
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(_read(args[0], v, f"{where}[{i}]") for i, v in enumerate(plain))
    if len(plain) != len(args):
        raise SceneError(f"must have {len(args)} entries, not {len(plain)}", where=where)
    return tuple(_read(a, v, f"{where}[{i}]") for i, (a, v) in enumerate(zip(args, plain, strict=True)))
