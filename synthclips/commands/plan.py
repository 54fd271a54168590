"""plan: the room of a scene drawn from above."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from synthclips.commands.options import SEED, scene_and_settings, spec_of
from synthclips.scene.errors import SceneError, nearest

SUFFIXES = (".png", ".svg")


@click.command(short_help="The room of a scene, drawn from above.")
@click.option("--seed", type=SEED, default=0, show_default=True, help="Same scene, seed and index: same plan.")
@click.option("--index", type=click.IntRange(0), default=0, show_default=True, help="Which clip of the seed.")
@click.option("-n", "--homes", type=click.IntRange(1, 100), default=1, show_default=True, help="How many homes on one sheet.")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=Path("plan.png"), show_default=True, help="A .png or .svg file."
)
@scene_and_settings
def plan(scene: str, settings: tuple[str, ...], seed: int, index: int, homes: int, out: Path) -> None:
    """Draw the room of SCENE from above: walls, doors, furniture, what the camera sees, and where people go.

    \b
    synthclips plan hallway_night --seed 3 -o plan.svg
    synthclips plan living_room_day -n 20
    """
    write = _writer(out)
    spec = spec_of(scene, None, None, settings)
    from synthclips.pipeline import make_scene
    from synthclips.review.floor_plan import floor_plans

    step = spec.clip.clips_per_home
    out.write_bytes(write(floor_plans([make_scene(spec, seed=seed, index=index + k * step) for k in range(homes)])))
    click.echo(out)


def _writer(out: Path) -> Callable[[Any], bytes]:
    """What writes a drawing into a file of this name."""
    if out.suffix.lower() == ".png":
        from synthclips.formats.drawing_png import png

        return png
    if out.suffix.lower() == ".svg":
        from synthclips.formats.drawing_svg import svg

        return svg
    raise SceneError(f"{str(out)!r} must end in .png or .svg{nearest(out.suffix, SUFFIXES)}", where="--out")
