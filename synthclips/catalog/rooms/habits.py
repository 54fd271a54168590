"""Habits: where a kind of room has its doors and windows, and what its surfaces are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Span = tuple[float, float]


@dataclass(frozen=True)
class Habits:
    """What is drawn of a room besides its plan. People come in by its first door."""

    doors: tuple[int, int] = (1, 1)  # at least, at most
    first_door_at_an_end: bool = False  # in one of the two shortest walls
    windows: Mapping[int, float] = field(default_factory=lambda: {1: 3, 2: 1})  # how many: weight
    window_m: Span = (1.1, 2.4)  # width
    sills_m: Mapping[float, float] = field(default_factory=lambda: {0.45: 1, 0.75: 1, 0.85: 2, 0.9: 3, 1.0: 1})  # height: weight
    window_top_m: float = 2.2
    leaves: tuple[str, ...] = ()  # of the doors, in their order; otherwise as the home has it
    open_over_m: Mapping[float, float] = field(default_factory=dict)  # of a porch, its sides without a door
    palettes: Mapping[str, str] = field(default_factory=dict)  # slot: palette, where it is not the usual one
    upstairs: bool = True  # may it look down on what lies outside?
    accent_wall: str = "accent_wall"  # palette of a wall unlike the others

    def all_palettes(self) -> dict[str, str]:
        """By slot; "wall" is that of every wall but a special one."""
        return {**USUAL_PALETTES, **self.palettes}


USUAL_PALETTES = {
    "wall": "wall",
    "floor": "floor",
    "ceiling": "ceiling",
    "skirting": "trim",
    "door": "door",
    "outside": "sky",
}
