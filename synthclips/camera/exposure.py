"""Automatic exposure, gain and white balance: slow loops on a coarse grid of samples, as a camera's firmware runs them.

White balance believes what is nearly grey, and the mean of the room a little, lest a grey street in the window leave it orange.
What is bright counts more than the rest, lest it burns out (the "highlight" constraint of the Raspberry Pi Camera Algorithm
and Tuning Guide). In infrared it counts far more: who stands near the camera stands near its lamp, and cameras turn lamp or
gain down ("smart IR", "anti-infrared overexposure" in the manuals of Hikvision and Tenda). The room behind turns dark then.
Where the lamp is the only light, its power and the gain are the same to the picture, so there is one loop for both.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthclips.halves import U16, lit
from synthclips.kernel import kernel

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]

FALL = 1.7  # light lost at squared radius r: loss * (FALL r - (FALL - 1) r^2); follows a power of cos within 4 % of the loss
DELAY = 2  # frames from metering to effect
GRID = 48  # metered samples across the picture
SHORTEST_S = 1 / 8000
DEAD_STOPS, REST_STOPS = 0.12, 0.02  # a settled loop wakes over the one and sleeps under the other
FASTEST = 0.2  # share of the error corrected in a frame, at most
MOST_STOPS = 0.5  # in one frame
BALANCE_S = 2.0  # time constant of white balance
BALANCE_RANGE = 2.6
LAMPLIGHT = (0.83, 1.29)  # red and blue gains that make 3500 K grey
DIM_GAIN = 24.0  # at which only half of what grey surfaces say of the light is believed, half lamplight
NIGHT_GAIN, NIGHT = 60.0, 0.7  # at this gain half that share of the target is given up: night looks like night, with less noise
METERED = 4.0  # full wells: what is brighter counts no more
COLOURED = 0.12  # weight of what is far from grey in the white balance, to that of what is grey
BRIGHT = 0.7  # square root of the signal from which a sample is a highlight
HIGHLIGHTS, HIGHLIGHTS_INFRARED = 0.3, 4.0  # times that what they are over it counts more

Statistics = F64  # (7,) of `meter`


@dataclass(frozen=True)
class Exposure:
    """What the sensor was set to in one frame."""

    exposure_s: float
    gain: float  # analogue times digital, >= 1
    red: float = 1.0  # white balance, relative to green
    blue: float = 1.0

    @property
    def balance(self) -> tuple[float, float, float]:
        """Channel gains, the smallest 1, so that a full well stays white."""
        least = min(self.red, 1.0, self.blue)
        return self.red / least, 1.0 / least, self.blue / least


@kernel
def meter(
    light: U16, channels: int, step: int, across: F32, down: F32, loss: float, scale: float, balance: F64, out: F64
) -> None:
    """Centre-weighted statistics of light (H, C * W), in `halves`, as the sensor would see it at `scale`, into out (7,) float64:

    sum of weights, of sqrt of luma up to a full well, of how far it is over `BRIGHT` (of the middle: at the edges walls are
    near, and may burn out); near-grey weight, its red, green and blue.
    """
    out[:] = 0.0
    width = light.shape[1] // channels
    red, green, blue = 0, channels // 2 * width, (channels - 1) * width
    for r in range(step // 2, light.shape[0], step):
        for x in range(step // 2, width, step):
            rr = across[x] + down[r]
            seen = scale * (1.0 - loss * rr * (FALL - (FALL - 1.0) * rr))
            a, b, c = lit(light[r, red + x]) * seen, lit(light[r, green + x]) * seen, lit(light[r, blue + x]) * seen
            wa, wb, wc = min(a * balance[0], METERED), min(b * balance[1], METERED), min(c * balance[2], METERED)
            luma = 0.2126 * wa + 0.7152 * wb + 0.0722 * wc
            weight, root = 1.0 - 0.75 * rr, math.sqrt(luma)
            out[0] += weight
            out[1] += weight * min(root, 1.0)
            out[2] += weight * max(1.0 - 2.0 * rr, 0.0) * max(root - BRIGHT, 0.0)
            top = max(a, b, c)
            if 0.02 < luma and top < 0.98:
                off = (max(wa, wb, wc) - min(wa, wb, wc)) / max(wa, wb, wc)
                grey = max(1.0 - 2.2 * off, COLOURED) * luma
                out[3] += grey
                out[4] += grey * a / luma
                out[5] += grey * b / luma
                out[6] += grey * c / luma


@dataclass(frozen=True)
class Limits:
    """What the automatic may do, and what it aims at."""

    longest_s: float
    max_gain: float
    half_wave_s: float  # exposures over it are whole multiples of it; 0: any
    target: float  # mean square root of the signal
    night: float  # share of it that is given up at the end of the gain
    highlights: float  # times that highlights count more
    rate: float  # share of the error corrected in a frame
    balance: float  # 0..1 towards grey; 0 in infrared
    balance_rate: float


class AutoExposure:
    """The loop of one clip: `settings` is what the next frame is taken with, `watch` hears what a frame looked like."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._stops = math.log2(0.01)  # log2 of exposure times gain
        self._red = self._blue = 1.0
        self._awake = False
        self._pending: deque[tuple[float, float, float]] = deque()

    @property
    def settings(self) -> Exposure:
        """What the next frame is taken with."""
        limits = self._limits
        total = round(2.0**self._stops, 9)
        exposure_s = min(total, limits.longest_s)
        if 0 < limits.half_wave_s <= exposure_s:
            exposure_s = math.floor(exposure_s / limits.half_wave_s + 1e-6) * limits.half_wave_s
        gain = min(max(total / exposure_s, 1.0), limits.max_gain)
        return Exposure(round(exposure_s, 9), round(gain, 6), round(self._red, 6), round(self._blue, 6))

    @property
    def target(self) -> float:
        """Mean square root of the signal it aims at: lower, the more gain that takes."""
        night = (self.settings.gain / NIGHT_GAIN) ** 2
        return self._limits.target * (1 - self._limits.night * night / (1 + night))

    def settle(self, metered: Callable[[Exposure], Statistics]) -> None:
        """Converge on the first frame: the camera was running before the clip began."""
        for _ in range(60):
            stops, red, blue = self._wish(metered(self.settings))
            self._move(0.6 * stops)
            self._turn(red, blue, 0.3)

    def watch(self, statistics: Statistics) -> None:
        """Take note of the frame just taken; what follows from it shows DELAY frames later."""
        stops, red, blue = self._wish(statistics)
        self._pending.append((self._stops + stops, red, blue))
        if len(self._pending) <= DELAY:
            return
        aim, red, blue = self._pending.popleft()
        stops = aim - self._stops  # what was done since the metering counts: no overshoot
        self._turn(red, blue, self._limits.balance_rate)
        self._awake = abs(stops) > (REST_STOPS if self._awake else DEAD_STOPS)
        if self._awake:
            self._move(min(max(self._limits.rate * stops, -MOST_STOPS), MOST_STOPS))

    def _wish(self, s: Statistics) -> tuple[float, float, float]:
        """Stops too dark, and the red and blue gains that would make the near-grey parts grey."""
        brightness = max((s[1] + self._limits.highlights * s[2]) / s[0], 1e-3)
        stops = 2 * math.log2(self.target / brightness)
        if s[3] <= 0:
            return stops, self._red, self._blue
        return stops, _within(float(s[5] / max(s[4], 1e-9))), _within(float(s[5] / max(s[6], 1e-9)))

    def _move(self, stops: float) -> None:
        low, high = math.log2(SHORTEST_S), math.log2(self._limits.longest_s * self._limits.max_gain)
        self._stops = round(min(max(self._stops + stops, low), high) * 4096) / 4096

    def _turn(self, red: float, blue: float, rate: float) -> None:
        strength, dim = self._limits.balance, (self.settings.gain / DIM_GAIN) ** 2
        seen, rest = 1 / (1 + dim), strength * dim / (1 + dim)
        self._red += rate * (1 + seen * strength * (red - 1) + rest * (LAMPLIGHT[0] - 1) - self._red)
        self._blue += rate * (1 + seen * strength * (blue - 1) + rest * (LAMPLIGHT[1] - 1) - self._blue)


def _within(gain: float) -> float:
    return min(max(gain, 1 / BALANCE_RANGE), BALANCE_RANGE)
