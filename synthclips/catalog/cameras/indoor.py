"""Indoor cameras. Sensor numbers are typical of 1/2.9 inch 1080p sensors with 2.8 um pixels behind an f/2 lens."""

from __future__ import annotations

from typing import Annotated

from synthclips.camera.model import CameraModel
from synthclips.catalog import Kind
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Uniform


def indoor_camera(
    *,
    sensitivity: Annotated[float, Range(10, 100000), Unit("e-/(cd/m2 s)")],
    infrared_sensitivity: Annotated[float, Range(10, 100000), Unit("e-/(cd/m2 s)")],
    full_well_e: Annotated[float, Range(500, 200000), Unit("e-")],
    read_noise_e: Annotated[float, Range(0, 100), Unit("e-")],
    max_exposure_s: Annotated[float, Range(0.0005, 1), Unit("s")],
    max_gain: Annotated[float, Range(1, 1024)],
    mains_hz: Annotated[float, Range(0, 60), Unit("Hz")],
    response_s: Annotated[float, Range(0.05, 10), Unit("s")],
    target: Annotated[float, Range(0.1, 0.9)],
    infrared_target: Annotated[float, Range(0.1, 0.9)],
    balance: Annotated[float, Range(0, 1)],
    vignette: Annotated[float, Range(0, 0.9)],
    glare: Annotated[float, Range(0, 0.2)],
    contrast: Annotated[float, Range(0, 1)],
    saturation: Annotated[float, Range(0, 2)],
    sharpening: Annotated[float, Range(0, 3)],
    denoise_day: Annotated[float, Range(0, 0.95)],
    denoise_night: Annotated[float, Range(0, 0.95)],
    crf: Annotated[float, Range(0, 51)],
) -> CameraModel:
    """A camera of given sensor, automatic and picture processing."""
    return CameraModel(**locals())


CLOUD = {
    "sensitivity": Uniform(2200, 3000),
    "infrared_sensitivity": Uniform(2200, 3000),
    "full_well_e": Uniform(7000, 9000),
    "read_noise_e": Uniform(2.0, 3.0),
    "max_exposure_s": Choice((0.04, 0.05)),
    "max_gain": Uniform(48, 80),
    "mains_hz": Choice((50.0, 60.0)),
    "response_s": Uniform(0.3, 0.6),
    "target": Uniform(0.5, 0.56),
    "infrared_target": Uniform(0.42, 0.5),
    "balance": Uniform(0.7, 0.9),
    "vignette": Uniform(0.08, 0.18),
    "glare": Uniform(0.02, 0.035),
    "contrast": Uniform(0.45, 0.7),
    "saturation": Uniform(0.9, 1.1),
    "sharpening": Uniform(0.5, 1.0),
    "denoise_day": Uniform(0.65, 0.75),
    "denoise_night": Uniform(0.75, 0.85),
    "crf": 23.0,
}

BUDGET = CLOUD | {
    "sensitivity": Uniform(1400, 2000),  # pixels of 2 um behind f/2.2
    "infrared_sensitivity": Uniform(1400, 2000),
    "full_well_e": Uniform(4500, 6500),
    "read_noise_e": Uniform(2.5, 4.0),
    "balance": Uniform(0.4, 0.7),
    "vignette": Uniform(0.15, 0.28),
    "glare": Uniform(0.03, 0.05),  # plastic lenses, little coating
    "contrast": Uniform(0.5, 0.7),
    "saturation": Uniform(0.75, 1.0),
    "sharpening": Uniform(0.9, 1.6),
    "denoise_day": Uniform(0.7, 0.8),
    "denoise_night": Uniform(0.82, 0.9),
    "crf": 27.0,
}

STARLIGHT = CLOUD | {
    "sensitivity": Uniform(5000, 7000),
    "infrared_sensitivity": Uniform(5000, 7000),
    "full_well_e": Uniform(10000, 14000),
    "read_noise_e": Uniform(1.0, 1.6),
    "max_exposure_s": Choice((1 / 15, 0.08)),  # slow shutter, as makers call it
    "max_gain": Uniform(90, 150),
    "vignette": Uniform(0.05, 0.12),
    "glare": Uniform(0.015, 0.025),
    "denoise_day": Uniform(0.55, 0.7),
    "crf": 22.0,
}

KINDS = (
    Kind("indoor_cloud", "1080p indoor cloud camera, mid-range", indoor_camera, CLOUD),
    Kind("indoor_budget", "cheap indoor camera: small pixels, noisy nights, hard sharpening", indoor_camera, BUDGET),
    Kind("indoor_starlight", "indoor camera with a large low-noise sensor", indoor_camera, STARLIGHT),
)
