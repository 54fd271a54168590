"""render: a stored recipe makes its clip again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from synthclips.commands.options import folder_option
from synthclips.commands.progress import compile_first
from synthclips.scene.errors import SceneError

MAX_BYTES = 20_000_000


@click.command(short_help="Make the clip of a stored recipe again.")
@click.argument("recipe", metavar="SCENE_JSON", type=click.Path(path_type=Path))
@folder_option("rendered", "Folder for the clip.")
@click.option("--dense", type=click.Choice(["depth"]), multiple=True, help="More truth for every pixel (repeatable).")
def render(recipe: Path, out: Path, dense: tuple[str, ...]) -> None:
    """Make the clip of a recipe again: the scene.json that lies beside every clip, edited or as it is."""
    scene = read_recipe(recipe)
    from synthclips.dataset.render import render as make

    compile_first()
    try:
        click.echo(make(scene, out, dense=dense))
    except SceneError as error:
        raise error.at(str(recipe)) from None


def read_recipe(path: Path) -> Any:
    """The Scene of a scene.json. Raises SceneError naming file and key."""
    from synthclips.scene.plain import scene_from_plain
    from synthclips.stages.vet import vet

    try:
        if path.stat().st_size > MAX_BYTES:
            raise SceneError("is too large for a recipe", where=str(path))
        plain = json.loads(path.read_text(encoding="utf-8"), parse_constant=_refuse)
        scene = scene_from_plain(plain)
        vet(scene)
        return scene
    except SceneError as error:
        raise error if error.where == str(path) else error.at(str(path)) from None
    except OSError as error:
        raise SceneError(f"cannot be read ({error.strerror})", where=str(path)) from None
    except (ValueError, RecursionError) as error:
        raise SceneError(f"is not a recipe: {_says(error)}", where=str(path)) from None


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no number")


def _says(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8 text"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)
