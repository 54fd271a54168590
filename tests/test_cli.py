"""The command line: what it answers, and with which exit status."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import click
import pytest

import synthclips
from synthclips import cli
from synthclips.commands.options import DEFAULT_SCENE, spec_of
from synthclips.commands.progress import COMPILING, Lines, duration, size
from synthclips.scene.errors import SceneError
from synthclips.scene.library import scene_files

ROOT = Path(__file__).parent.parent
HEAVY = ("numpy", "pydantic", "numba", "scipy", "PIL", "rich", "tree_sitter", "skimage")


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    status = cli.main(arguments)
    said = capsys.readouterr()
    return status, said.out, said.err


def modules_after(code: str) -> set[str]:
    """The heavy modules a fresh interpreter has imported after running `code`."""
    code += f"\nimport sys; print(*[m for m in {HEAVY!r} if m in sys.modules], sep=',')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    return set(filter(None, done.stdout.splitlines()[-1].split(",")))


def test_the_front_door_and_the_help_import_nothing_heavy():
    assert modules_after("import synthclips") == set()
    assert modules_after("from synthclips.cli import main; main(['--help'])") == set()
    assert modules_after("from synthclips.cli import main; main(['generate', '--help'])") == set()


def test_the_front_door_has_at_most_a_dozen_names_and_each_opens():
    assert len(synthclips.__all__) <= 12
    for name in synthclips.__all__:
        assert getattr(synthclips, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'lod_scene'"):
        synthclips.lod_scene  # noqa: B018


def test_the_version_is_the_packages_own():
    assert f'version = "{synthclips.__version__}"' in (ROOT / "pyproject.toml").read_text()


def test_alone_it_shows_every_command_and_an_example(capsys):
    status, out, _ = run(capsys)
    assert status == 0
    assert "synthclips generate hallway_night" in out
    for command in ("generate", "preview", "plan", "motion", "list", "describe", "render", "check", "objects"):
        assert f"\n  {command}" in out


@pytest.mark.parametrize("command", sorted(cli.cli.commands))
def test_every_command_explains_itself_and_every_option(capsys, command):
    status, out, _ = run(capsys, command, "--help")
    assert status == 0
    assert len(out.splitlines()) > 4
    for parameter in cli.cli.commands[command].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{command} {parameter.name}"


def test_python_dash_m_is_the_same_command():
    done = subprocess.run([sys.executable, "-m", "synthclips", "--version"], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == f"synthclips {synthclips.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["gnerate"], "unknown command 'gnerate' (did you mean 'generate'?)"),
        (["generate", "--sed", "3"], "--seed"),
        (["generate", "hallway_nihgt"], "unknown scene 'hallway_nihgt' (did you mean 'hallway_night'?)"),
        (["generate", "missing.toml"], "missing.toml: no such file"),
        (["generate", "-n", "0"], "0 is not in the range x>=1"),
        (["generate", "-n", "many"], "'many' is not a valid integer"),
        (["generate", "--seed", "-1"], "--seed"),
        (["generate", "--size", "huge"], "'huge' is not a size like 1280x720"),
        (["generate", "--size", "40000x25000"], "--size: 40000 is out of range"),
        (["generate", "--size", "641x360"], "--size: must be even"),
        (["generate", "--fps", "0"], "--fps: 0 is out of range"),
        (["generate", "--fps", "nan"], "--fps: must be a number from 1 to 60 Hz, not nan"),
        (["generate", "--set", "actors.tom.coat"], "must be a path and a value"),
        (["generate", "--set", "actors.tim.coat=black"], "--set actors.tim.coat: unknown actor 'tim' (did you mean 'tom'?)"),
        (["generate", "--set", "actors.tom.coat=blak"], "--set actors.tom.coat: 'blak' is not one of"),
        (["generate", "--set", "clip.fsp=3"], "did you mean 'fps'?"),
        (["generate", "--dense", "flow"], "'flow' is not 'depth'"),
        (["list", "furnitur"], "did you mean 'furniture'?"),
        (["describe", "actors.cta"], "did you mean 'cat'?"),
        (["describe", "actors.cat.caot"], "did you mean 'coat'?"),
        (["describe", "camra"], "did you mean 'camera'?"),
        (["describe", ""], "like actors.cat"),
        (["render", "missing.json"], "missing.json: cannot be read"),
        (["check", "nowhere"], "nowhere"),
        (["objects", "nowhere"], "nowhere"),
    ],
)
def test_a_slip_is_one_sentence_on_stderr_and_status_2(capsys, tmp_path, monkeypatch, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    status, _, err = run(capsys, *arguments)
    assert status == 2
    assert sentence in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []  # nothing half-written


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe", "not UTF-8 text"),
        (b"{", "is not a recipe"),
        (b"[]", "is not a scene recipe"),
        (b'{"format": 99}', "has recipe format 99"),
        (b'{"format": 1, "sead": 1}', "unknown key 'sead' (did you mean 'seed'?)"),
        (b'{"format": 1, "seed": NaN}', "NaN is no number"),
        (b"[" * 100_000, "nested too deeply"),
        (b"", "is not a recipe"),
    ],
)
def test_a_file_that_is_no_recipe_is_refused_with_its_name(capsys, tmp_path, content, sentence):
    (tmp_path / "scene.json").write_bytes(content)
    status, _, err = run(capsys, "render", str(tmp_path / "scene.json"), "-o", str(tmp_path / "out"))
    assert status == 2
    assert "scene.json" in err
    assert sentence in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (SceneError("is wrong", where="a.toml:3: x"), 2, "a.toml:3: x: is wrong"),
        (OSError(errno.ENOSPC, "x", "out/clip.mp4"), 2, "out/clip.mp4: No space left on device"),
        (OSError(errno.EROFS, "x", "out"), 2, "out: Read-only file system"),
        (PermissionError(errno.EACCES, "x", "out"), 2, "out: Permission denied"),
        (KeyboardInterrupt(), 130, "interrupted"),
    ],
)
def test_what_goes_wrong_below_becomes_a_sentence_and_a_status(capsys, monkeypatch, error, status, sentence):
    def fail(**_: object) -> None:
        raise error

    monkeypatch.setattr(cli.cli.commands["check"], "callback", fail)
    got, _, err = run(capsys, "check")
    assert got == status
    assert sentence in err


def test_a_fault_of_ours_is_not_hidden(monkeypatch):
    def fail(**_: object) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(cli.cli.commands["check"], "callback", fail)
    with pytest.raises(OSError, match="broken"):
        cli.main(["check"])


@pytest.mark.parametrize(
    "arguments",
    [["generate", "-n", "x"], ["previw"], ["generate", "--sede", "3"], ["generate", "--size"], ["describe", "a", "b"]],
)
def test_a_slip_in_the_options_takes_one_line_too(capsys, arguments):
    status, out, err = run(capsys, *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("synthclips: ")


def test_a_reader_that_leaves_early_is_no_error():
    done = subprocess.run(
        f"{sys.executable} -m synthclips list scenes | head -n 0",
        shell=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    assert done.stderr == ""


def test_list_scenes_says_what_each_is_for(capsys):
    status, out, _ = run(capsys, "list", "scenes")
    assert status == 0
    assert len(out.splitlines()) == len(scene_files())
    assert "hallway_night A hallway at night" in " ".join(out.split())


def test_list_alone_names_everything(capsys):
    out = run(capsys, "list")[1]
    for word in ("living_room_day", "couch", "cat", "person", "indoor_cloud"):
        assert word in out


def test_describe_gives_type_range_unit_and_what_it_is_unless_said_otherwise(capsys):
    assert "fov_deg    20..150 deg" in run(capsys, "describe", "camera")[1]
    assert "{ uniform = [20, 30] }" in run(capsys, "describe", "clip.duration_s")[1]
    assert "labelled as 'cat'" in run(capsys, "describe", "actors.cat")[1]
    assert "length_m       0.24..0.64 m" in run(capsys, "describe", "actors.cat")[1]
    assert "width_m" in run(capsys, "describe", "furniture.couch")[1]
    assert "[clip]" in run(capsys, "describe", "hallway_night")[1]


def test_everything_that_is_listed_can_be_described(capsys):
    for line in run(capsys, "list")[1].splitlines():
        section, names = line.split(maxsplit=1)
        for name in names.split(", "):
            assert run(capsys, "describe", f"{section}.{name}")[0] == 0


def test_size_rate_and_settings_change_the_scene():
    spec = spec_of(DEFAULT_SCENE, (640, 360), 10.0, ("room.width_m=5", "actors.tom.coat=black"))
    assert (spec.clip.size, spec.clip.fps, spec.room.given["width_m"]) == ((640, 360), 10.0, 5.0)
    assert spec.actors["tom"].given == {"coat": "black"}


def test_progress_off_a_terminal_is_one_plain_line_a_clip(capsys):
    tell = Lines()
    clip = SimpleNamespace(index=3, frames=300, caption="A cat walks.")
    for stage, done, told in (("begin", 2, None), ("compiling", 2, None), ("clip", 3, clip), ("sheet", 8, None)):
        tell(SimpleNamespace(stage=stage, done=done, total=8, clip=told))
    lines = capsys.readouterr().err.splitlines()
    assert lines[:2] == ["2 of 8 clips are there already", COMPILING]
    assert lines[2].startswith("3/8  ")
    assert lines[2].endswith("left  clip 3: A cat walks.")
    assert len(lines) == 3


@pytest.mark.parametrize(("seconds", "text"), [(None, "?"), (0.2, "0 s"), (59.6, "1 min 00 s"), (3700, "1 h 01 min")])
def test_a_duration_is_said_in_the_units_one_would(seconds, text):
    assert duration(seconds) == text


@pytest.mark.parametrize(("count", "text"), [(999, "999 bytes"), (1500, "1.5 kB"), (2.5e9, "2.5 GB"), (3e15, "3e+03 TB")])
def test_a_size_is_said_in_the_units_one_would(count, text):
    assert size(count) == text


def test_a_preview_and_the_recipe_beside_it_make_the_same_clip(capsys, tmp_path):
    short = ("--size", "96x64", "--set", "clip.duration_s=1", "--set", "mix={nothing=1}")
    status, out, _ = run(capsys, "preview", "hallway_night", *short, "-o", str(tmp_path / "seen"))
    assert (status, [Path(line).name for line in out.splitlines()]) == (0, ["clip.mp4", "preview.png"])
    assert run(capsys, "render", str(tmp_path / "seen" / "scene.json"), "-o", str(tmp_path / "again"))[0] == 0
    for name in ("clip.mp4", "scene.json", "truth.json"):
        assert (tmp_path / "seen" / name).read_bytes() == (tmp_path / "again" / name).read_bytes(), name
