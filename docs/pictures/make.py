"""Makes the pictures of the documentation: python docs/pictures/make.py"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from synthclips.camera.planes import planes_to_rgb
from synthclips.pipeline import Take, make_scene
from synthclips.stages.load import load_scene

HERE = Path(__file__).parent
SIZE = {"clip.size": [640, 360], "clip.clips_per_home": 1, "clip.fps": 5}
OVERVIEW = (  # scene, what happens, seed, index
    ("living_room_day", "pet", 20, 3),
    ("living_room_day", "both", 3, 0),
    ("living_room_night", "intruder", 100, 1),
    ("living_room_day", "resident", 20, 7),
    ("living_room_night", "pet", 23, 3),
    ("hallway_night", "intruder", 100, 3),
)
PER_ROW = 3


def fullest_frame(scene: str, what: str, seed: int, index: int) -> np.ndarray:
    """The frame in which most of the actors is to be seen."""
    recipe = make_scene(load_scene(scene, {**SIZE, "mix": {what: 1.0}}), seed=seed, index=index)
    actors = {a.id for a in recipe.actors}
    best, picture = -1.0, None
    for frame in Take(recipe):
        seen = [o.visible_px**0.5 if o.id in actors else 0.0 for o in frame.observations]
        whole = all(o.truncation < 0.05 for o in frame.observations if o.id in actors)
        if whole and sum(seen) > best:
            best, picture = sum(seen), planes_to_rgb(frame.planes).copy()
    assert picture is not None, (scene, seed, index)
    return picture


def main() -> None:
    """Films the picks and writes overview.jpg."""
    pictures = [fullest_frame(*pick) for pick in OVERVIEW]
    rows = [np.concatenate(pictures[k : k + PER_ROW], 1) for k in range(0, len(pictures), PER_ROW)]
    Image.fromarray(np.concatenate(rows)).save(HERE / "overview.jpg", quality=88)


if __name__ == "__main__":
    main()
