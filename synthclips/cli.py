"""The command `synthclips`. Exit status: 0 done, 1 a check failed, 2 bad input, 130 interrupted; never a traceback for a slip."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

import synthclips
from synthclips.commands.catalogue import describe, list_
from synthclips.commands.check import check
from synthclips.commands.generate import generate
from synthclips.commands.motion import motion
from synthclips.commands.objects import objects
from synthclips.commands.plan import plan
from synthclips.commands.preview import preview
from synthclips.commands.render import render
from synthclips.scene.errors import SceneError, unknown

DONE, FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
_FULL_OR_FORBIDDEN = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)
_WRONG_PLACE = (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG)
_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


class _Commands(click.Group):
    """Lists commands in the order of use, and answers a misspelt one with the nearest."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            raise click.UsageError(unknown("command", args[0], self.commands), ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, invoke_without_command=True, context_settings=_SETTINGS)
@click.version_option(synthclips.__version__, "-V", "--version", message="synthclips %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """Make labelled home-security clips from code alone: rooms, lamps, cameras, cats and people, and the truth of every frame.

    \b
    synthclips generate                      8 clips of living_room_day into out/
    synthclips generate hallway_night -n 150 --seed 7 -o night/ --workers 2
    synthclips preview hallway_night         one clip, and one picture of it to look at
    synthclips plan hallway_night            the room from above
    synthclips motion hallway_night          do feet slide, do bodies go through things?
    synthclips list scenes                   what there is; `describe actors.cat` says more
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


for command in (generate, preview, plan, motion, list_, describe, render, check, objects):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    try:
        status = cli.main(None if arguments is None else list(arguments), prog_name="synthclips", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else DONE
    except click.ClickException as error:
        return _complain(_in_a_sentence(error))
    except SceneError as error:
        return _complain(str(error))
    except (KeyboardInterrupt, click.Abort):
        _complain("interrupted; what is finished stays, and the same command goes on from there")
        return INTERRUPTED
    except OSError as error:
        return _outside(error)


def _in_a_sentence(error: click.ClickException) -> str:
    """What is wrong on the command line, and whom to ask, in the style of our own complaints."""
    message = error.format_message().rstrip(".")
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{message[0].lower()}{message[1:]}" + (f"; `{context.command_path} --help` says more" if context else "")


def _complain(sentence: str) -> int:
    click.echo(f"synthclips: {sentence}", err=True)
    return BAD_INPUT


def _outside(error: OSError) -> int:
    """A full or read-only disk, a missing folder: not ours to repair. Anything else is a fault of ours and shows itself."""
    if isinstance(error, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has left: `synthclips list | head`
        return DONE
    if error.errno not in _FULL_OR_FORBIDDEN + _WRONG_PLACE:
        raise error
    return _complain(f"{error.filename or 'output'}: {os.strerror(error.errno or 0)}")
