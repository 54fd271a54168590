"""Clocks tell the hour that the camera's stamp tells, within minutes: they do not run, and a home has several clips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from synthclips.scene.records import Item

CLIPS_WITHIN_S = 900  # after the home's hour a clip may begin
DIAL_MIN = 720


def set_clocks(items: tuple[Item, ...], hour: float, given: Mapping[str, Mapping[str, Any]]) -> tuple[Item, ...]:
    """Every dial at the middle of the home's clips; given: parameters by kind that the scene file fixes."""
    minutes = round(60 * hour + CLIPS_WITHIN_S / 120) % DIAL_MIN
    return tuple(
        replace(i, params={**i.params, "minutes": minutes})
        if "minutes" in i.params and "minutes" not in given.get(i.kind, {})
        else i
        for i in items
    )
