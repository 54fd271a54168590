"""What a spec says of the data set made from it: the few questions a run asks."""

from __future__ import annotations

from typing import Any

import synthclips
from synthclips.scene.spec import SceneSpec


def subject(spec: SceneSpec) -> dict[str, Any]:
    """The arguments of `identity.identity` that come from the spec."""
    plain = spec.canonical()
    return {
        "spec_plain": plain,
        "scene": spec.name,
        "version": synthclips.__version__,
        "size": spec.clip.size,
        "fps": plain["clip"]["fps"],
    }


def home_of(spec: SceneSpec, index: int) -> int:
    """Clips of one home share its plate."""
    return index // spec.clip.clips_per_home
