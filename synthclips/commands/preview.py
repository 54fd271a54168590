"""preview: one clip and one picture of it, to look at before making many."""

from __future__ import annotations

from pathlib import Path

import click

from synthclips.commands.options import SEED, folder_option, scene_options, spec_of
from synthclips.commands.progress import compile_first


@click.command(short_help="One clip, and one picture of it to look at.")
@click.option("--seed", type=SEED, default=0, show_default=True, help="Same scene, seed and index: same clip.")
@click.option("--index", type=click.IntRange(0), default=0, show_default=True, help="Which clip of the seed.")
@folder_option("preview", "Folder for clip and picture.")
@scene_options
def preview(
    scene: str, size: tuple[int, int] | None, fps: float | None, settings: tuple[str, ...], seed: int, index: int, out: Path
) -> None:
    """Make one clip of SCENE, and one picture: a contact sheet with boxes, a timeline under it."""
    spec = spec_of(scene, size, fps, settings)
    from synthclips.review import preview as make_preview

    compile_first()
    for path in make_preview(spec, out, seed=seed, index=index):
        click.echo(path)
