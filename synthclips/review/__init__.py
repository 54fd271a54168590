"""Pictures that show what happened in a clip and what the truth says of it."""

from __future__ import annotations

from pathlib import Path

from synthclips import pipeline
from synthclips.dataset import seal, store
from synthclips.dataset.render import render
from synthclips.review import picture
from synthclips.scene.spec import SceneSpec

PICTURE = "preview.png"


def preview(spec: SceneSpec, out: Path, *, seed: int, index: int) -> tuple[Path, Path]:
    """One clip of a scene and one picture of it, into the folder `out`; (clip, picture)."""
    clip = render(pipeline.make_scene(spec, seed=seed, index=index), out)
    store.write_whole(out / PICTURE, picture.picture(clip, seal.read_truth(out)))
    return clip, out / PICTURE
