"""Going on four legs: paws stay where they come down, the hind one on the forepaw's print; back, head and tail over them."""

from __future__ import annotations

import math

import numpy as np

from synthclips.catalog.actions.quadruped import channels as ch
from synthclips.catalog.actions.quadruped.channels import F64
from synthclips.catalog.actions.quadruped.pace import Gait, Pace
from synthclips.catalog.actions.quadruped.paths import STEP_M, Way
from synthclips.catalog.actions.quadruped.postures import NECK, Habit, Place, stand
from synthclips.catalog.actions.quadruped.rig import Rig
from synthclips.catalog.actions.quadruped.segments import Footfall, Segment, nearest_turns
from synthclips.geometry.kinematics import GRAVITY, thrown_m

FLEXED, REARED = 0.94, 0.40  # of a galloping stride after LH lands: when the back is bent most, and the trunk pitched up most
BENT = np.array([1.0, 0.8, 0.35, -0.25, -0.7, -0.9])  # of a bent back: the pitch of each bone, pelvis to chest
LEAN_STEPS = 18  # samples of the way to either side over which a lean comes and goes
LEVEL = (0.42, 0.50, 0.40, 0.22, 0.04, -0.12)  # pitches of a streaming tail, root to tip
CURLED_RAD = -2.0  # a tail curled over the back stays there
LEANS = 0.45  # into bends, of what would need no push from the side
Point = tuple[float, float, float]
REGISTER_M = 0.075  # a hind paw this near to the forepaw's print steps into it


def body_xy(rig: Rig, way: Way, u_m: F64) -> tuple[F64, F64, F64, F64]:
    """Hips (..., 2), their heading, shoulders (..., 2), their heading, when the middle of the back is at way u_m."""
    joints = rig.place[rig.spine][:, 0]
    step = joints[1:] - joints[:-1]
    middle = way.at(u_m)
    hips, fore = middle.copy(), middle.copy()
    for k in range(ch.SPINE3):
        yaw = way.heading(u_m + joints[k] - joints[ch.SPINE3])
        hips -= step[k] * np.stack([np.cos(yaw), np.sin(yaw)], -1)
    for k in range(ch.SPINE3, ch.CHEST):
        yaw = way.heading(u_m + joints[k] - joints[ch.SPINE3])
        fore += step[k] * np.stack([np.cos(yaw), np.sin(yaw)], -1)
    ends = (joints[0] - joints[ch.SPINE3], joints[ch.CHEST] - joints[ch.SPINE3])
    return hips, way.heading(u_m + ends[0]), fore, way.heading(u_m + ends[1])


def walk(rig: Rig, row: F64, place: Place, manner: Habit, clock: Pace) -> tuple[Segment, F64, Place]:
    """The way as a segment, the row and the place it ends in."""
    way = clock.way
    end_yaw = float(way.yaw_rad[-1])
    x, y = way.xy_m[-1]
    goal = Place(float(x), float(y), place.z_m, end_yaw)
    after = nearest_turns(row, stand(rig, goal, manner))
    ch.turns(after)[: ch.TAIL, 0] = end_yaw
    ch.turns(after)[ch.TAIL :, 0] = end_yaw
    falls, yaws = _footfalls(rig, row, after, clock, place.z_m)
    ch.paws(after)[:, 0] = [yaws[n][-1] if yaws[n] else ch.paws(row)[n, 0] for n in range(4)]
    for n in range(4):
        last = [f for f in falls if f.leg == n]
        ch.toes(after)[n] = last[-1].place_m if last else ch.toes(row)[n]
    end = max([float(clock.time_s[-1]) + 0.25, *(f.lands_s + 0.02 for f in falls)])

    def rows(times_s: F64) -> F64:
        out = _trunk(rig, row, after, manner, clock, times_s, place.z_m, end)
        _feet(out, times_s, row, falls, yaws, clock.gait, rig.hip_m / 0.222)
        return out

    return Segment(float(clock.time_s[0]), end, rows, tuple(falls), 0.6), after, goal


def _footfalls(rig: Rig, row: F64, after: F64, clock: Pace, z: float) -> tuple[list[Footfall], list[list[float]]]:
    """Every step of every paw, forepaws first so that the hind ones find their prints."""
    all_falls: list[Footfall] = []
    yaws: list[list[float]] = [[] for _ in range(4)]
    swing = 1.0 - clock.duty
    last_stride = clock.phase[-1] + 1.4
    for n in range(4):
        landings = np.arange(np.ceil(clock.phase[0] + swing - clock.gait.lands[n] - 1e-9), last_stride) + clock.gait.lands[n]
        prints, yaw = _prints(rig, clock, n, landings)
        leaves = np.maximum(landings - swing, clock.phase[0])
        leaves[:1] = np.minimum(leaves[:1], clock.phase[0] + clock.gait.last_lift)
        lifts, lands = clock.time_at(leaves), clock.time_at(landings)
        here, last = tuple(ch.toes(row)[n].tolist()), tuple(ch.toes(after)[n].tolist())
        for k, (x, y) in enumerate(prints.tolist()):
            goal = (x, y, z)
            if n >= 2:
                goal = _registered(goal, lands[k], lifts[k], all_falls, n - 2)
            if landings[k] - swing >= clock.phase[-1] - 0.05:
                goal = last
            turned = abs(yaw[k] - (yaws[n][-1] if yaws[n] else ch.paws(row)[n, 0]))
            if math.dist(goal, here) < 0.012 and turned < 0.15:
                continue
            all_falls.append(Footfall(n, float(lifts[k]), float(lands[k]), goal))
            yaws[n].append(float(yaw[k]))
            here = goal
    return all_falls, yaws


def _prints(rig: Rig, clock: Pace, n: int, landings: F64) -> tuple[F64, F64]:
    """Where paw n comes down: below its own girdle at the middle of the coming stance."""
    u = clock.way_at(landings + 0.5 * clock.duty)
    hips, hip_yaw, fore, fore_yaw = body_xy(rig, clock.way, u)
    base, yaw = (fore, fore_yaw) if n < 2 else (hips, hip_yaw)
    joint = rig.place[rig.spine[ch.CHEST if n < 2 else 0]]
    moving = np.clip((clock.phase[-1] - landings) * 2.0, 0.0, 1.0)  # narrow track while under way
    ahead = rig.pivot[n, 0] - joint[0] + (0.010 if n < 2 else 0.006) * moving * rig.hip_m / 0.222
    aside = rig.pivot[n, 1] * (1.0 - 0.30 * moving)
    c, s = np.cos(yaw), np.sin(yaw)
    return np.stack([base[:, 0] + c * ahead - s * aside, base[:, 1] + s * ahead + c * aside], 1), yaw


def _registered(goal: Point, lands_s: float, lifts_s: float, falls: list[Footfall], fore: int) -> Point:
    """The forepaw's print if it is near and will be free."""
    best, found = REGISTER_M, goal
    own = [f for f in falls if f.leg == fore]
    for k, f in enumerate(own):
        free = own[k + 1].lifts_s if k + 1 < len(own) else np.inf
        gap = math.dist(f.place_m, goal)
        if gap < best and free <= lands_s and f.lands_s < lifts_s:
            best, found = gap, f.place_m
    return found


def _trunk(rig: Rig, row: F64, after: F64, manner: Habit, clock: Pace, t: F64, z: float, end: float) -> F64:
    """Back, head and tail: along the way, with the gait's waves, eased in from `row` and out to `after`."""
    way, place = clock.way, rig.place[rig.spine][:, 0]
    start = float(clock.time_s[0])
    u = np.interp(t, clock.time_s, np.arange(len(clock.time_s)) * STEP_M)
    phase = np.interp(t, clock.time_s, clock.phase) + np.maximum(0.0, t - clock.time_s[-1]) * clock.hertz[-1]
    s_in = ch.smooth((t - start) / 0.45)
    going = s_in * (1.0 - ch.smooth((t - clock.time_s[-1] + 0.25) / 0.45))
    stride = stand(rig, Place(0.0, 0.0, z, 0.0), manner)
    ease_out = ch.smooth((t - clock.time_s[-1] + 0.3) / max(end - clock.time_s[-1] + 0.3, 1e-6))
    out = np.where(
        (t < 0.5 * (start + end))[:, None], row + (stride - row) * s_in[:, None], stride + (after - stride) * ease_out[:, None]
    )
    out[:, ch.MID.start : ch.MID.start + 2] = way.at(u)
    wave = 2 * np.pi * phase
    k = rig.hip_m / 0.222
    base = row[2] + (stride[2] - row[2]) * s_in
    gait = clock.gait
    out[:, 2] = base - going * (k * gait.sink_m - _bob_m(clock, t, k) * np.cos(2 * (wave - 2 * np.pi * gait.highest)))
    angles = ch.turns(out)
    for j in range(ch.TAIL):
        x = place[j] - place[ch.SPINE3]
        angles[:, j, 0] = way.heading(u + x)
    late = 2 * np.pi * gait.lands[0]  # the chest's waves come after the hips' as the forelegs do
    hip_yaw, chest_yaw = -0.075 * gait.waves * going * np.cos(wave), -0.055 * gait.waves * going * np.cos(wave - late)
    for j, (a, b) in enumerate(((1.0, 0.0), (0.7, 0.2), (0.4, 0.4), (0.2, 0.6), (0.0, 0.8), (0.0, 1.0))):
        angles[:, j, 0] += a * hip_yaw + b * chest_yaw
    roll = going * gait.waves * 0.055
    angles[:, 0, 2] += roll * np.sin(wave)
    angles[:, 1, 2] += 0.6 * roll * np.sin(wave)
    angles[:, 5, 2] += 0.7 * roll * np.sin(wave - late)
    lean = going * _lean(clock, t)
    angles[:, : ch.NECK1, 2] -= lean[:, None]
    inward, yaw = float(rig.place[rig.spine[ch.SPINE3], 2]) * np.sin(lean), way.heading(u)
    out[:, :2] += inward[:, None] * np.stack([-np.sin(yaw), np.cos(yaw)], 1)
    out[:, 2] -= rig.hip_m * (1.0 - np.cos(lean)) + float(np.abs(rig.pivot[:2, 1]).max()) * np.abs(np.sin(lean))
    if gait.bends:
        bent = going * gait.bends * np.cos(wave - 2 * np.pi * FLEXED)
        reared = going * gait.rocks * np.cos(wave - 2 * np.pi * REARED)
        angles[:, : ch.NECK1, 1] += reared[:, None] + bent[:, None] * BENT
    angles[:, NECK, 1] -= going[:, None] * manner.stature.neck
    low = 0.04 + 0.38 * manner.head_low
    angles[:, ch.NECK1, 1] += -going * low * gait.head
    angles[:, ch.NECK2, 1] += -going * (low + 0.1) * gait.head
    angles[:, ch.HEAD, 1] += going * 0.02 * np.cos(2 * wave)
    streams = gait.streams * (min(manner.tail) > CURLED_RAD)
    for j in range(6):
        angles[:, ch.TAIL + j, 1] += going * streams * (LEVEL[j] - manner.tail[j])
        angles[:, ch.TAIL + j, 1] += going * streams * (0.05 + 0.03 * j) * np.cos((1 + (not gait.bends)) * wave - 0.6 * j)
        x = place[0] - place[ch.SPINE3] - 0.045 * (j + 1)
        sway = 0.10 + 0.035 * j
        angles[:, ch.TAIL + j, 0] = way.heading(u + x) + going * sway * np.sin(0.5 * wave - 0.55 * j)
    _keep_ends(out, row, after, way, 1.0 - ch.smooth((t - start) / 0.4), ease_out, rig)
    return out


def _lean(clock: Pace, t: F64) -> F64:
    """(T,) how far to lean into the bends, to the left, radians."""
    at: F64 = np.arange(len(clock.time_s), dtype=np.float64) * STEP_M
    turns = np.gradient(clock.way.heading(at), clock.time_s) * np.gradient(at, clock.time_s)
    width = 2 * LEAN_STEPS + 1
    smoothed = np.convolve(np.pad(turns, LEAN_STEPS, "edge"), np.ones(width) / width, "valid")
    return np.interp(t, clock.time_s, LEANS * np.arctan(smoothed / GRAVITY))


def _bob_m(clock: Pace, t: F64, size: float) -> F64 | float:
    """Half the way the back goes up and down: what falls as fast as it must at the top, if it is thrown."""
    gait = clock.gait
    if not gait.thrown:
        return gait.bob_m * size
    turns_hz = 2.0 * np.interp(t, clock.time_s, clock.hertz)
    return np.minimum(thrown_m(turns_hz), gait.bob_m * size)


def _keep_ends(out: F64, row: F64, after: F64, way: Way, fade: F64, ease_out: F64, rig: Rig) -> None:
    """What the row began with fades (a back not yet bent, a turned head, a swung tail); what it ends in is eased into."""
    place = rig.place[rig.spine][:, 0]
    angles, first, last = ch.turns(out), ch.turns(row), ch.turns(after)
    for j in range(15):
        x = place[j] - place[ch.SPINE3] if j < ch.TAIL else place[0] - place[ch.SPINE3] - 0.045 * (j - ch.TAIL + 1)
        angles[:, j, 0] += fade * (first[j, 0] - way.heading(np.array(x)))
        angles[:, j, 0] += ease_out * (last[j, 0] - angles[:, j, 0])


def _feet(out: F64, t: F64, row: F64, falls: list[Footfall], yaws: list[list[float]], gait: Gait, k: float) -> None:
    """Toes: still in stance; in swing up, over and down, the paw folded back at first."""
    feet, turned, tall = ch.toes(out), ch.paws(out), min(k, k**0.5)
    for n in range(4):
        here, yaw = ch.toes(row)[n].copy(), float(ch.paws(row)[n, 0])
        feet[:, n], turned[:, n, 0] = here, yaw
        lean = ch.LEAN.start + n
        for fall, goal_yaw in zip((f for f in falls if f.leg == n), yaws[n], strict=True):
            goal = np.array(fall.place_m)
            lifted, landed = np.searchsorted(t, (fall.lifts_s, fall.lands_s), side="right")
            on = slice(lifted, landed)
            feet[landed:, n], turned[landed:, n, 0] = goal, goal_yaw
            q = (t[on] - fall.lifts_s) / (fall.lands_s - fall.lifts_s)
            eased = 0.35 * q + 0.65 * ch.smooth(q)
            size = min(1.0, 0.25 + float(np.sqrt(((goal - here) ** 2).sum())) / 0.22)
            feet[on, n] = here + (goal - here) * eased[:, None]
            feet[on, n, 2] += size * tall * gait.swing_m[n // 2] * ch.bump(q**0.85)
            turned[on, n, 0] = yaw + (goal_yaw - yaw) * eased
            fold = size * ch.bump(np.minimum(1.0, q / 0.85) ** 0.75)
            turned[on, n, 1] += fold * gait.folds[n // 2]
            if n >= 2:
                out[on, lean] += fold * 0.38
            here, yaw = goal, goal_yaw
