"""Gravity: what leaves the ground flies a parabola, and what pushes off or lands does so no harder than bodies can."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from synthclips.review.motion.finding import Finding
from synthclips.review.motion.moving import F64, RATE_HZ, Moving

G = 9.81
SPAN = 2  # frames to either side over which acceleration is taken
SHORTEST_S = 0.04  # of a flight
OFF_MM, MOST_G, SIDEWAYS_G = 20.0, 5.0, 1.0


def forces(of: Moving) -> Iterator[Finding]:
    """How far flights are off a parabola; how the centre of mass is accelerated, in all and sideways, in units of gravity."""
    id, kind = of.actor.id, of.actor.kind
    flights = list(_flights(of))
    if flights:
        off, start = max(flights)
        yield Finding(id, kind, "flight off a parabola", 1000 * off, "mm", OFF_MM, f"from {start:.2f} s")
    centre, present = _centre(of), of.act.track.present
    sure = np.convolve(present, np.ones(2 * SPAN + 1), "valid") == 2 * SPAN + 1
    if not sure.any():
        return
    pull = (centre[2 * SPAN :] - 2.0 * centre[SPAN:-SPAN] + centre[: -2 * SPAN]) * (RATE_HZ / SPAN) ** 2 / G
    pull[~sure] = (0.0, 0.0, -1.0)
    across = (of.joint("left_thigh") - of.joint("right_thigh"))[SPAN:-SPAN, :2]
    across /= np.maximum(np.sqrt((across**2).sum(1, keepdims=True)), 1e-9)
    whole = np.sqrt((pull**2).sum(1))
    for name, force, most in (
        ("acceleration", whole, MOST_G),
        ("acceleration sideways", np.abs((pull[:, :2] * across).sum(1)), SIDEWAYS_G),
    ):
        at = int(force.argmax())
        yield Finding(id, kind, name, float(force[at]), "g", most, f"at {(at + SPAN) / RATE_HZ:.2f} s")


def _centre(of: Moving) -> F64:
    """(T, 3) of the mass, by the capsules: quick, for every frame."""
    c = of.body.capsules.astype(np.float64)
    span = np.sqrt(((c[:, 4:7] - c[:, 1:4]) ** 2).sum(1))
    volume = c[:, 7] ** 2 * (span + 4.0 / 3.0 * c[:, 7])
    bone = c[:, 0].astype(np.int64)
    rest = of.body.rest_from_bone[bone].astype(np.float64)
    local = np.einsum("cij,ci->cj", rest[..., :3], 0.5 * (c[:, 1:4] + c[:, 4:7]) - rest[..., 3])
    world = of.pose[:, bone].astype(np.float64)
    at = np.einsum("tcij,cj->tci", world[..., :3], local) + world[..., 3]
    centre: F64 = np.einsum("tci,c->ti", at, volume / volume.sum())
    return centre


def _volume_centre(of: Moving, frames: slice) -> F64:
    """(T, 3) of the space that the skin encloses: slow, and independent of the capsules that jumps are planned with."""
    skin = of.skin(frames)
    a, b, c = (skin[:, of.body.faces[:, k]] for k in range(3))
    six = np.einsum("tfk,tfk->tf", a, np.cross(b, c))
    out: F64 = np.einsum("tf,tfk->tk", six, a + b + c) / (4.0 * six.sum(1)[:, None])
    return out


def _flights(of: Moving) -> Iterator[tuple[float, float]]:
    """(how far the middle of the body is off its parabola, m; from when) while nothing of it is on the ground."""
    down = np.zeros(len(of.pose), bool)
    for contact in of.act.contacts:
        down[of.frames(contact.start_s, contact.end_s)] = True
    air = np.concatenate([[False], ~down & of.act.track.present, [False]])
    edges = np.nonzero(air[1:] != air[:-1])[0]
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        if last - first >= SHORTEST_S * RATE_HZ and first > 0 and last < len(of.pose):
            t = np.arange(last - first) / RATE_HZ
            fall = _volume_centre(of, slice(int(first), int(last))) + np.array([0.0, 0.0, 0.5 * G]) * (t * t)[:, None]
            line = np.stack([np.polyval(np.polyfit(t, fall[:, k], 1), t) for k in range(3)], 1)
            yield float(np.sqrt(((fall - line) ** 2).sum(1)).max()), float(first / RATE_HZ)
