"""Events: typed intervals, each as it happened in the world and as the camera could see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthclips.scene.timeline import Contact, Interval, Stir, Timeline

Seen = Mapping[str, NDArray[np.bool_]]  # (T,) by mover: does it count as seen in this frame
Door = tuple[str, float, float, float, float]  # opening id, opens from s, open at s, closes from s, shut at s


def events(
    timeline: Timeline, seen: Seen, doors: Sequence[Door] = (), *, duration_s: float, mirrored: Seen | None = None
) -> list[dict[str, Any]]:
    """Actions, door openings and nuisances, by start, then by who; what reaches beyond the clip ends with it.

    mirrored: as `seen`, of those whom mirrors show. That makes a nuisance visible; who acts is not where his reflection is.
    """
    shown = {id: seen[id] | mirrored[id] if mirrored and id in mirrored else seen[id] for id in seen}
    actions = [_action(i, timeline, seen, duration_s) for i in timeline.intervals if i.start_s < duration_s]
    openings = [_opening(door, timeline, seen, duration_s) for door in doors if door[1] < duration_s]
    stirred = [
        _stirring(i, s, timeline, shown, duration_s) for s in timeline.stirs for i in s.intervals if i.start_s < duration_s
    ]
    return sorted([*actions, *openings, *stirred], key=lambda e: (e["start_s"], e["end_s"], e["who"], e["does"]))


def _action(interval: Interval, timeline: Timeline, seen: Seen, duration_s: float) -> dict[str, Any]:
    touches = [c for c in timeline.contacts if c.actor == interval.actor and interval.start_s <= c.start_s < interval.end_s]
    return {
        "type": "action",
        "who": interval.actor,
        "does": interval.action.rpartition(".")[2],  # "cat.jump_up" is told as "jump_up"
        "source": interval.source,
        "target": interval.target,
        **_when(interval.start_s, min(interval.end_s, duration_s), timeline.times_s, seen.get(interval.actor)),
        "contacts": [_contact(c) for c in touches],
    }


def _opening(door: Door, timeline: Timeline, seen: Seen, duration_s: float) -> dict[str, Any]:
    id, *moments = door
    opens_s, open_s, closes_s, shut_s = (min(m, duration_s) for m in moments)  # a door left open shuts at no time: inf
    return {
        "type": "door",
        "who": id,
        "does": "open",
        "source": "",
        "target": "",
        **_when(opens_s, shut_s, timeline.times_s, seen.get(id)),
        "open_s": round(open_s, 4),
        "closes_s": round(closes_s, 4),
        "contacts": [],
    }


def _stirring(interval: Interval, stir: Stir, timeline: Timeline, seen: Seen, duration_s: float) -> dict[str, Any]:
    """It is visible by what it moves, itself or in a mirror, and wherever the light is not as it is at rest."""
    shows = stir.light.copy()
    for id in stir.movers:
        shows |= seen[id]
    return {
        "type": "nuisance",
        "who": stir.id,
        "does": stir.kind,
        "source": interval.source,
        "target": interval.target,
        **_when(interval.start_s, min(interval.end_s, duration_s), timeline.times_s, shows),
        "strength": stir.strength,
        "contacts": [],
    }


def _when(start_s: float, end_s: float, times_s: NDArray[np.float64], seen: NDArray[np.bool_] | None) -> dict[str, Any]:
    """Seconds as it happened, the frames that fall into them, and those of them in which it was seen."""
    first, stop = (int(v) for v in np.searchsorted(times_s, [start_s, end_s]))
    visible = [] if seen is None else [[a + first, b + first] for a, b in spans(seen[first:stop])]
    return {"start_s": round(start_s, 4), "end_s": round(end_s, 4), "frames": [first, stop], "visible_frames": visible}


def _contact(contact: Contact) -> dict[str, Any]:
    return {
        "limb": contact.limb,
        "start_s": round(contact.start_s, 3),
        "end_s": round(contact.end_s, 3),
        "position_m": [round(v, 3) for v in contact.position_m],
    }


def spans(flags: NDArray[np.bool_]) -> list[list[int]]:
    """Half-open [start, stop] of each run of True."""
    padded = np.concatenate([[False], flags, [False]])
    edges = np.flatnonzero(padded[1:] != padded[:-1]).tolist()
    return [[a, b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
