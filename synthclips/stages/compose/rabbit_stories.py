"""What rabbits do in a clip: a few hops, a long look, and down."""

from __future__ import annotations

from synthclips.scene.streams import Stream
from synthclips.stages.compose.perching import floor_spots
from synthclips.stages.compose.scenery import Scenery, facing
from synthclips.stages.compose.stories import Script, Story

STOPS_M = 0.28  # from walls and furniture
HOPS_MPS = (0.35, 0.6)


def rabbit_hops(scenery: Scenery, stream: Stream) -> Script | None:
    """From place to place over the floor, with pauses."""
    spots = floor_spots(scenery, scenery.cat_floor, stream, stream.integer(3, 5), stops_m=STOPS_M)
    if len(spots) < 2:
        return None
    script = Script((*spots[0], 0.0), facing(spots[0], spots[1]))
    for spot in spots[1:]:
        path = scenery.cat_floor.route(script.at, spot)
        if path is None:
            continue
        script.along("hop", path, speed_mps=stream.uniform(*HOPS_MPS))
        script.add(stream.choice(("stand", "lie"), (3, 1)), seconds=stream.uniform(1.5, 5.0))
    return script if script.steps else None


def rabbit_rests(scenery: Scenery, stream: Stream) -> Script | None:
    """Lies on the floor, gets up, hops off."""
    spots = floor_spots(scenery, scenery.cat_floor, stream, 2, stops_m=STOPS_M)
    if not spots:
        return None
    script = Script((*spots[0], 0.0), stream.uniform(-3.0, 3.0))
    script.add("lie", seconds=stream.uniform(4.0, 10.0))
    path = scenery.cat_floor.route(*spots) if len(spots) > 1 else None
    if path is not None:
        script.along("hop", path, speed_mps=stream.uniform(*HOPS_MPS))
    script.add("stand", seconds=stream.uniform(4.0, 8.0))
    return script


RABBIT_STORIES: tuple[tuple[Story, float], ...] = ((rabbit_hops, 0.7), (rabbit_rests, 0.3))
