"""list and describe: what there is, and what may be said about it in a scene file."""

from __future__ import annotations

import click

from synthclips.scene.errors import SceneError


@click.command("list", short_help="What there is: scenes, furniture, actors, ...")
@click.argument("section", default="")
def list_(section: str) -> None:
    """What there is: scenes, furniture, actors, actions, ... Without SECTION: all of it, by name."""
    from synthclips.commands.catalogue_text import all_names, names_of

    lines = names_of(section) if section else all_names()
    click.echo("\n".join(lines))


@click.command(short_help="What may be said of it: describe actors.cat.")
@click.argument("dotted", metavar="WHAT")
def describe(dotted: str) -> None:
    """What may be said about WHAT in a scene file: actors.cat, furniture.couch, camera, light, clip, ...

    Shows every parameter with its type, unit, range and what it is unless said otherwise.
    """
    from synthclips.commands.catalogue_text import description

    if not dotted.strip():
        raise SceneError("say what to describe, like actors.cat", where="describe")
    click.echo("\n".join(description(dotted)))
