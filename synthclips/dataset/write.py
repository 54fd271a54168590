"""Writing one clip: frames stream into the encoder, truth and hashes follow, and the folder appears whole."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from synthclips import pipeline
from synthclips.camera.encode import Encoder
from synthclips.camera.stream import FrameHash, frame_rate
from synthclips.dataset import seal, store
from synthclips.dataset.identity import encoded
from synthclips.formats.depth import DepthWriter
from synthclips.memory import give_back, uncollected
from synthclips.scene.plain import to_plain
from synthclips.scene.records import Scene
from synthclips.stages.capture import model_of


@dataclass(frozen=True)
class Written:
    """What a run reports of one clip."""

    index: int
    frames: int
    seconds: float
    verdict: str
    caption: str
    sha256: str  # the clip's identity


def write_clip(scene: Scene, out: Path, *, dense: Sequence[str] = (), alive: Callable[[], None] = lambda: None) -> Written:
    """Makes the clip of a recipe and puts it into the data set `out`; `alive` is called every frame and may raise to stop."""
    started = time.monotonic()
    with store.partial_clip(out, scene.index) as folder, uncollected():
        written = write_files(scene, folder, dense=dense, alive=alive)
    give_back()
    return Written(scene.index, scene.frame_count, time.monotonic() - started, *written)


def write_files(scene: Scene, folder: Path, *, dense: Sequence[str], alive: Callable[[], None]) -> tuple[str, str, str]:
    """clip.mp4, scene.json, truth.json and what `dense` names, into `folder`; (verdict, caption, identity)."""
    (folder / store.SCENE).write_bytes(encoded(to_plain(scene)))
    take = pipeline.Take(scene)
    depth = DepthWriter(take.plate.depth_m) if "depth" in dense else None
    observations, exposures = [], []
    frames = FrameHash()
    with _encoder(scene, folder / store.CLIP) as encoder:
        for frame in take:
            alive()
            encoder.write(frame.planes)
            frames.add(frame.planes)
            observations.append(frame.observations)
            exposures.append(frame.exposure)
            if depth is not None:
                depth.add(frame.index, frame.gbuffer)
        encoder.end()
        truth = take.truth(observations, exposures)
        if depth is not None:
            depth.save(folder / store.DEPTH, height=scene.camera.height_px, width=scene.camera.width_px)
        encoder.finish()
    whole = seal.write_sealed(folder, truth, frames.hexdigest())
    return whole["verdict"], whole["caption"], whole["provenance"]["hashes"]["clip"]


def _encoder(scene: Scene, path: Path) -> Encoder:
    camera = scene.camera
    return Encoder(path, width=camera.width_px, height=camera.height_px, rate=frame_rate(camera.fps), crf=model_of(camera).crf)
