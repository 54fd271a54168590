"""objects: frames and boxes of a data set for an object detector."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Export frames and boxes for an object detector.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path), default=Path("out"))
@click.option("-o", "--out", type=click.Path(path_type=Path), default=Path("objects"), show_default=True, help="Folder for PNG frames and objects.jsonl.")
@click.option("--frames-per-clip", type=click.IntRange(1), default=5, show_default=True, help="Frames taken from each clip, evenly spread.")
def objects(folder: Path, out: Path, frames_per_clip: int) -> None:
    """Export frames and boxes of the data set in DIR for an object detector: PNG pictures, and a line for each in objects.jsonl."""
    from synthclips.formats.objects import export

    click.echo(export(folder, out, frames_per_clip=frames_per_clip))
