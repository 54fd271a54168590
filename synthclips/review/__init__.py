"""Pictures that show what happened in a clip and what the truth says of it."""

from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:
    """`review.preview`, found when first asked for: it needs the whole pipe, the pictures do not."""
    if name != "preview":
        raise AttributeError(f"module 'synthclips.review' has no attribute {name!r}")
    from synthclips.dataset.render import preview

    return preview
