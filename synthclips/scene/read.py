"""Reads a TOML file into a table, refusing whatever is not one; runs no code."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Any

from synthclips.scene.errors import SceneError, nearest

MAX_BYTES = 256_000
MAX_LINE = 2_000  # tomllib takes quadratic time over a dotted key, which stands on one line
MAX_DEPTH = 32


def read_text(path: Path) -> str:
    """The text of a file. Raises SceneError if it is missing, a folder, unreadable, huge, binary or not UTF-8."""
    try:
        _check_file(path)
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, SceneError):
            raise
        raise SceneError(f"cannot be read: {getattr(error, 'strerror', None) or error}", where=str(path)) from None
    if b"\0" in raw:
        raise SceneError("is a binary file, not a scene file", where=str(path))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise SceneError("is not UTF-8 text", where=f"{path}:{line}") from None


def _check_file(path: Path) -> None:
    if "\0" in str(path):
        raise SceneError("is not the name of a file", where=repr(str(path)))
    if path.is_dir():
        raise SceneError("is a folder, not a scene file", where=str(path))
    if not path.exists():
        raise SceneError(f"no such file{_nearest_sibling(path)}", where=str(path))
    if not path.is_file():
        raise SceneError("is not a regular file", where=str(path))
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise SceneError(f"is too large for a scene file ({size:,} bytes; at most {MAX_BYTES:,})", where=str(path))


def _nearest_sibling(path: Path) -> str:
    try:
        return nearest(path.name, sorted(os.listdir(path.parent))[:1000])
    except OSError:
        return ""


def read_table(text: str, shown_path: str) -> dict[str, Any]:
    """The TOML table of a text. Raises SceneError naming the line."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            sentence = f"the line is longer than {MAX_LINE} characters: a list may be broken into lines"
            raise SceneError(sentence, where=f"{shown_path}:{number}")
    try:
        table = tomllib.loads(text)
    except RecursionError:
        raise SceneError("is nested too deeply", where=shown_path) from None
    except ValueError as error:  # TOMLDecodeError, and whole numbers of thousands of digits
        raise _syntax_error(str(error), text, shown_path) from None
    if _depth_exceeds(table, MAX_DEPTH):
        raise SceneError("is nested too deeply", where=shown_path)
    return table


def _syntax_error(message: str, text: str, shown_path: str) -> SceneError:
    at = re.search(r" \(at line (\d+), column \d+\)$", message)
    if at:
        return SceneError(f"not valid TOML: {message[: at.start()]}", where=f"{shown_path}:{at.group(1)}")
    if message.endswith(" (at end of document)"):
        last = text.rstrip().count("\n") + 1
        return SceneError(f"not valid TOML: the file ends too early ({message[:-21]})", where=f"{shown_path}:{last}")
    return SceneError(f"not valid TOML: {message}", where=shown_path)


def _depth_exceeds(value: Any, limit: int) -> bool:
    level = [value]
    for _ in range(limit):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return False
    return True


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return list(value) if isinstance(value, list) else []
