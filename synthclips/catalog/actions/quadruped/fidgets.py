"""What an animal does all the time: breathe, look about, turn an ear, move the tail's tip."""

from __future__ import annotations

import numpy as np

from synthclips.catalog.actions.quadruped import channels as ch
from synthclips.catalog.actions.quadruped.channels import F64
from synthclips.scene.streams import Stream, stable_key


def fidget(rows: F64, times_s: F64, restless: F64, key: int) -> F64:
    """Rows with the small motions added; restless (T,) 0..1 says how much head and tail may stray."""
    stream = Stream(stable_key(key, "fidgets"))
    out = rows.copy()
    angles = ch.turns(out)
    breath = np.sin(2 * np.pi * stream.uniform(0.35, 0.5) * times_s + stream.uniform(0, 6))
    angles[:, 1:5, 1] += 0.008 * breath[:, None] * np.array([1.0, 0.5, -0.5, -1.0])
    head = _glances(times_s, stream, every_s=2.6, share=0.65)
    nod = _glances(times_s, stream, every_s=3.4, share=0.5)
    angles[:, ch.NECK2, 0] += 0.22 * restless * head
    angles[:, ch.HEAD, 0] += 0.60 * restless * head
    angles[:, ch.HEAD, 1] += 0.16 * restless * nod
    angles[:, ch.HEAD, 2] += 0.05 * restless * _glances(times_s, stream, every_s=4.0, share=0.4)
    ears = ch.ears(out)
    for e in range(2):
        ears[:, e, 0] += 0.10 * _glances(times_s, stream, every_s=1.8, share=0.5)
        ears[:, e, 1] += 0.35 * np.abs(_glances(times_s, stream, every_s=2.2, share=0.4))
    flick = _glances(times_s, stream, every_s=1.5, share=0.7)
    sway = np.sin(2 * np.pi * stream.uniform(0.25, 0.45) * times_s + stream.uniform(0, 6))
    for j in range(6):
        angles[:, ch.TAIL + j, 0] += (0.02 + 0.05 * j) * restless * (0.5 * sway + 0.6 * flick) * (j / 5.0)
    return out


def _glances(times_s: F64, stream: Stream, *, every_s: float, share: float) -> F64:
    """A signal in -1..1 that rests at 0, jumps to a value now and then and stays a while: how eyes and heads move."""
    count = 64
    starts = np.cumsum([every_s * (0.4 + 1.2 * stream.unit()) for _ in range(count)]) - every_s
    values = np.array([stream.uniform(-1.0, 1.0) if stream.chance(share) else 0.0 for _ in range(count)])
    times = np.mod(times_s, float(starts[-1]))
    k = np.clip(np.searchsorted(starts, times, side="right") - 1, 0, count - 1)
    before = np.where(k > 0, values[np.maximum(k - 1, 0)], 0.0)
    return before + (values[k] - before) * ch.smooth((times - starts[k]) / 0.35)
