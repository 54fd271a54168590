"""Warming up: a tiny clip in colour and one in infrared, so that every kernel is compiled and cached before the work."""

from __future__ import annotations

from collections.abc import Callable

from synthclips.kernel import kernel_folder

TINY = {"clip.size": [64, 36], "clip.duration_s": 1.0, "clip.fps": 2.0, "clip.clock": True}
BOTH = {"mix": {"both": 1.0}}


def warm_up(announce: Callable[[], None]) -> None:
    """Compiles what this machine has not compiled yet; calls `announce` first if there is anything to do."""
    marker = kernel_folder() / "complete"
    if marker.exists():
        return
    announce()
    from synthclips.pipeline import Take, make_scene
    from synthclips.stages.load import load_scene

    for scene in ("living_room_day", "living_room_night"):
        spec = load_scene(scene, {**TINY, **BOTH})
        for _ in Take(make_scene(spec, seed=0, index=0)):
            pass
    marker.touch()
