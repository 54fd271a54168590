"""Makes the pictures of the documentation, and sheets of homes to judge.

python docs/pictures/make.py                           overview.jpg, a picture of every scene file, and docs/scenes.md
python docs/pictures/make.py scenes hallway_night      only that scene's picture, and docs/scenes.md
python docs/pictures/make.py homes --seeds 1000-1059   sixty homes over all scenes, on pages of twelve, in homes/
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from synthclips.camera.planes import planes_to_rgb
from synthclips.formats import look
from synthclips.pipeline import Frame, Take, make_scene
from synthclips.scene.library import scene_files, scene_summary
from synthclips.scene.records import Scene
from synthclips.scene.streams import stable_key
from synthclips.stages.bake import fresh
from synthclips.stages.load import load_scene

HERE = Path(__file__).parent
LIST = HERE.parent / "scenes.md"
PLAIN = {"clip.clips_per_home": 1, "clip.fps": 5}  # at the size of the scene file, which is what its clips look like
TILE = (640, 360)  # px, to which pictures on a sheet are reduced
OVERVIEW = (  # scene, what happens, seed, index
    ("living_room_day", "pet", 20, 3),
    ("living_room_day", "both", 3, 0),
    ("living_room_night", "intruder", 100, 1),
    ("living_room_day", "resident", 20, 7),
    ("living_room_night", "pet", 23, 3),
    ("hallway_night", "intruder", 100, 3),
)
PER_ROW, A_PAGE = 3, 12
LABEL_PX = 24
PLAYS_PX = 12.0  # what a nuisance without a body counts, at its height, as the side of a square that is seen


def telling_frame(scene: Scene) -> Image.Image:
    """The frame that shows most of who and what stirs; of a still clip the middle one."""
    best, picture = -1.0, None
    for frame in Take(scene, fresh(scene)):
        worth = _worth(scene, frame) - 1e-3 * abs(frame.time_s - scene.duration_s / 2)
        if picture is None or worth > best:
            best, picture = worth, planes_to_rgb(frame.planes).copy()
    assert picture is not None, scene.name
    return Image.fromarray(picture)


def _tile(scene: Scene) -> Image.Image:
    return telling_frame(scene).resize(TILE, Image.Resampling.LANCZOS)


def _worth(scene: Scene, frame: Frame) -> float:
    """Sides in px of all that stirs, itself and in mirrors, the less the more of it is cut off by the frame."""
    still = {i.id for i in scene.items} | {o.id for o in scene.room.openings}
    seen = sum(o.visible_px**0.5 * (1 - o.truncation) for o in frame.observations if o.id not in still)
    seen += sum(float(np.count_nonzero(r.visible)) ** 0.5 for r in frame.gbuffer.reflections if r.id not in still)
    return seen + sum(_height(frame.time_s, n.start_s, n.end_s) for n in scene.nuisances)


def _height(time_s: float, start_s: float, end_s: float) -> float:
    """Of a nuisance: most in its middle, nothing at its ends."""
    return PLAYS_PX * max(0.0, 1 - abs(2 * (time_s - start_s) / (end_s - start_s) - 1)) if end_s > start_s else 0.0


def scene_picture(name: str) -> Image.Image:
    """One clip of a scene file in which something happens, if anything does in any."""
    weights = {what: weight for what, weight in load_scene(name).mix.items() if weight > 0 and what != "nothing"}
    happens = {"mix": {max(weights, key=lambda what: weights[what]): 1.0}} if weights else {}
    seed = stable_key("picture", name) % 1000  # each a home of its own
    return telling_frame(make_scene(load_scene(name, {**PLAIN, **happens}), seed=seed, index=0))


def scenes_text() -> str:
    """docs/scenes.md."""
    lines = ["# Scene files", "", "What each is for, in its own words. Made by `python docs/pictures/make.py`."]
    for name, path in scene_files().items():
        lines += ["", f"## {name}", "", scene_summary(path), "", f"![{name}](pictures/scenes/{name}.jpg)"]
    return "\n".join(lines) + "\n"


def scenes(names: Iterable[str]) -> None:
    """Pictures of scene files, and the page that shows them all."""
    (HERE / "scenes").mkdir(exist_ok=True)
    for name in names:
        scene_picture(name).resize((480, 270), Image.Resampling.LANCZOS).save(HERE / "scenes" / f"{name}.jpg", quality=82)
    LIST.write_text(scenes_text())


def overview() -> None:
    """overview.jpg, on the front page."""
    picks = [make_scene(load_scene(name, {**PLAIN, "mix": {what: 1.0}}), seed=seed, index=i) for name, what, seed, i in OVERVIEW]
    _tiled([_tile(scene) for scene in picks]).save(HERE / "overview.jpg", quality=88)


def homes(seeds: Sequence[int], names: Sequence[str], out: Path) -> None:
    """Pages of labelled pictures: each seed a home, the scene files in turn."""
    out.mkdir(parents=True, exist_ok=True)
    turns = [(names[k % len(names)], seed) for k, seed in enumerate(seeds)]
    for page, start in enumerate(range(0, len(turns), A_PAGE), 1):
        here = turns[start : start + A_PAGE]
        tiles = [_labelled(_tile(make_scene(load_scene(n, PLAIN), seed=s, index=0)), f"{n}, seed {s}") for n, s in here]
        _tiled(tiles).save(out / f"homes_{page:02d}.png")  # without loss: what is judged is the renderer, not the file format
        print(out / f"homes_{page:02d}.png", flush=True)


def _labelled(picture: Image.Image, words: str) -> Image.Image:
    page, draw = look.page(picture.width, picture.height + LABEL_PX)
    page.paste(picture)
    draw.text((8, picture.height + LABEL_PX / 2), words, look.INK, look.font(15), anchor="lm")
    return page


def _tiled(pictures: Sequence[Image.Image]) -> Image.Image:
    tiles = [np.asarray(p) for p in pictures]
    tiles += [np.full_like(tiles[0], look.PAPER[0])] * (-len(tiles) % PER_ROW)
    rows = [np.concatenate(tiles[k : k + PER_ROW], 1) for k in range(0, len(tiles), PER_ROW)]
    return Image.fromarray(np.concatenate(rows))


def _range(text: str) -> list[int]:
    found = re.fullmatch(r"(\d+)-(\d+)", text)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is not a range like 1000-1059")
    return list(range(int(found[1]), int(found[2]) + 1))


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command")
    some = commands.add_parser("scenes")
    some.add_argument("names", nargs="*", metavar="SCENE", help="which; all unless said")
    sheet = commands.add_parser("homes")
    sheet.add_argument("--seeds", type=_range, default="1000-1059", help="first-last")
    sheet.add_argument("--scenes", nargs="*", metavar="SCENE", help="in turn; all unless said")
    sheet.add_argument("-o", "--out", type=Path, default=Path("homes"), help="folder for the pages")
    asked = parser.parse_args()
    if asked.command == "homes":
        homes(asked.seeds, asked.scenes or list(scene_files()), asked.out)
    else:
        scenes(getattr(asked, "names", None) or list(scene_files()))
        if asked.command is None:
            overview()


if __name__ == "__main__":
    main()
