"""Imports point one way."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import synthclips

PACKAGE = Path(synthclips.__file__).parent
LAYERS = (
    ("kernel", "hurry", "memory", "halves"),
    ("scene", "geometry"),
    ("raster", "camera"),
    ("catalog",),
    ("stages",),
    ("pipeline", "warm"),
    ("formats", "dataset"),
    ("review",),
    ("cli", "commands", "__main__"),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p.parent != PACKAGE or p.stem not in ("__init__", "__main__"))


def imported(path: Path) -> list[str]:
    """Dotted names of what a module of ours imports of ours."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("synthclips."):
            found.append(node.module)
        elif isinstance(node, ast.ImportFrom) and node.module == "synthclips":
            found += [f"synthclips.{a.name}" for a in node.names]
        elif isinstance(node, ast.Import):
            found += [a.name for a in node.names if a.name.startswith("synthclips.")]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_from_its_own_layer_and_those_below(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for name in imported(path):
        part = name.split(".")[1]
        if part not in RANK:
            continue  # a name of the front door
        assert RANK[part] <= RANK[own], f"{own} imports {name}"
        if own == "stages" and part == "catalog":
            assert name.count(".") == 1 or name.split(".")[2] not in {p.name for p in (PACKAGE / "catalog").iterdir()}, (
                f"stages name {name}"
            )


def test_every_folder_of_the_package_has_its_layer() -> None:
    parts = {p.relative_to(PACKAGE).parts[0].removesuffix(".py") for p in PACKAGE.rglob("*.py")} - {"__init__"}
    assert parts == set(RANK)
