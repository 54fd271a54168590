"""objects: frames and boxes of a data set for an object detector."""

from __future__ import annotations

from pathlib import Path

import click

from synthclips.commands.options import folder_option


@click.command(short_help="Export frames and boxes for an object detector.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path), default=Path("out"))
@folder_option("objects", "Folder for PNG frames and objects.jsonl.")
@click.option("--frames-per-clip", type=click.IntRange(1), default=5, show_default=True, help="How many of each, evenly spread.")
@click.option(
    "--tag", "tags", type=click.Choice(["looks", "action", "build", "heading"]), multiple=True, default=("looks", "action"),
    show_default=True, help="What is said of an actor besides its box (repeatable).",
)  # fmt: skip
def objects(folder: Path, out: Path, frames_per_clip: int, tags: tuple[str, ...]) -> None:
    """Export frames and boxes of the data set in DIR for an object detector.

    PNG pictures, and for each a line in objects.jsonl: what is to be found in it, and where.
    """
    from synthclips.formats.objects import export

    click.echo(export(folder, out, frames_per_clip=frames_per_clip, tags=tags))
