"""load: a scene file becomes a SceneSpec, checked against the models and the catalogue, or every error of it is named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from synthclips.catalog import Kind, kind, kinds
from synthclips.scene.annotations import parameters
from synthclips.scene.distributions import Choice
from synthclips.scene.errors import Inside, SceneError, unknown
from synthclips.scene.library import find_scene
from synthclips.scene.lines import line_of, lines_of
from synthclips.scene.overrides import Override, apply_overrides, split_path
from synthclips.scene.read import read_table, read_text
from synthclips.scene.sections import OpenSection, Section
from synthclips.scene.spec import DEFAULT_ACTORS, NEEDS, ROLES, SceneSpec, Source, mix_of
from synthclips.scene.varied import read_given, shown

S = TypeVar("S", bound=OpenSection)
Problem = tuple[tuple[str, ...], str]
MAX_PROBLEMS = 20


def load_scene(name_or_path: str | os.PathLike[str], overrides: Iterable[Override] | Mapping[str, Any] = ()) -> SceneSpec:
    """The SceneSpec of a scene: one of ours by name, or any file by path.

    overrides: values by dotted path, {"actors.tom.coat": "black"}, put in before checking.
    Raises SceneError that names file, line and key of everything that is wrong.
    """
    path = find_scene(name_or_path)
    changes = _as_overrides(overrides)
    return scene_from_text(read_text(path), Source(path, overrides=changes))


def scene_from_text(text: str, source: Source) -> SceneSpec:
    """The SceneSpec of a text said to be that source's. Raises SceneError."""
    source = Source(source.path, text, source.overrides)
    table = {"actors": DEFAULT_ACTORS, **read_table(text, str(source.path))}
    table = apply_overrides(table, source.overrides)
    try:
        spec = SceneSpec.model_validate(_with_mix(table))
    except ValidationError as error:
        raise _located([_problem(e) for e in error.errors()], source) from None
    spec, problems = _checked_with_catalogue(spec)
    problems += _problems_of_roles(spec, table)
    if problems:
        raise _located(problems, source)
    return spec.from_source(source)


def _as_overrides(overrides: Iterable[Override] | Mapping[str, Any]) -> tuple[Override, ...]:
    if not isinstance(overrides, Mapping):
        return tuple(overrides)
    return tuple(Override(split_path(path, "override"), value, f"override {path}") for path, value in overrides.items())


def _with_mix(table: dict[str, Any]) -> dict[str, Any]:
    """Unless the file says what happens, the default mix of what its actors can do."""
    actors = table["actors"]
    if "mix" in table or not isinstance(actors, dict):
        return table
    roles = [actor.get("role", id) for id, actor in actors.items() if isinstance(actor, dict)]
    return {**table, "mix": mix_of({role for role in roles if isinstance(role, str)})}


def _problem(error: Any) -> Problem:
    """One of pydantic's findings in our words."""
    path = tuple(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        known = _keys_beside(path)
        return path, (unknown("key", path[-1], known) if len(path) > 1 else unknown("section", path[-1], known))
    if error["type"] == "value_error":
        wrong = error["ctx"]["error"]
        return (*path, wrong.key) if isinstance(wrong, Inside) else path, str(wrong)
    if error["type"] in ("model_type", "dict_type"):
        return path, f"must be a table, not {shown(error['input'])}"
    return path, str(error["msg"])


def _keys_beside(path: tuple[str, ...]) -> list[str]:
    section: Any = SceneSpec
    for part in path[:-1]:
        section = section.model_fields[part].annotation
    return list(section.model_fields) if issubclass(section, Section) else []


def _checked_with_catalogue(spec: SceneSpec) -> tuple[SceneSpec, list[Problem]]:
    """The spec with every `given` read by the annotations of its maker."""
    problems: list[Problem] = []
    room = _open_section(spec.room, "rooms", _names(spec.room.kind), ("room",), "kind", problems)
    camera = _open_section(spec.camera, "cameras", _names(spec.camera.preset), ("camera",), "preset", problems)
    actors = {
        id: _open_section(actor, "actors", [actor.kind], ("actors", id), "kind", problems) for id, actor in spec.actors.items()
    }
    nuisances = {
        id: _open_section(one, "nuisances", [one.kind], ("nuisances", id), "kind", problems) for id, one in spec.nuisances.items()
    }
    problems += [(("nuisances", id), "an actor has that name") for id in nuisances if id in actors]
    checked = {
        "room": room,
        "camera": camera,
        "actors": actors,
        "nuisances": nuisances,
        "furniture": _furniture(spec, problems),
    }
    return spec.model_copy(update=checked), problems


def _names(kind: Any) -> list[str]:
    """All that a name may turn out to be."""
    return list(kind.options) if isinstance(kind, Choice) else [str(kind)]


def _open_section(section: S, shelf: str, names: list[str], path: tuple[str, ...], key: str, problems: list[Problem]) -> S:
    """The section with its `given` read; what is wrong goes to `problems`."""
    for name in names:
        found = _kind_or_problem(shelf, name, (*path, key), problems)
        if found is None:
            return section
        known = {n: p for n, p in parameters(found.make).items() if n not in type(section).model_fields and n in found.priors}
        given, wrong = read_given(section.given, known)
        problems += [((*path, k), _with_own_keys(sentence, k, section, known)) for k, sentence in wrong]
    return section.model_copy(update={"given": given})


def _with_own_keys(sentence: str, key: str, section: OpenSection, known: Mapping[str, Any]) -> str:
    """An unknown key may also be a misspelt key of the section itself."""
    own = [n for n in type(section).model_fields if n != "given"]
    return sentence if key in known else unknown("key", key, [*own, *known])


def _furniture(spec: SceneSpec, problems: list[Problem]) -> Any:
    names = [(("furniture", "required", str(i)), n) for i, n in enumerate(spec.furniture.required)]
    names += [(("furniture", "optional", n), n) for n in spec.furniture.optional]
    for path, name in names:
        _kind_or_problem("furniture", name, path, problems)
    given: dict[str, Any] = {}
    for name, table in spec.furniture.given.items():
        given[name] = _furniture_given(name, table, problems)
    return spec.furniture.model_copy(update={"given": given})


def _furniture_given(name: str, table: Any, problems: list[Problem]) -> dict[str, Any]:
    path = ("furniture", name)
    if name not in kinds("furniture"):
        problems.append((path, unknown("key", name, ["required", "optional", *kinds("furniture")])))
        return {}
    if not isinstance(table, Mapping):
        problems.append((path, f"must be a table of the parameters of {name}, not {shown(table)}"))
        return {}
    given, wrong = read_given(table, parameters(kinds("furniture")[name].make))
    problems += [((*path, key), sentence) for key, sentence in wrong]
    return given


def _kind_or_problem(shelf: str, name: str, path: tuple[str, ...], problems: list[Problem]) -> Kind | None:
    try:
        return kind(shelf, name)
    except SceneError as error:
        problems.append((path, error.message))
        return None


def _problems_of_roles(spec: SceneSpec, table: Mapping[str, Any]) -> list[Problem]:
    problems: list[Problem] = []
    for id in spec.actors:
        written = table["actors"][id]
        if "role" not in written and id not in ROLES:
            problems.append((("actors", id), f"role is missing: one of {', '.join(ROLES)}"))
    have = {actor.role for actor in spec.actors.values()}
    for what, weight in spec.mix.items():
        missing = [role for role in NEEDS[what] if role not in have]
        if weight > 0 and missing:
            problems.append((("mix", what), f"happens, but no actor has the role {missing[0]!r}"))
    return problems


def _located(problems: list[Problem], source: Source) -> SceneError:
    """One error for all of them, by line: the first is the sentence, the others follow on lines of their own."""
    lines = lines_of(source.text)
    problems = sorted(problems, key=lambda problem: line_of(problem[0], lines) or 0)
    errors = [SceneError(sentence, where=source.where(path)) for path, sentence in problems[:MAX_PROBLEMS]]
    if len(problems) > MAX_PROBLEMS:
        errors.append(SceneError(f"and {len(problems) - MAX_PROBLEMS} more"))
    return SceneError("\n".join([errors[0].message, *(str(error) for error in errors[1:])]), where=errors[0].where)
