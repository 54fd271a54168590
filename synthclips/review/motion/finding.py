"""What a measure came to, and between which bounds it is right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """The worst that one measure found of one actor in one clip."""

    actor: str
    kind: str
    measure: str
    value: float
    unit: str
    high: float  # what it must not exceed
    where: str  # limb, joint or thing, and when
    low: float = 0.0  # what it must not fall below

    @property
    def right(self) -> bool:
        """Within its bounds?"""
        return self.low <= self.value <= self.high

    @property
    def share(self) -> float:
        """How near to its bounds, 1 at them: what makes one finding worse than another of its measure."""
        middle, half = 0.5 * (self.low + self.high), 0.5 * (self.high - self.low)
        return abs(self.value - middle) / max(half, 1e-9) if self.low else self.value / max(self.high, 1e-9)
