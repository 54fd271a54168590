"""Changes from outside the file: `--set actors.tom.coat=black`, one grammar of dotted paths everywhere."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from synthclips.scene.errors import SceneError, unknown
from synthclips.scene.varied import shown

_KEY = re.compile(r"[A-Za-z0-9_-]+")
_WORD = re.compile(r"[A-Za-z_][\w .:/-]*")
MAX_PARTS = 8
MAX_LENGTH = 4_000


@dataclass(frozen=True)
class Override:
    """One value to put into the table before it is checked."""

    path: tuple[str, ...]
    value: Any
    said: str  # how the user gave it, for messages: "--set actors.tom.coat"


def parse_override(text: str, said: str = "--set") -> Override:
    """`actors.tom.coat=black`: a dotted path and a TOML value; a bare word is a text. Raises SceneError."""
    dotted, equals, written = text.partition("=")
    dotted = dotted.strip()
    if not equals or not dotted:
        raise SceneError(f"{shown(text)} must be a path and a value, like actors.tom.coat=black", where=said)
    return Override(split_path(dotted, said), _parse_value(written.strip(), f"{said} {dotted}"), f"{said} {dotted}")


def split_path(dotted: str, said: str) -> tuple[str, ...]:
    """The parts of a dotted path. Raises SceneError if it is none."""
    parts = tuple(dotted.split("."))
    if not all(_KEY.fullmatch(p) for p in parts) or len(parts) > MAX_PARTS:
        raise SceneError(f"{shown(dotted)} is not a dotted path like actors.tom.coat", where=said)
    return parts


def _parse_value(written: str, where: str) -> Any:
    if len(written) > MAX_LENGTH:
        raise SceneError(f"is longer than {MAX_LENGTH} characters", where=where)
    try:
        table = tomllib.loads(f"value = {written}")
        if list(table) == ["value"]:
            return table["value"]
    except (ValueError, RecursionError):
        pass
    if _WORD.fullmatch(written):
        return written
    raise SceneError(f"{shown(written)} is neither a TOML value nor a word", where=where)


def apply_overrides(table: dict[str, Any], overrides: Iterable[Override]) -> dict[str, Any]:
    """The table with every override put in, later ones winning. Raises SceneError for what cannot be put anywhere."""
    for override in overrides:
        _refuse_unknown_actor(table, override)
        table = _put(table, override.path, override)
    return table


def _refuse_unknown_actor(table: dict[str, Any], override: Override) -> None:
    """A value for one parameter of an actor that does not exist is a slip, not a new actor."""
    known = table.get("actors")
    if len(override.path) < 3 or override.path[0] != "actors" or not isinstance(known, dict):
        return
    if override.path[1] not in known:
        raise SceneError(unknown("actor", override.path[1], known), where=override.said)


def _put(table: Any, path: tuple[str, ...], override: Override) -> Any:
    if not path:
        return override.value
    if not isinstance(table, dict):
        raise SceneError(f"there is nothing inside {shown(table)} to set", where=override.said)
    return {**table, path[0]: _put(table.get(path[0], {}), path[1:], override)}
