"""A script carried out: steps planned one after another, then evaluated at the frames' times."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from synthclips.catalog.actions.quadruped import channels as ch
from synthclips.catalog.actions.quadruped.channels import F64, LEGS
from synthclips.catalog.actions.quadruped.fidgets import fidget
from synthclips.catalog.actions.quadruped.postures import Habit, Place, habit, lie, sit, stand
from synthclips.catalog.actions.quadruped.rig import Rig, bones, rig_of
from synthclips.catalog.actions.quadruped.segments import Segment, State
from synthclips.geometry.body import Body
from synthclips.scene.errors import SceneError, unknown
from synthclips.scene.records import Actor, Step
from synthclips.scene.streams import Stream, stable_key
from synthclips.scene.timeline import Contact, Interval, Performance, Track

Planner = Callable[[Rig, State, Habit, Step, Actor], tuple[list[Segment], State]]
Habits = Callable[[Stream, Rig, Actor, Body], Habit]
POSTURES = {"stand": stand, "sit": sit, "lie": lie}
CALMING_S = 0.35  # in which head and tail come to rest before a leap, and to life after it
LONG_WAIT_S = 4.0  # who waits longer than this sits


def perform_with(
    planners: Mapping[str, Planner],
    actor: Actor,
    body: Body,
    times_s: F64,
    habits: Habits = lambda stream, rig, actor, body: habit(stream),
) -> Performance:
    """The performance of a whole script; `planners` by action name. Raises SceneError for an unknown action.

    habits: what one animal does its own way, drawn once for all its clips.
    """
    rig = rig_of(body)
    manner = habits(Stream(stable_key(actor.who, "habit")), rig, actor, body)
    state = _first(rig, actor, manner)
    first_row = state.row
    segments, intervals = [], []
    for step in actor.script:
        if step.action not in planners:
            raise SceneError(unknown(f"action of a {actor.kind}", step.action, planners), where=f"actors.{actor.id}")
        if step.pause_s > 0:
            segments.append(still(state, state.time_s + step.pause_s))
            state = State(state.time_s + step.pause_s, state.row, state.place, state.posture)
        new, after = planners[step.action](rig, state, manner, step, actor)
        segments += new
        intervals.append(
            Interval(actor.id, step.action, round(state.time_s, 6), round(after.time_s, 6), step.source, step.target)
        )
        state = after
    rows = _evaluated(segments, first_row, state.row, times_s, actor)
    present = np.full(len(times_s), True) if actor.present_from_start else np.asarray(times_s) >= actor.start_s
    contacts = _contacts(actor, first_row, segments, float(times_s[-1]) if len(times_s) else 0.0)
    return Performance(Track(actor.id, present, bones(rig, rows)), tuple(intervals), contacts)


def still(state: State, end_s: float) -> Segment:
    """Nothing but breath and fidgets."""
    return Segment(state.time_s, end_s, lambda times_s: np.repeat(state.row[None], len(times_s), 0))


def _first(rig: Rig, actor: Actor, manner: Habit) -> State:
    place = Place(*actor.start_m, actor.start_yaw_rad)
    posture = "stand"
    if actor.present_from_start and (not actor.script or actor.start_s > LONG_WAIT_S):
        posture = "sit"
    if actor.script and actor.script[0].action in ("sit", "lie") and actor.present_from_start:
        posture = actor.script[0].action
    return State(actor.start_s, POSTURES[posture](rig, place, manner), place, posture)


def _evaluated(segments: list[Segment], first: F64, last: F64, times_s: F64, actor: Actor) -> F64:
    times = np.asarray(times_s, np.float64)
    rows = np.repeat(first[None], len(times), 0)
    restless = np.ones(len(times))
    before = 1.0
    for segment in segments:
        inside = (times >= segment.start_s) & (times < segment.end_s)
        if inside.any():
            rows[inside] = segment.rows(times[inside])
        late = times >= segment.start_s
        restless[late] = before + (segment.restless - before) * ch.smooth((times[late] - segment.start_s) / CALMING_S)
        before = (
            segment.restless
            if segment.end_s - segment.start_s > CALMING_S
            else float(before + (segment.restless - before) * ch.smooth((segment.end_s - segment.start_s) / CALMING_S))
        )
    if segments:
        rows[times >= segments[-1].end_s] = last
    return fidget(rows, times, restless, actor.key)


def _contacts(actor: Actor, first: F64, segments: list[Segment], end_s: float) -> tuple[Contact, ...]:
    """From landing to lifting, foot by foot; a foot still down at the end of the clip touches until then."""
    out = []
    for n, leg in enumerate(LEGS):
        since, place = (
            min(0.0, actor.start_s) if actor.present_from_start else actor.start_s,
            tuple(float(v) for v in ch.toes(first)[n]),
        )
        falls = sorted((f for s in segments for f in s.footfalls if f.leg == n), key=lambda f: f.lifts_s)
        for fall in falls:
            out.append((leg, since, fall.lifts_s, place))
            since, place = fall.lands_s, fall.place_m
        out.append((leg, since, max(end_s, since), place))
    return tuple(
        Contact(actor.id, leg, round(a, 6), round(b, 6), (round(p[0], 6), round(p[1], 6), round(p[2], 6)))
        for leg, a, b, p in out
        if b > a
    )


def param(step: Step, actor: Actor, name: str, default: Any = None) -> Any:
    """A step's parameter. Raises SceneError if it is needed and missing."""
    if name in step.params:
        return step.params[name]
    if default is None:
        raise SceneError(f"{step.action!r} needs {name!r}", where=f"actors.{actor.id}")
    return default
