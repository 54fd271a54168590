"""The SceneSpec: what may happen, as the scene file says it. Every default of a section is written here, once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, PrivateAttr, field_validator

from synthclips.scene.annotations import Fixed, Parameter, Range, Unit
from synthclips.scene.distributions import Choice, Distribution, Integer, Uniform
from synthclips.scene.errors import Inside, unknown
from synthclips.scene.lines import line_of, lines_of
from synthclips.scene.overrides import Override
from synthclips.scene.sections import OpenSection, Section, checked_name
from synthclips.scene.varied import checked_weights, read_value, shown

WHATS = ("nothing", "pet", "intruder", "both", "resident")
ROLES = ("pet", "intruder", "resident")
NEEDS = {"nothing": (), "pet": ("pet",), "intruder": ("intruder",), "both": ("pet", "intruder"), "resident": ("resident",)}
DEFAULT_MIX = {"nothing": 0.15, "pet": 0.35, "intruder": 0.2, "both": 0.15, "resident": 0.15}
DEFAULT_ACTORS: dict[str, Any] = {"cat": {"role": "pet"}, "intruder": {"kind": "person"}, "resident": {"kind": "person"}}
MAX_FURNITURE = 40
MAX_ACTORS = 20
MAX_NUISANCES = 40
_SHARE = Parameter("weight", float, Range(0, 1e6), "", ())
_PROBABILITY = Parameter("probability", float, Range(0, 1), "", ())


class ClipSpec(Section):
    """The clip as it is delivered, and how many clips are filmed in one home; rate and size belong to its camera."""

    duration_s: Annotated[float | Distribution, Range(1, 600), Unit("s")] = Uniform(20.0, 30.0)
    fps: Annotated[float | Distribution, Range(1, 60), Unit("Hz")] = 15.0
    size: Annotated[tuple[int, int] | Distribution, Range(16, 4096), Unit("px")] = (1280, 720)
    clips_per_home: Annotated[int, Range(1, 1000), Fixed("it says which clips share a home")] = 5
    clock: bool | Distribution = True

    @field_validator("size")
    @classmethod
    def _even(cls, size: tuple[int, int] | Distribution) -> tuple[int, int] | Distribution:
        sizes: tuple[Any, ...] = size.options if isinstance(size, Choice) else (size,)
        for width, height in sizes:
            if width % 2 or height % 2:
                raise ValueError(f"must be even (video stores colour at half size), not {width} x {height}")
        return size


class RoomSpec(OpenSection):
    """The room: its kind, and what the kind may vary in, such as its size.

    outside: what its windows show, "any" for whatever may be there. `given`: parameter of the kind -> constant or Distribution.
    """

    kind: str | Distribution = "living_room"
    outside: str | Distribution = "any"


class FurnitureSpec(OpenSection):
    """What stands in the room; [furniture.couch] and the like take the parameters of a kind.

    `given`: kind -> parameter -> constant or Distribution.
    """

    required: tuple[str, ...] = ()
    optional: dict[str, float] = Field(default_factory=dict)
    clutter: Annotated[float | Distribution, Range(0, 3)] = Uniform(0.4, 1.6)

    @field_validator("required", mode="before")
    @classmethod
    def _list_of_names(cls, written: Any) -> Any:
        if not isinstance(written, (list, tuple)) or not all(isinstance(w, str) for w in written):
            like = 'like ["couch", "rug"]; what stands there only sometimes belongs into furniture.optional'
            raise ValueError(f"must be a list of kinds, {like}, not {shown(written)}")
        if len(written) > MAX_FURNITURE:
            raise ValueError(f"has {len(written)} pieces; at most {MAX_FURNITURE}")
        return tuple(written)

    @field_validator("optional", mode="before")
    @classmethod
    def _probabilities(cls, written: Any) -> Any:
        return _read_shares(written, _PROBABILITY, "kind = probability")


class LightSpec(Section):
    """The hour, the sky, the lamps; `infrared`: too dark for colour, the camera lights the room itself.

    Where the sun is down a lamp is on, unless there is a moon or a street light. lamp_count: lamps that are on together, at
    most; lamp_lumen: that leave a bulb, 0 for as many as its kind of lamp has; moon: share of its disc that is lit;
    street_lux: of a street light, at the window; window_faces: "sun": the sun (or moon) shines in by the first window.
    """

    hour: Annotated[float | Distribution, Range(0, 24), Unit("h")] = Uniform(8.0, 17.0)
    sky: Literal["clear", "broken", "overcast"] | Distribution = Choice(("clear", "broken", "overcast"))
    latitude_deg: Annotated[float | Distribution, Range(-65, 65), Unit("deg")] = Uniform(30.0, 56.0)
    day: Annotated[int | Distribution, Range(1, 365)] = Integer(1, 365)
    lamps_on: Annotated[float | Distribution, Range(0, 1)] = 0.3
    lamp_count: Annotated[int | Distribution, Range(0, 8)] = 1
    lamp_lumen: Annotated[float | Distribution, Range(0, 20000), Unit("lm")] = 0.0
    lamp_kelvin: Annotated[float | Distribution, Range(1800, 12000), Unit("K")] = 2700.0
    television_on: Annotated[float | Distribution, Range(0, 1)] = 0.0
    moon: Annotated[float | Distribution, Range(0, 1)] = 0.0
    street_lux: Annotated[float | Distribution, Range(0, 100), Unit("lx")] = 0.0
    window_faces: Literal["any", "sun"] | Distribution = "any"
    street_kelvin: Annotated[float | Distribution, Range(1800, 12000), Unit("K")] = 2000.0
    infrared: bool | Distribution = False


Mount = Literal["corner", "shelf", "mantelpiece", "floor", "over_door"]


class CameraSpec(OpenSection):
    """Where the camera hangs, its lens, and any parameter of its preset.

    mount: in a corner; on a shelf, anywhere along a wall; on the mantelpiece or other furniture; on the floor; over a door, if
    there is one that people do not come in by, over that. On furniture and on the floor height_m has no say.
    k2: if it is not given, 0, or for lenses wider than 95 degrees as much as keeps them from folding the picture.
    `given`: parameter of the preset -> constant or Distribution.
    """

    preset: str | Distribution = "indoor_cloud"
    mount: Literal["corner", "shelf", "mantelpiece", "floor", "over_door"] | Distribution = Choice(
        ("corner", "shelf"), (0.7, 0.3)
    )
    fov_deg: Annotated[float | Distribution, Range(20, 150), Unit("deg")] = Uniform(85.0, 110.0)
    height_m: Annotated[float | Distribution, Range(0.2, 3.8), Unit("m")] = Uniform(1.7, 2.3)
    pitch_deg: Annotated[float | Distribution, Range(-90, 30), Unit("deg")] = Uniform(-30.0, -14.0)
    roll_deg: Annotated[float | Distribution, Range(-45, 45), Unit("deg")] = Uniform(-1.5, 1.5)
    k1: Annotated[float | Distribution, Range(-0.6, 0.6)] = Uniform(-0.09, -0.03)
    k2: Annotated[float | Distribution, Range(-0.3, 0.3)] = 0.0
    infrared: Literal["auto", "never", "always"] | Distribution = "auto"


class ActorSpec(OpenSection):
    """Someone who may appear: [actors.tom] and the like take the parameters of their kind; kind is by default the name.

    `given`: parameter of the kind -> constant or Distribution.
    """

    kind: Annotated[str, Fixed("it says which parameters the actor has")] = ""
    role: Annotated[Literal["pet", "intruder", "resident"], Fixed("the mix counts on it")] = "pet"


class NuisanceSpec(OpenSection):
    """Something that may stir besides whoever appears: [nuisances.robot_vacuum]; kind is by default the name.

    homes: in what share of homes it can happen at all; the others have not even what it needs.
    chance: in what share of their clips it happens, where it can; at 1, a clip where it cannot is an error.
    strength: from 1, hardly noticed, to 5, hard to overlook.
    `given`: parameter of the kind -> constant or Distribution.
    """

    kind: Annotated[str, Fixed("it says which parameters the nuisance has")] = ""
    homes: Annotated[float, Range(0, 1), Fixed("chance is in it already")] = 1.0
    chance: Annotated[float, Range(0, 1), Fixed("chance is in it already")] = 1.0
    strength: Annotated[int | Distribution, Range(1, 5)] = Integer(1, 5)


@dataclass(frozen=True)
class Source:
    """Where a spec came from: for messages, never for clips."""

    path: Path
    text: str = ""
    overrides: tuple[Override, ...] = ()

    def where(self, path: tuple[str, ...]) -> str:
        """The place of a key: "hallway_night.toml:12: actors.tom.coat", or the option that set it."""
        for override in reversed(self.overrides):
            if path[: len(override.path)] == override.path:
                return override.said
        line = line_of(path, lines_of(self.text)) if self.text else None
        dotted = re.sub(r"\.(\d+)\b", r"[\1]", ".".join(path))
        return f"{self.path}:{line}: {dotted}" if line else f"{self.path}: {dotted}"


class SceneSpec(Section):
    """What may happen in the clips of one scene file; every leaf a constant or a Distribution."""

    clip: ClipSpec = ClipSpec()
    mix: dict[str, float] = Field(default_factory=lambda: dict(DEFAULT_MIX))
    room: RoomSpec = RoomSpec()
    furniture: FurnitureSpec = FurnitureSpec()
    light: LightSpec = LightSpec()
    camera: CameraSpec = CameraSpec()
    actors: dict[str, ActorSpec] = Field(default_factory=dict)
    nuisances: dict[str, NuisanceSpec] = Field(default_factory=dict)
    _source: Source = PrivateAttr(default_factory=lambda: Source(Path("scene.toml")))

    @property
    def name(self) -> str:
        """The scene's: its file's, without the suffix."""
        return self._source.path.stem

    @property
    def source(self) -> Path:
        """The scene file."""
        return self._source.path

    def from_source(self, source: Source) -> SceneSpec:
        """The same spec, knowing where it was read."""
        copy = self.model_copy()
        copy._source = source
        return copy

    def where(self, dotted: str) -> str:
        """The place of a dotted path, for a SceneError: "hallway_night.toml:12: actors.tom.coat"."""
        return self._source.where(tuple(dotted.split(".")))

    def canonical(self) -> dict[str, Any]:
        """Plain data that is equal for specs that make equal clips: the name, and every value in full."""
        return {"name": self.name, **self.plain()}

    @field_validator("mix", mode="before")
    @classmethod
    def _weights(cls, written: Any) -> Any:
        shares = _read_shares(written, _SHARE, "what happens = weight")
        for what in shares:
            if what not in WHATS:
                raise Inside(what, unknown("key", what, WHATS))
        checked_weights(list(shares.values()))
        return {what: shares.get(what, 0.0) for what in WHATS}

    @field_validator("actors", mode="before")
    @classmethod
    def _actors(cls, written: Any) -> Any:
        tables = _named_tables(written, "actors.tom", MAX_ACTORS)
        return {id: _with_defaults(id, {"role": id} if id in ROLES else {}, actor) for id, actor in tables.items()}

    @field_validator("nuisances", mode="before")
    @classmethod
    def _nuisances(cls, written: Any) -> Any:
        tables = _named_tables(written, "nuisances.robot_vacuum", MAX_NUISANCES)
        return {id: _with_defaults(id, {}, nuisance) for id, nuisance in tables.items()}


def _named_tables(written: Any, like: str, most: int) -> dict[str, Any]:
    if not isinstance(written, Mapping):
        raise ValueError(f"must be tables like [{like}], not {shown(written)}")
    if len(written) > most:
        raise ValueError(f"has {len(written)} {like.partition('.')[0]}; at most {most}")
    return {checked_name(name): table for name, table in written.items()}


def _with_defaults(id: str, defaults: Mapping[str, Any], table: Any) -> Any:
    """What a named table leaves out: its kind is by default its id; an actor's role too, if it is one."""
    return {"kind": id, **defaults, **table} if isinstance(table, Mapping) else table


def mix_of(roles: set[str]) -> dict[str, float]:
    """The default mix, without what nobody is there to do."""
    return {what: weight for what, weight in DEFAULT_MIX.items() if set(NEEDS[what]) <= roles}


def _read_shares(written: Any, parameter: Parameter, like: str) -> dict[str, float]:
    if not isinstance(written, Mapping):
        raise ValueError(f"must be a table of {like}, not {shown(written)}")
    shares = {}
    for name, share in written.items():
        if isinstance(share, Mapping):
            raise Inside(name, f"is a {parameter.name}, chance is in it already: must be one number, not {shown(share)}")
        try:
            shares[name] = read_value(share, parameter)
        except ValueError as error:
            raise Inside(name, str(error)) from None
    return shares
