"""All measures of a recipe's actors, and the worst of many clips as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from synthclips.review.motion.finding import Finding
from synthclips.review.motion.forces import forces
from synthclips.review.motion.joints import joints
from synthclips.review.motion.moving import moving
from synthclips.review.motion.stances import stances
from synthclips.review.motion.touch import obstacles, touch
from synthclips.scene.records import Scene

HEADINGS = ("kind", "measure", "worst", "right", "", "actor", "where")


def findings(scene: Scene) -> Iterator[Finding]:
    """Every measure of every actor of a recipe."""
    if not scene.actors:
        return
    things = obstacles(scene)
    for actor in moving(scene):
        yield from stances(actor)
        yield from joints(actor)
        yield from forces(actor)
        yield from touch(actor, things)


def worst(found: Iterable[tuple[str, Finding]]) -> list[tuple[str, Finding]]:
    """(clip, finding): the worst of each measure and kind of actor, in the order in which they were met."""
    out: dict[tuple[str, str], tuple[str, Finding]] = {}
    for clip, finding in found:
        key = (finding.kind, finding.measure)
        if key not in out or finding.share > out[key][1].share:
            out[key] = (clip, finding)
    return [out[key] for key in sorted(out, key=lambda key: (key[0], list(out).index(key)))]


def table(rows: Sequence[tuple[str, Finding]]) -> list[str]:
    """Lines of text in columns."""
    cells = [HEADINGS] + [_cells(clip, finding) for clip, finding in rows]
    wide = [max(len(row[k]) for row in cells) for k in range(len(HEADINGS))]
    return ["  ".join(text.ljust(w) for text, w in zip(row, wide, strict=True)).rstrip() for row in cells]


def _cells(clip: str, of: Finding) -> tuple[str, ...]:
    unit = f" {of.unit}" if of.unit else ""
    bounds = f"{of.low:g} to {of.high:g}{unit}" if of.low else f"<= {of.high:g}{unit}"
    return (
        of.kind,
        of.measure,
        f"{of.value:.2f}{unit}",
        bounds,
        "" if of.right else "WRONG",
        of.actor,
        ", ".join(filter(None, (of.where, clip))),
    )
