"""Stories: who does what in a clip, as scripts whose every place and path is settled; and which one is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from synthclips.geometry.plan import Vec2
from synthclips.scene.records import Actor, Step
from synthclips.scene.streams import Stream
from synthclips.stages.compose.scenery import Scenery


class Script:
    """Steps one after another; keeps where the actor is, so that each begins where the last ended."""

    def __init__(self, start_m: tuple[float, float, float], yaw_rad: float) -> None:
        self.start_m, self.start_yaw_rad = start_m, yaw_rad
        self.at: Vec2 = start_m[:2]
        self.level_m = start_m[2]
        self.steps: list[Step] = []

    def add(self, action: str, *, target: str = "", source: str = "", pause_s: float = 0.0, **params: Any) -> Script:
        """One more step that does not move the actor along a path."""
        self.steps.append(Step(action, params, target, source, pause_s))
        return self

    def along(self, action: str, path: list[Vec2], **params: Any) -> Script:
        """A step that goes along a path."""
        target = params.pop("target", "")
        self.add(action, target=target, path_m=[[round(x, 4), round(y, 4)] for x, y in path], **params)
        self.at = path[-1]
        return self

    def slowed(self, pace: float) -> None:
        """All walking at `pace` times its speed."""
        self.steps = [
            replace(s, params={**s.params, "speed_mps": round(s.params["speed_mps"] * pace, 4)}) if "speed_mps" in s.params else s
            for s in self.steps
        ]

    def actor(
        self, id: str, kind: str, role: str, body: dict[str, Any], key: int, identity: int, *, start_s: float, present: bool
    ) -> Actor:
        """The actor that plays the script; start rounded to 0.1 mm."""
        start = (round(self.start_m[0], 4), round(self.start_m[1], 4), round(self.start_m[2], 4))
        return Actor(
            id, kind, role, body, tuple(self.steps), start, round(self.start_yaw_rad, 5), start_s, present, key, identity
        )


Story = Callable[[Scenery, Stream], Script | None]


def tell(stories: tuple[tuple[Story, float], ...], scenery: Scenery, stream: Stream) -> Script | None:
    """A story drawn by weight that this room allows; the others in turn where it does not."""
    left = list(stories)
    while left:
        drawn = stream.choice(left, [w for _, w in left])
        script = drawn[0](scenery, stream)
        if script is not None:
            return script
        left.remove(drawn)
    return None
