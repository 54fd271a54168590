"""Which line of a TOML text each key stands on; read only when there is an error to place."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

Path = tuple[str, ...]
MAX_DEPTH = 64


@lru_cache(maxsize=4)
def lines_of(text: str) -> dict[Path, int]:
    """Line number, from 1, of every table, key and list entry ("0", "1", ...) by path. Broken text gives what can be read."""
    import tree_sitter_toml  # 18 ms, so only here
    from tree_sitter import Language, Parser

    root = Parser(Language(tree_sitter_toml.language())).parse(text.encode("utf-8", "replace")).root_node
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    for node in root.named_children:
        if node.type == "pair":
            _read_pair(node, (), found)
        elif node.type in ("table", "table_array_element"):
            _read_table(node, found, counts)
    return found


def line_of(path: Path, lines: dict[Path, int]) -> int | None:
    """The line of a path, or of the nearest thing around it that has one."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def _read_table(node: Any, found: dict[Path, int], counts: dict[Path, int]) -> None:
    path: Path = ()
    for child in node.named_children:
        if child.type in ("bare_key", "quoted_key", "dotted_key"):
            path = _key(child)
            if node.type == "table_array_element":
                counts[path] = counts.get(path, -1) + 1
                path = (*path, str(counts[path]))
            _note(path, child, found)
        elif child.type == "pair":
            _read_pair(child, path, found)


def _read_pair(node: Any, above: Path, found: dict[Path, int]) -> None:
    named = [c for c in node.named_children if c.type != "comment"]
    if len(named) != 2:
        return
    path = (*above, *_key(named[0]))
    _note(path, named[0], found)
    _read_value(named[1], path, found)


def _read_value(node: Any, path: Path, found: dict[Path, int]) -> None:
    if len(path) > MAX_DEPTH:
        return
    if node.type == "inline_table":
        for child in node.named_children:
            if child.type == "pair":
                _read_pair(child, path, found)
    elif node.type == "array":
        for index, child in enumerate(c for c in node.named_children if c.type != "comment"):
            _note((*path, str(index)), child, found)
            _read_value(child, (*path, str(index)), found)


def _key(node: Any) -> Path:
    """The parts of a key; a dotted key nests to the left."""
    parts: list[str] = []
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if node.type == "dotted_key":
            waiting.extend(reversed(node.named_children))
        elif node.type in ("bare_key", "quoted_key"):
            parts.append(node.text.decode("utf-8", "replace").strip("\"'"))
    return tuple(parts)


def _note(path: Path, node: Any, found: dict[Path, int]) -> None:
    for length in range(1, len(path) + 1):
        found.setdefault(path[:length], node.start_point[0] + 1)
