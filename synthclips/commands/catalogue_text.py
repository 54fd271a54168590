"""The text of `list` and `describe`, read off the catalogue and the scene file's models."""

from __future__ import annotations

import inspect
import json
import textwrap
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from synthclips.catalog import SECTIONS, Kind, kinds
from synthclips.scene.annotations import Parameter, parameters
from synthclips.scene.errors import SceneError, unknown
from synthclips.scene.library import scene_files, scene_summary
from synthclips.scene.sections import Section
from synthclips.scene.spec import ActorSpec, NuisanceSpec, SceneSpec
from synthclips.scene.varied import plain_distribution

_WIDTH = 110
_WIDEST_CELL = 34


def all_names() -> list[str]:
    """Every section with its names."""
    names = {"scenes": list(scene_files()), **{section: list(kinds(section)) for section in SECTIONS}}
    return [f"{section:<10} {', '.join(found)}" for section, found in names.items() if found]


def names_of(section: str) -> list[str]:
    """The names of one section, each with its line. Raises SceneError with the nearest section."""
    if section == "scenes":
        return _columns([(name, scene_summary(path)) for name, path in scene_files().items()])
    if section not in SECTIONS or not kinds(section):
        raise SceneError(unknown("section", section, ("scenes", *(s for s in SECTIONS if kinds(s)))))
    return _columns([(kind.name, kind.says) for kind in kinds(section).values()])


def description(dotted: str) -> list[str]:
    """What `describe` prints for a dotted path. Raises SceneError with the nearest right word."""
    head, *rest = dotted.split(".")
    if head in scene_files() or head == "scenes":
        return _scene(rest[0] if head == "scenes" and rest else head)
    if head in SceneSpec.model_fields and not (rest and head in SECTIONS):
        return _section(head, rest)
    if head in SECTIONS:
        return _shelf(head, rest)
    raise SceneError(unknown("section", head, {*SceneSpec.model_fields, *SECTIONS, *scene_files()}), where=dotted)


def _scene(name: str) -> list[str]:
    files = scene_files()
    if name not in files:
        raise SceneError(unknown("scene", name, files))
    return [f"{files[name]}", "", files[name].read_text(encoding="utf-8").rstrip()]


def _section(name: str, rest: Sequence[str]) -> list[str]:
    """A fixed section of the scene file; of those that name kinds, the kinds too."""
    field = SceneSpec.model_fields[name]
    section: Any = {"actors": ActorSpec, "nuisances": NuisanceSpec}.get(name, field.annotation)
    if not (inspect.isclass(section) and issubclass(section, Section)):
        return [f"[{name}]", "", *_columns([(k, _written(v)) for k, v in field.get_default(call_default_factory=True).items()])]
    known = section.parameters()
    lines = [f"[{name}]  {(inspect.getdoc(section) or '').splitlines()[0]}", ""]
    lines += _table(_only(known, rest, name), {n: section.model_fields[n].get_default() for n in known})
    shelf = {"room": "rooms", "camera": "cameras"}.get(name, name)
    return lines if rest or shelf not in SECTIONS else [*lines, "", *_more(name, shelf)]


def _more(name: str, shelf: str) -> list[str]:
    """Where the parameters are that depend on the kind."""
    word = {"camera": "presets"}.get(name, "kinds")
    first = next(iter(kinds(shelf)), "...")
    return [f"{word}: {', '.join(kinds(shelf))}", f"their parameters: synthclips describe {shelf}.{first}"]


def _shelf(section: str, rest: Sequence[str]) -> list[str]:
    if not rest:
        return names_of(section)
    found = kinds(section)
    for length in range(1, len(rest) + 1):  # an action's name has a dot of its own: "cat.walk"
        if ".".join(rest[:length]) in found:
            return _kind(section, found[".".join(rest[:length])], rest[length:])
    raise SceneError(unknown(f"kind of {section}", ".".join(rest), found), where=f"{section}.{rest[0]}")


def _kind(section: str, kind: Kind, rest: Sequence[str]) -> list[str]:
    """The parameters of a kind; after its name one of its builds may be asked for, or one parameter, or both."""
    name, priors = f"{section}.{kind.name}", kind.priors
    if rest and rest[0] in kind.builds:
        name, priors, rest = f"{name}.{rest[0]}", {**priors, **kind.builds[rest[0]], "build": rest[0]}, rest[1:]
    known = _only({n: p for n, p in parameters(kind.make).items() if n in priors}, rest, name, kind.builds)
    lines = [f"{name}  {kind.says}", ""]
    if kind.label:
        lines.insert(1, f"labelled as {kind.label!r}")
    return lines + _table(known, priors)


def _only(
    known: Mapping[str, Parameter], rest: Sequence[str], where: str, builds: Mapping[str, Any] = MappingProxyType({})
) -> Mapping[str, Parameter]:
    """All parameters, or the one that was asked for; `builds` are words that could have been meant too."""
    if not rest:
        return known
    if rest[0] not in known or len(rest) > 1:
        raise SceneError(unknown("parameter", ".".join(rest), [*known, *builds]), where=where)
    return {rest[0]: known[rest[0]]}


def _table(known: Mapping[str, Parameter], priors: Mapping[str, Any]) -> list[str]:
    return _columns([(n, _kind_of_value(p), _written(priors[n])) for n, p in known.items()])


def _kind_of_value(parameter: Parameter) -> str:
    """What may be written: 0.5..2 m, black | tabby, true | false."""
    if parameter.options:
        return " | ".join(str(o) for o in parameter.options)
    if parameter.type is bool:
        return "true | false"
    if parameter.range is None:
        return f"{getattr(parameter.type, '__name__', 'value')} {parameter.unit}".rstrip()
    return f"{parameter.range.low:g}..{parameter.range.high:g} {parameter.unit}".rstrip()


def _written(value: Any) -> str:
    """A value as the scene file would write it."""
    plain = plain_distribution(value)
    if isinstance(plain, dict):
        return "{ " + ", ".join(f"{k} = {_written(v)}" for k, v in plain.items()) + " }"
    if isinstance(plain, float):
        return f"{plain:g}"
    if isinstance(plain, list):
        return "[" + ", ".join(_written(v) for v in plain) + "]"
    return json.dumps(plain, default=str)


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as aligned text; a row too long for that is broken, its later cells below one another."""
    if not rows:
        return []
    cells = range(len(rows[0]) - 1)
    widths = [min(max(len(row[i]) for row in rows), _WIDEST_CELL) for i in cells]
    lines = []
    for row in rows:
        line = "  ".join([*(row[i].ljust(widths[i]) for i in cells), row[-1]]).rstrip()
        fits = len(row) < 3 or (len(line) <= _WIDTH and all(len(row[i]) <= widths[i] for i in cells))
        lines += [line] if fits else _broken(row, widths[0])
    return lines


def _broken(row: Sequence[str], width: int) -> list[str]:
    first, indent = row[0].ljust(width) + "  ", " " * (width + 2)
    lines = [line for cell in row[1:] for line in textwrap.wrap(cell, _WIDTH - len(indent), break_on_hyphens=False)]
    return [(indent if i else first) + line for i, line in enumerate(lines)]
