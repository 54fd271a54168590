"""One clip by itself, outside any data set: a stored recipe made again."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from synthclips.dataset import store
from synthclips.dataset.write import write_files
from synthclips.scene.records import Scene


def render(scene: Scene, out: Path, *, dense: Sequence[str] = ()) -> Path:
    """Makes a recipe's clip and truth in the folder `out`, over what an earlier call left there; returns the clip's path."""
    with store.writing(out, clips=False):
        store.sweep(out)
        partial = out / f"{store.PARTIAL}clip"
        partial.mkdir()
        try:
            write_files(scene, partial, dense=dense, alive=lambda: None)
            for name in (store.DEPTH, store.SCENE, store.CLIP, store.TRUTH):
                (out / name).unlink(missing_ok=True)
            for made in sorted(partial.iterdir()):
                made.replace(out / made.name)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return out / store.CLIP
