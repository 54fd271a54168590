"""motion: is the motion of a scene's actors right by measure?"""

from __future__ import annotations

import click

from synthclips.commands.options import SEED, scene_and_settings, spec_of


@click.command(short_help="Is the motion of a scene's actors right by measure?")
@click.option("--seed", type=SEED, default=0, show_default=True, help="Same scene, seed and index: same motion.")
@click.option("--index", type=click.IntRange(0), default=0, show_default=True, help="The first clip.")
@click.option("-n", "--clips", type=click.IntRange(1, 1000), default=1, show_default=True, help="How many clips.")
@scene_and_settings
@click.pass_context
def motion(context: click.Context, scene: str, settings: tuple[str, ...], seed: int, index: int, clips: int) -> None:
    """Measure how the actors of SCENE move: feet that slide or sink, bones and joints, bodies in things, flights, pushes, gaits.

    Says the worst of each measure, where and when; exit status 1 if one is out of its bounds. Nothing is rendered.

    \b
    synthclips motion living_room_day
    synthclips motion living_room_day_dogs -n 50 --set mix={pet=1}
    """
    spec = spec_of(scene, None, None, settings)
    from synthclips.pipeline import make_scene
    from synthclips.review.motion.report import findings, table, worst

    found = []
    for k in range(index, index + clips):
        found += [(f"clip {k}", finding) for finding in findings(make_scene(spec, seed=seed, index=k))]
    rows = worst(found)
    for line in table(rows) if rows else ["nobody moves"]:
        click.echo(line)
    wrong = sum(not finding.right for _, finding in rows)
    context.exit(1 if wrong else 0)
