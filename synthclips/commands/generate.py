"""generate: clips of a scene into a folder, going on where an earlier run was stopped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from synthclips.commands.options import SEED, cores, folder_option, scene_options, spec_of


@click.command(short_help="Labelled clips of a scene into a folder.")
@click.option(
    "-n", "--clips", "count", type=click.IntRange(1), default=8, show_default=True, help="How many; more can follow later."
)
@click.option("--seed", type=SEED, default=0, show_default=True, help="Same scene, seed and clip number: same clip.")
@folder_option("out", "Folder for the data set.")
@click.option("--workers", type=click.IntRange(1, 1024), help="Processes at work.  [default: one for each processor]")
@click.option("--only", type=click.IntRange(0), multiple=True, metavar="N", help="Only clip number N (repeatable).")
@click.option("--dense", type=click.Choice(["depth"]), multiple=True, help="More truth for every pixel (repeatable).")
@click.option("--dry-run", is_flag=True, help="Say how long it would take and how many bytes, by trying one clip; write nothing.")
@scene_options
def generate(
    scene: str,
    size: tuple[int, int] | None,
    fps: float | None,
    settings: tuple[str, ...],
    count: int,
    seed: int,
    out: Path,
    workers: int | None,
    only: tuple[int, ...],
    dense: tuple[str, ...],
    dry_run: bool,
) -> None:
    """Make labelled clips of SCENE: a name from `synthclips list scenes`, or your own file.

    Stopped by Ctrl-C or anything else, the same command goes on where it was. Another scene, seed or size belongs into
    another folder.

    \b
    synthclips generate
    synthclips generate living_room_night -n 150 --seed 7 -o out/ --size 1280x720 --fps 15 --workers 2
    synthclips generate my_flat.toml --set actors.tom.coat=black --only 42
    """
    spec = spec_of(scene, size, fps, settings)
    workers = cores() if workers is None else workers
    if dry_run:
        from synthclips.commands.dry_run import estimate

        click.echo(estimate(spec, seed=seed, indices=only or tuple(range(count)), workers=workers, out=out, dense=dense))
        return
    summary = _run(spec, out, seed=seed, count=count, workers=workers, only=only, dense=dense)
    made = f"{summary.made} made now" if summary.made else "nothing left to make"
    click.echo(f"{summary.there} clips in {out} ({made})")
    if summary.sheet is not None:
        click.echo(f"look at {summary.sheet}")


def _run(spec: Any, out: Path, **asked: Any) -> Any:
    from synthclips.commands.progress import progress
    from synthclips.dataset.run import generate as run

    with progress() as tell:
        return run(spec, out, tell=tell, **asked)
