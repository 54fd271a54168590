"""What a camera is, in numbers, and the vector of them that the pixel kernels read.

Photometry: signal in electrons = radiance (cd/m2) x exposure (s) x sensitivity; noise after EMVA Standard 1288.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from synthclips.camera import develop as k
from synthclips.camera.exposure import FALL, Exposure
from synthclips.camera.noise import pool
from synthclips.camera.tone import s_curve, shoulder, sqrt_span

TOE = 0.004  # signal below which the tone curve runs straight; where the dark is noisier, more of it, lest grain is amplified
BLOCK = 4  # pixels whose changes the denoiser sums; their distances from before are then averaged over blocks around


@dataclass(frozen=True)
class CameraModel:
    """One camera's settled numbers, as a preset makes them."""

    sensitivity: float  # electrons per (cd/m2 s), green
    infrared_sensitivity: float  # the same without the infrared-cut filter, per unit of infrared radiance
    full_well_e: float
    read_noise_e: float
    max_exposure_s: float
    max_gain: float
    mains_hz: float  # exposures over a half-wave are whole half-waves, against flicker; 0: off
    response_s: float  # time constant of automatic exposure
    target: float  # brightness it aims at by day: mean of the square root of the signal
    infrared_target: float
    balance: float  # 0..1, how far white balance goes towards grey
    vignette: float  # 0..1, how much of the natural cos^4 falloff is left after the lens's design and shading correction
    glare: float  # light that the lens scatters over the picture, as a share of the light it is sharp in
    contrast: float  # strength of the S of the tone curve
    saturation: float
    sharpening: float  # gain of edges
    denoise_day: float  # 0..1, share of the old frame kept where nothing moves
    denoise_night: float
    crf: float  # H.264 constant rate factor


def corner_loss(model: CameraModel, fov_rad: float, width: int, height: int) -> float:
    """Share of the light lost in the corner: cos^4 of its angle to the axis, to the power the preset leaves."""
    angle = min(fov_rad / 2 * math.hypot(width, height) / width, 1.3)
    return round(1 - math.pow(math.cos(angle), 4 * model.vignette), 6)


def scale(model: CameraModel, exposure: Exposure, *, infrared: bool) -> float:
    """Full wells of signal per unit of light, as precise as the kernels have it."""
    sensitivity = model.infrared_sensitivity if infrared else model.sensitivity
    return float(np.float32(sensitivity * exposure.exposure_s * exposure.gain / model.full_well_e))


@lru_cache(maxsize=16)
def numbers(model: CameraModel, exposure: Exposure, *, loss: float, infrared: bool, first: bool) -> NDArray[np.float32]:
    """The vector `n` of the kernels, to be read only. The first frame is as calm as if the denoiser had long run."""
    n = np.zeros(k.COUNT, np.float64)
    n[k.SCALE] = scale(model, exposure, infrared=infrared)
    n[k.SHOT] = exposure.gain / model.full_well_e
    n[k.READ] = (exposure.gain * model.read_noise_e / model.full_well_e) ** 2
    n[k.FALL_2], n[k.FALL_4] = -FALL * loss, (FALL - 1) * loss
    toe = TOE + 1.5 * math.sqrt(n[k.READ])
    n[k.TOE] = toe
    n[k.LEVEL], n[k.SLOPE], n[k.SQUARE], n[k.CUBE] = s_curve(model.contrast, toe)
    n[k.KNEE], n[k.TOP], n[k.SHOULDER], n[k.END], n[k.TAIL] = shoulder(model.contrast, toe)
    n[k.SATURATION] = model.saturation * (1 - 0.8 * exposure.gain / (exposure.gain + 24))
    keep = model.denoise_night if infrared else model.denoise_day
    rest = math.sqrt((1 - keep) / (1 + keep))  # what a recursive filter leaves of white noise
    n[k.NOISE] = pool()[1] * (rest if first else 1.0)
    _set_denoising(n, keep, rest, model, infrared)
    if first:
        n[k.HOLD] = 1.0
    return n.astype(np.float32)


def _set_denoising(n: NDArray[np.float64], keep: float, rest: float, model: CameraModel, infrared: bool) -> None:
    """Thresholds in multiples of the noise that the present gain makes, as a camera's own tables do."""
    sigma = _noise_codes(n, infrared, (0.02, 0.15))
    block = sigma * math.sqrt(BLOCK * (1 + rest * rest))  # of a block's change at rest; 0.8 of it is the mean distance
    n[k.HOLD] = 1 - keep
    n[k.CHROMA_MOTION], n[k.CHROMA_HOLD] = 2.0, 0.6
    n[k.CALM] = 1.15 * block + (0.0 if infrared else 1.5 * sigma) + 0.15 * BLOCK * 64
    n[k.OPEN] = keep / max(block, 2.0 * BLOCK * 64)
    n[k.SHARPEN], n[k.SMOOTH] = model.sharpening * (0.5 if infrared else 1.0), 0.75 if infrared else 0.6
    noise = 3.0 * _noise_codes(n, infrared, (0.003, 0.02))
    n[k.CORE], n[k.CORE_MOVING] = noise * rest + 32, noise * (1 - rest) / max(keep, 0.01)


def _noise_codes(n: NDArray[np.float64], infrared: bool, signals: tuple[float, ...]) -> float:
    """Standard deviation of one pixel's luma before denoising, in 1/64 codes: the largest over `signals`."""
    mix = 1.0 if infrared else 0.78  # three channels average out a little
    slope = 219 * 64 / sqrt_span(float(n[k.TOE]))[1] / 2
    return mix * max(slope / math.sqrt(x + n[k.TOE]) * math.sqrt(n[k.SHOT] * x + n[k.READ]) for x in signals)
