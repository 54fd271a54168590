"""Families in code, kinds as data: each module of a section lists its KINDS; they are found here by name, lazily."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from synthclips.scene.distributions import settle, settle_all
from synthclips.scene.errors import SceneError, unknown

SECTIONS = ("furniture", "rooms", "outside", "materials", "actors", "actions", "cameras", "nuisances")


@dataclass(frozen=True)
class Kind:
    """One kind of thing: a maker, and the priors of its keyword-only parameters.

    make: furniture: make(*, key: int, <params>) -> Mesh; actors: make(*, key: int, <params>) -> Body.
    """

    name: str
    says: str  # one line for `list`
    make: Callable[..., Any]
    priors: Mapping[str, Any]  # parameter -> constant or Distribution
    label: str = ""  # COCO name, where there is one
    materials: Mapping[str, Any] = field(default_factory=dict)  # slot -> palette name in catalog/materials
    traits: Mapping[str, Any] = field(default_factory=dict)  # what a stage asks of the kind, section by section
    builds: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # of its parameter `build`: priors of its own


@cache
def kinds(section: str) -> Mapping[str, Kind]:
    """All kinds of a section by name, in the order of module and list."""
    if section not in SECTIONS:
        raise SceneError(unknown("section", section, SECTIONS))
    package = importlib.import_module(f"synthclips.catalog.{section}")
    found: dict[str, Kind] = {}
    for module in sorted(m.name for m in pkgutil.iter_modules(package.__path__)):
        for kind in getattr(importlib.import_module(f"{package.__name__}.{module}"), "KINDS", ()):
            assert kind.name not in found, f"two kinds named {kind.name} in {section}"
            found[kind.name] = kind
    return found


def kind(section: str, name: str) -> Kind:
    """One kind by name. Raises SceneError with the nearest right word."""
    known = kinds(section)
    if name not in known:
        raise SceneError(unknown(f"kind of {section}", name, known))
    return known[name]


def settled(kind: Kind, given: Mapping[str, Any], streams: Callable[[str], Any]) -> dict[str, Any]:
    """Every parameter of a kind settled, `given` values first, then the priors of its build; as `distributions.settle_all`."""
    priors = kind.priors
    if kind.builds:
        priors = {**priors, **kind.builds[settle(given.get("build", priors["build"]), streams("build"))]}
    return settle_all(priors, given, streams)


def palette(name: str, stream: Any) -> Any:
    """A Material drawn from a palette of catalog/materials."""
    return importlib.import_module("synthclips.catalog.materials.palettes").draw(name, stream)


def perform(kind_name: str) -> Callable[..., Any]:
    """What turns the script of an actor of this kind into a Performance: `perform(actor, body, times_s)`."""
    found: Callable[..., Any] = importlib.import_module(f"synthclips.catalog.actions.{kind_name}").perform
    return found


def rigid_body(mesh: Any, materials: Mapping[str, Any], label: str, apart: Callable[..., Any] | None = None) -> Any:
    """A Body of one bone from a mesh and its materials; apart: as `catalog.furniture.mover` says."""
    return importlib.import_module("synthclips.catalog.furniture.mover").mover_body(mesh, materials, label, apart)


def thing_body(item: Any) -> Any:
    """The Body of one bone of a piece of furniture, in its own frame."""
    of = kind("furniture", item.kind)
    body = rigid_body(of.make(key=item.key, **item.params), item.materials, of.label or item.kind, of.traits.get("apart"))
    soft = "veils" not in of.traits and "hugs" not in of.traits
    return body if soft else dataclasses.replace(body, capsules=body.capsules[:0])


def door() -> Any:
    """The module that makes door leaves and knows where they hang."""
    return importlib.import_module("synthclips.catalog.rooms.door")


def beyond() -> Any:
    """The module that knows the rooms behind passages."""
    return importlib.import_module("synthclips.catalog.rooms.beyond")


def albedo(material: Any, surface_m: Any, spread_m: Any = None) -> Any:
    """(N, 4) linear albedo r, g, b, infrared of a Material at (N, 3) surface coordinates, or over (N, 2, 3) about each."""
    return importlib.import_module("synthclips.catalog.materials.evaluate").evaluate(material, surface_m, spread_m)


def patterned(material: Any) -> bool:
    """Whether `albedo` of a Material asks for the patch about each point."""
    return bool(importlib.import_module("synthclips.catalog.materials.evaluate").patterned(material))


def rest_veils(scene: Any, frames: int, stirred: Any) -> dict[str, Any]:
    """What blinds that could move and do not let through: openings -> (T, *VEIL)."""
    if not any(item.movable and "veils" in kind("furniture", item.kind).traits for item in scene.items):
        return {}
    found: dict[str, Any] = importlib.import_module("synthclips.catalog.nuisances.blinds").at_rest(scene, frames, stirred)
    return found
