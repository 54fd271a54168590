"""check: is this data set whole and true?"""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Is a data set whole and true?")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path), default=Path("out"))
@click.pass_context
def check(context: click.Context, folder: Path) -> None:
    """Is the data set in DIR whole and true? Says what is wrong with which clip; exit status 1 if anything is."""
    from synthclips.dataset.check import check as run

    wrong = 0
    for problem in run(folder):
        click.echo(problem)
        wrong += 1
    click.echo(f"{folder}: {wrong} wrong" if wrong else f"{folder}: whole and true")
    context.exit(1 if wrong else 0)
