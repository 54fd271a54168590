"""Capture: the light of each exposure becomes the frames a camera delivers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from synthclips.camera import develop
from synthclips.camera.clock import Clock
from synthclips.camera.encode import Encoder
from synthclips.camera.exposure import (
    BALANCE_S,
    FASTEST,
    GRID,
    HIGHLIGHTS,
    HIGHLIGHTS_INFRARED,
    NIGHT,
    AutoExposure,
    Exposure,
    Limits,
    Statistics,
    meter,
)
from synthclips.camera.glare import Glare, Rect
from synthclips.camera.model import CameraModel, corner_loss, numbers, scale
from synthclips.camera.noise import pool
from synthclips.camera.places import ROWS, adapt
from synthclips.camera.planes import Planes, planes_to_rgb
from synthclips.camera.stream import frame_rate
from synthclips.catalog import kind
from synthclips.halves import U16, encoded
from synthclips.scene.annotations import parameters
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Camera
from synthclips.scene.varied import misfit

__all__ = ["Capture", "Planes", "encoder_of", "model_of", "planes_to_rgb"]

F32 = NDArray[np.float32]


def model_of(camera: Camera) -> CameraModel:
    """The preset made with the camera's numbers. Raises SceneError naming the one that is missing, unknown or out of range."""
    make = kind("cameras", camera.preset).make
    wrong = misfit(camera.params, parameters(make))
    if wrong:
        raise SceneError(wrong[1], where=f"camera.params.{wrong[0]}")
    model: CameraModel = make(**camera.params)
    return model


def encoder_of(camera: Camera, path: Path) -> Encoder:
    """The encoder of a camera's stream: its size, exact frame rate and quality."""
    rate, crf = frame_rate(camera.fps), model_of(camera).crf
    return Encoder(path, width=camera.width_px, height=camera.height_px, rate=rate, crf=crf)


class Capture:
    """One camera's chain for one clip. Frames come in order; the planes of one are valid until the next."""

    def __init__(self, scene_camera: Camera, fov_rad: float = 1.6) -> None:
        w, h = scene_camera.width_px, scene_camera.height_px
        if w < 16 or h < 16 or w % 2 or h % 2:
            raise SceneError(f"{w}x{h} cannot be filmed: both sides must be even and at least 16 pixels", where="camera")
        self.camera, self.model = scene_camera, model_of(scene_camera)
        self._loss = corner_loss(self.model, fov_rad, w, h)
        self.exposures: list[Exposure] = []  # one a frame
        self._channels = 1 if scene_camera.infrared else 3
        self._across, self._down = _distances(w, h)
        self._limits = _limits(self.model, scene_camera)
        self._automatic, self._local = AutoExposure(self._limits), np.ones((ROWS, w), np.float32)
        self._lines = np.zeros((develop.LINES, w), np.float32)
        self._glare = Glare(w, h, self._channels, self.model.glare)
        self._memory_y = np.zeros((h, w), np.int16)
        self._memory_c = np.zeros((2, h // 2, w // 2), np.int16)
        self._planes = Planes(np.zeros((h, w), np.uint8), *np.full((2, h // 2, w // 2), 128, np.uint8))
        rate = frame_rate(scene_camera.fps)
        self._clock = Clock(scene_camera.start_time, rate, width=w, height=h) if scene_camera.clock else None

    def frame(self, radiance: F32 | U16, index: int, changed: tuple[Rect, ...] | None = None) -> Planes:
        """The delivered frame of (H, C, W) cd/m2, float32 or in `halves`; C = 1 in infrared, 3 otherwise.

        changed: rectangles x0, y0, x1, y1 where it may differ from the frame before; None: anywhere.
        """
        light, exposure, n = self._expose(radiance)
        self._glare.follow(light, changed)
        key, planes = self.camera.key, self._planes
        balance = np.array(exposure.balance[: self._channels], np.float32)
        develop.develop(
            light, self._across, self._down, balance, n, self._local, self._glare.field, self._glare.block, pool()[0], key, index,
            self._memory_y, self._memory_c, self._lines, planes.y, planes.u, planes.v,
        )  # fmt: skip
        if self._clock is not None:
            self._clock.stamp(planes, index)
        self._automatic.watch(self._metered(light, exposure))
        return planes

    def raw(self, radiance: F32 | U16, index: int) -> F32:
        """(H, C, W) sensor signal of the next frame, 1 = full well at the present gain, up to `WHITE`; noise included, before
        places get gains of their own.

        Nothing moves on.
        """
        light = self._flat(radiance)
        if not self.exposures:
            self._automatic.settle(lambda e: self._metered(light, e))
        n = self._numbers(self._automatic.settings, first=False)
        out = np.empty(light.shape, np.float32)
        even = np.ones_like(self._local)
        glare = Glare(self.camera.width_px, self.camera.height_px, self._channels, self.model.glare)
        glare.follow(light, None)
        develop.expose(
            light,
            self._across,
            self._down,
            n,
            even,
            glare.field,
            glare.block,
            pool()[0],
            self.camera.key,
            index,
            self._lines,
            out,
        )
        return out.reshape(radiance.shape)

    def _expose(self, radiance: F32 | U16) -> tuple[U16, Exposure, F32]:
        light = self._flat(radiance)
        first = not self.exposures
        if first:
            self._automatic.settle(lambda e: self._metered(light, e))
        exposure = self._automatic.settings
        self._adapt(light, exposure)
        self.exposures.append(exposure)
        return light, exposure, self._numbers(exposure, first=first)

    def _numbers(self, exposure: Exposure, *, first: bool) -> F32:
        unbalanced = Exposure(exposure.exposure_s, exposure.gain)  # white balance drifts, and is not in them: they are known
        return numbers(self.model, unbalanced, loss=self._loss, infrared=self.camera.infrared, first=first)

    def _flat(self, radiance: F32 | U16) -> U16:
        expected = (self.camera.height_px, self._channels, self.camera.width_px)
        assert radiance.shape == expected, f"radiance is {radiance.shape}, not {expected}"
        codes: U16 = radiance if radiance.dtype == np.uint16 else encoded(radiance)  # type: ignore[arg-type, assignment]
        return np.ascontiguousarray(codes).reshape(expected[0], -1)

    def _adapt(self, light: U16, exposure: Exposure) -> None:
        full = scale(self.model, exposure, infrared=self.camera.infrared)
        adapt(light, self._channels, self._across, self._down, self._loss, full, self._automatic.target, self._local)

    def _metered(self, light: U16, exposure: Exposure) -> Statistics:
        out = np.zeros(7)
        full = scale(self.model, exposure, infrared=self.camera.infrared)
        step = max(1, self.camera.width_px // GRID)
        meter(light, self._channels, step, self._across, self._down, self._loss, full, np.array(exposure.balance), out)
        return out


def _limits(model: CameraModel, camera: Camera) -> Limits:
    return Limits(
        longest_s=min(model.max_exposure_s, 1 / camera.fps),
        max_gain=model.max_gain,
        half_wave_s=0.5 / model.mains_hz if model.mains_hz else 0.0,
        target=model.infrared_target if camera.infrared else model.target,
        night=0.0 if camera.infrared else NIGHT,
        highlights=HIGHLIGHTS_INFRARED if camera.infrared else HIGHLIGHTS,
        rate=min(FASTEST, 1 / (camera.fps * model.response_s)),
        balance=0.0 if camera.infrared else model.balance,
        balance_rate=min(FASTEST, 1 / (camera.fps * BALANCE_S)),
    )


def _distances(width: int, height: int) -> tuple[F32, F32]:
    """Squared distances from the centre, 1 in the corner: (W,) by column and (H,) by row."""
    corner = (width / 2) ** 2 + (height / 2) ** 2
    across = (np.arange(width) + 0.5 - width / 2) ** 2 / corner
    down = (np.arange(height) + 0.5 - height / 2) ** 2 / corner
    return across.astype(np.float32), down.astype(np.float32)
