"""README's example runs as it stands, and says what it says."""

from __future__ import annotations

import ast
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"


def example() -> str:
    return README.read_text().split("```python\n")[1].split("```")[0]


def test_the_library_example_runs_and_its_frames_are_shaped_as_its_comment_says():
    names: dict = {}
    exec(example(), names)
    told = next(line for line in example().splitlines() if line.startswith("clip.frames.shape"))
    assert names["clip"].frames.shape == ast.literal_eval(told.split("#")[1].split(")")[0].strip() + ")")
    assert str(names["clip"].frames.dtype) in told
    assert names["clip"].truth["caption"]
    assert names["clip"].scene.index == 42
