"""A thousand damaged scene files: each is read or answered with a sentence, none with a traceback, none without end."""

from __future__ import annotations

import random
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from synthclips.scene.errors import SceneError
from synthclips.scene.library import scene_files
from synthclips.stages.compose import compose
from synthclips.stages.load import load_scene

COUNT = 1000
PATIENCE_S = 5  # for one file; they take about a hundredth of a second
WORDS = (
    """
0 | -1 | nan | inf | 1e309 | 999999999999999999999999999999 | true | "x" | '' | [] | {} | [1, 2, 3] | 0x1F | 1_000_000_000 | '''
1979-05-27T07:32:00Z | 07:32:00 | "\\u0000" | [[1], [2]] | None | $(reboot) | { a = { b = { c = 1 } } }
{ uniform = [9, 1] } | { uniform = [0, nan] } | { normal = [1, 1e9] } | { log_uniform = [0, 1] } | { integer = [1.5, 2] }
{ choice = [] } | { choice = [1, 'a', true] } | { choice = [1, 2], weights = [0, 0] } | { choice = [1, 2], weights = 'x' }
{ uniform = [1, 2], choice = [1] }
""".strip()
    .replace("\n", " | ")
    .split(" | ")
)
Mutation = Callable[[random.Random, list[bytes]], list[bytes]]


def delete_line(dice: random.Random, lines: list[bytes]) -> list[bytes]:
    at = dice.randrange(len(lines))
    return lines[:at] + lines[at + 1 :]


def duplicate_line(dice: random.Random, lines: list[bytes]) -> list[bytes]:
    at, to = dice.randrange(len(lines)), dice.randrange(len(lines))
    return [*lines[:to], lines[at], *lines[to:]]


def swap_value(dice: random.Random, lines: list[bytes]) -> list[bytes]:
    """Another value behind an equals sign: another type, an impossible number, a broken distribution."""
    at = dice.choice([i for i, line in enumerate(lines) if b"=" in line] or [0])
    key = lines[at].partition(b"=")[0]
    return [*lines[:at], key + b"= " + dice.choice(WORDS).encode(), *lines[at + 1 :]]


def misspell(dice: random.Random, lines: list[bytes]) -> list[bytes]:
    at = dice.randrange(len(lines))
    line = bytearray(lines[at])
    if len(line) > 1:
        i = dice.randrange(len(line) - 1)
        line[i], line[i + 1] = line[i + 1], line[i]
    return [*lines[:at], bytes(line), *lines[at + 1 :]]


def random_bytes(dice: random.Random, lines: list[bytes]) -> list[bytes]:
    text = bytearray(b"\n".join(lines))
    for _ in range(dice.randint(1, 8)):
        text[dice.randrange(len(text))] = dice.choice((dice.randrange(256), dice.randrange(32, 127)))
    return bytes(text).split(b"\n")


def cut_off(dice: random.Random, lines: list[bytes]) -> list[bytes]:
    text = b"\n".join(lines)
    return text[: dice.randrange(1, len(text))].split(b"\n")


def change_table(dice: random.Random, lines: list[bytes]) -> list[bytes]:
    """A section under another's name, or as a list of tables."""
    heads = [i for i, line in enumerate(lines) if line.startswith(b"[")]
    if not heads:
        return lines
    at, other = dice.choice(heads), dice.choice(heads)
    return [*lines[:at], dice.choice((lines[other], b"[" + lines[at] + b"]", lines[at].replace(b"]", b".x]"))), *lines[at + 1 :]]


def nest(dice: random.Random, lines: list[bytes]) -> list[bytes]:
    depth = dice.choice((3, 40, 400))
    return [*lines, b"deep = " + b"[" * depth + b"]" * depth, b"a" + b".a" * depth + b" = 1"]


MUTATIONS: tuple[Mutation, ...] = (
    delete_line,
    duplicate_line,
    swap_value,
    swap_value,
    swap_value,
    misspell,
    misspell,
    random_bytes,
    cut_off,
    change_table,
    nest,
)


def mutant(number: int) -> bytes:
    """The same damaged file for the same number."""
    dice = random.Random(number)
    lines = dice.choice(list(scene_files().values())).read_bytes().split(b"\n")
    for _ in range(dice.choice((1, 1, 2, 4))):
        lines = dice.choice(MUTATIONS)(dice, lines) or [b""]
    return b"\n".join(lines)


@contextmanager
def patience(seconds: int) -> Iterator[None]:
    """Turns a hang into a failure."""

    def give_up(*_: object) -> None:
        raise TimeoutError(f"still reading after {seconds} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def answer(file: Path, *, compose_too: bool) -> str | None:
    """The sentence a file is refused with; None if a clip can be made of it. Anything else than SceneError is a fault."""
    try:
        with patience(PATIENCE_S):
            spec = load_scene(file)
            if compose_too:
                compose(spec, seed=0, index=1)
    except SceneError as error:
        return str(error)
    return None


def test_a_thousand_damaged_scene_files_are_read_or_answered_with_a_sentence(tmp_path: Path) -> None:
    file, answers = tmp_path / "mutant.toml", []
    for number in range(COUNT):
        file.write_bytes(mutant(number))
        try:
            answers.append(answer(file, compose_too=number % 5 == 0))
        except BaseException as error:
            pytest.fail(f"mutant {number}: {type(error).__name__}: {error}")
    refused = [sentence for sentence in answers if sentence is not None]
    assert all("mutant.toml" in sentence for sentence in refused)
    assert COUNT / 2 < len(refused) < COUNT  # the damage is real, and not all of it is fatal


def test_the_slowest_texts_that_pass_the_limits_are_answered_at_once(tmp_path: Path):
    worst = {
        "dotted keys": b"\n".join(b"a%d" % i + b".a" * 950 + b" = 1" for i in range(120)),
        "lists": b"x = [" + b"1,\n" * 80_000 + b"]",
        "tables": b"\n".join(b"[a%d]\nb = 1" % i for i in range(15_000)),
        "open lists": b"x = " + b"[\n" * 120_000,
        "quotes": b'x = """' + b'"" \n' * 50_000,
    }
    for name, text in worst.items():
        (tmp_path / "worst.toml").write_bytes(text)
        with patience(20), pytest.raises(SceneError) as caught:
            load_scene(tmp_path / "worst.toml")
        assert len(str(caught.value)) < 20_000, name
