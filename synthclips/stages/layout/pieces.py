"""What a plan is made of: what a home is to contain, pieces before and where they stand, and floor that stays free."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from synthclips.geometry.plan import Footprint, Vec2
from synthclips.scene.records import Item, Material


class Unplaceable(Exception):
    """A rule that this attempt could not meet; the text names it."""


@dataclass(frozen=True)
class Furnishing:
    """What a home is to contain. given: kind -> parameter -> value or distribution, as the scene file says."""

    required: tuple[str, ...]
    optional: Mapping[str, float]  # kind -> probability
    given: Mapping[str, Mapping[str, Any]]
    clutter: float  # 0 bare .. 1 lived in .. 2 messy


@dataclass(frozen=True)
class Piece:
    """A kind with its parameters settled, before it has a place."""

    id: str
    kind: str
    params: dict[str, Any]
    materials: dict[str, Material]
    key: int
    size_m: Vec2  # footprint along local x and y
    height_m: float
    traits: Mapping[str, Any] = field(repr=False, default_factory=dict)

    def fitted(self, **params: Any) -> Piece:
        """The same piece made to measure."""
        changed = {**self.params, **params}
        return replace(self, params=changed, size_m=self.traits["footprint"](changed), height_m=self.traits["height"](changed))


@dataclass(frozen=True)
class Zone:
    """Floor that stays free of pieces taller than `over_m`."""

    footprint: Footprint
    why: str  # what a piece there would do: "block a door"
    over_m: float = 0.0


@dataclass(frozen=True)
class Placed:
    """A piece where it stands; `z_m` is the height of its lower side over the floor."""

    piece: Piece
    footprint: Footprint
    z_m: float
    solid: bool  # in the way of feet
    movable: bool = False

    def item(self) -> Item:
        """The record of the recipe, rounded to 0.1 mm."""
        (x, y), p = self.footprint.centre_m, self.piece
        position = (round(x, 4), round(y, 4), round(self.z_m, 4))
        return Item(p.id, p.kind, position, round(self.footprint.yaw_rad, 5), p.params, p.materials, p.key, self.movable)

    def anchor(self, name: str) -> Mapping[str, Any] | None:
        """World anchor: position_m (x, y, z), size_m, yaw_rad; None where the kind has none of that name."""
        local = self.piece.traits["anchors"](self.piece.params).get(name)
        if local is None:
            return None
        x, y, z = local["position_m"]
        wx, wy = self.footprint.to_world(x, y)
        return {"position_m": (wx, wy, self.z_m + z), "size_m": local["size_m"], "yaw_rad": self.footprint.yaw_rad}
