"""Options that several commands share: what changes the scene, and what a size looks like."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from synthclips.scene.spec import SceneSpec

DEFAULT_SCENE = "living_room_day"
SEED = click.IntRange(0, 2**63 - 1)
_SIZE = re.compile(r"(\d{1,9})\s*[xX*]\s*(\d{1,9})")


def read_size(context: click.Context, parameter: click.Parameter, text: str | None) -> tuple[int, int] | None:
    """Two numbers from 1280x720."""
    if text is None:
        return None
    found = _SIZE.fullmatch(text.strip())
    if not found:
        raise click.BadParameter(f"{text!r} is not a size like 1280x720", context, parameter)
    return int(found.group(1)), int(found.group(2))


def folder_option(default: str, what: str) -> Callable[..., Any]:
    """-o, --out: the folder for what the command makes."""
    return click.option("-o", "--out", type=click.Path(path_type=Path), default=Path(default), show_default=True, help=what)


def scene_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """SCENE, --size, --fps and --set."""
    size = "Frame size in pixels, like 640x360.  [default: the scene's]"
    fps = "Frames a second, 1 to 60.  [default: the scene's]"
    with_fps = click.option("--fps", type=float, help=fps)(scene_and_settings(command))
    with_size: Callable[..., Any] = click.option("--size", callback=read_size, metavar="WxH", help=size)(with_fps)
    return with_size


def scene_and_settings(command: Callable[..., Any]) -> Callable[..., Any]:
    """SCENE and --set."""
    setting = "Change one value: --set actors.tom.coat=black (repeatable)."
    set_ = click.option("--set", "settings", multiple=True, metavar="PATH=VALUE", help=setting)
    decorated: Callable[..., Any] = click.argument("scene", default=DEFAULT_SCENE)(set_(command))
    return decorated


def spec_of(scene: str, size: tuple[int, int] | None, fps: float | None, settings: tuple[str, ...]) -> SceneSpec:
    """The scene with what the command line changes. Raises SceneError naming the option."""
    from synthclips.scene.overrides import Override, parse_override
    from synthclips.stages.load import load_scene

    changes = [parse_override(text) for text in settings]
    if size is not None:
        changes.append(Override(("clip", "size"), list(size), "--size"))
    if fps is not None:
        changes.append(Override(("clip", "fps"), fps, "--fps"))
    return load_scene(scene, changes)


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
