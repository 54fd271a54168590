"""synthclips: labelled home-security clips from code alone. The front door; everything is imported when first asked for.

>>> import synthclips
>>> spec = synthclips.load_scene("hallway_night")
>>> spec.clip.size
(1280, 720)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOME = {
    "Scene": "synthclips.scene.records",
    "SceneError": "synthclips.scene.errors",
    "SceneSpec": "synthclips.scene.spec",
    "Streams": "synthclips.scene.streams",
    "check": "synthclips.dataset.check",
    "generate": "synthclips.dataset.run",
    "load_scene": "synthclips.stages.load",
    "make_clip": "synthclips.pipeline",
}

if TYPE_CHECKING:
    from synthclips.dataset.check import check as check
    from synthclips.dataset.run import generate as generate
    from synthclips.pipeline import make_clip as make_clip
    from synthclips.scene.errors import SceneError as SceneError
    from synthclips.scene.records import Scene as Scene
    from synthclips.scene.spec import SceneSpec as SceneSpec
    from synthclips.scene.streams import Streams as Streams
    from synthclips.stages.load import load_scene as load_scene

__all__ = [*_HOME, "__version__"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'synthclips' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
