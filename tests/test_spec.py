"""Scene files: what they may say, and what is answered to what they may not."""

from __future__ import annotations

import datetime
import pickle
from pathlib import Path

import pytest

from synthclips.catalog import kinds
from synthclips.dataset.subject import subject
from synthclips.scene import library
from synthclips.scene.annotations import Fixed, Parameter, Range, parameters
from synthclips.scene.distributions import Choice, Integer, LogUniform, Normal, Uniform
from synthclips.scene.errors import SceneError
from synthclips.scene.library import find_scene, scene_files, scene_summary
from synthclips.scene.lines import lines_of
from synthclips.scene.overrides import Override, parse_override
from synthclips.scene.plain import digest
from synthclips.scene.spec import ActorSpec, CameraSpec, ClipSpec, FurnitureSpec, LightSpec, RoomSpec, SceneSpec, Source
from synthclips.scene.varied import read_value
from synthclips.stages.compose import compose
from synthclips.stages.load import load_scene, scene_from_text

METRES = Parameter("width_m", float, Range(1, 12), "m", ())
COUNT = Parameter("count", int, Range(0, 9), "", ())
COAT = Parameter("coat", str, None, "", ("black", "tabby"))


def read(text: str, *overrides: Override) -> SceneSpec:
    return scene_from_text(text, Source(Path("home.toml"), overrides=overrides))


def complaint(text: str, *overrides: Override) -> str:
    with pytest.raises(SceneError) as caught:
        read(text, *overrides)
    return str(caught.value)


@pytest.mark.parametrize("name", sorted(scene_files()))
def test_every_scene_of_ours_loads_and_says_in_its_first_line_what_it_is_for(name):
    assert load_scene(name).name == name
    assert len(scene_summary(find_scene(name))) > 20


def test_the_scenes_of_the_first_release_are_there():
    assert {"living_room_day", "living_room_night", "hallway_night"} <= set(scene_files())


def test_an_empty_file_is_a_scene_with_every_default():
    spec = read("")
    assert spec.clip.size == (1280, 720)
    assert spec.clip.fps == 15
    assert spec.clip.duration_s == Uniform(20, 30)
    assert {a.role for a in spec.actors.values()} == {"pet", "intruder", "resident"}


def test_a_constant_and_a_distribution_are_both_kept_as_written():
    spec = read(
        "[room]\nwidth_m = 4\ndepth_m = { normal = [4, 0.2] }\n[camera]\nmount = { choice = ['shelf', 'corner'], weights=[1, 3] }"
    )
    assert spec.room.given["width_m"] == 4.0
    assert spec.room.given["depth_m"] == Normal(4, 0.2)
    assert spec.camera.mount == Choice(("shelf", "corner"), (1, 3))


@pytest.mark.parametrize(
    ("written", "parameter", "meant"),
    [
        (3, METRES, 3.0),
        ({"uniform": [2, 3]}, METRES, Uniform(2, 3)),
        ({"log_uniform": [2, 3]}, METRES, LogUniform(2, 3)),
        ({"integer": [2, 3]}, METRES, Integer(2, 3)),
        ({"integer": [2, 3]}, COUNT, Integer(2, 3)),
        ({"choice": [2, 3]}, COUNT, Choice((2, 3))),
        ({"choice": ["black"]}, COAT, Choice(("black",))),
        (Uniform(2, 3), METRES, Uniform(2, 3)),
    ],
)
def test_a_value_is_read_by_the_type_of_its_parameter(written, parameter, meant):
    assert read_value(written, parameter) == meant


@pytest.mark.parametrize(
    ("written", "parameter", "sentence"),
    [
        ("wide", METRES, "must be a number from 1 to 12 m, not 'wide'"),
        (True, METRES, "must be a number from 1 to 12 m, not true"),
        (float("nan"), METRES, "not nan"),
        (float("inf"), METRES, "not inf"),
        (10**400, METRES, "must be a number from 1 to 12 m"),
        (0.5, METRES, "0.5 is out of range"),
        (datetime.date(2020, 1, 2), METRES, "not the date 2020-01-02"),
        ([1, 2], METRES, "for one of several write { choice"),
        ({}, METRES, "must be one distribution"),
        ({"uniform": [3, 2]}, METRES, "upside down"),
        ({"uniform": [0, 2]}, METRES, "0 is out of range"),
        ({"uniform": [2]}, METRES, "list of two numbers"),
        ({"uniform": [2, 3], "normal": [2, 3]}, METRES, "must be one distribution"),
        ({"unifrom": [2, 3]}, METRES, "did you mean 'uniform'?"),
        ({"normal": [2, 1]}, METRES, "at three standard deviations"),
        ({"normal": [4, -1]}, METRES, "must not be negative"),
        ({"uniform": [2, 3], "weights": [1]}, METRES, "weights belong to a choice"),
        ({"choice": []}, METRES, "list of 1 to"),
        ({"choice": [2, 3], "weights": [0, 0]}, METRES, "sum to 0"),
        ({"choice": [2, 3], "weights": [1]}, METRES, "one for each choice"),
        ({"choice": [{"uniform": [1, 2]}]}, METRES, "not the table"),
        (2.0, COUNT, "must be a whole number from 0 to 9, not 2.0"),
        ({"uniform": [2, 3]}, COUNT, "write { integer = [low, high] }"),
        ("blak", COAT, "'blak' is not one of black, tabby (did you mean 'black'?)"),
        ({"uniform": [1, 2]}, COAT, "write { choice"),
    ],
)
def test_a_value_that_cannot_be_is_answered_with_what_could(written, parameter, sentence):
    with pytest.raises(ValueError, match=r"\w") as caught:
        read_value(written, parameter)
    assert sentence in str(caught.value)


def test_an_error_names_file_line_and_key():
    assert complaint("\n[clip]\nfps = 0\n").startswith("home.toml:3: clip.fps: 0 is out of range")


def test_all_errors_of_a_file_are_named_in_the_order_of_its_lines():
    lines = complaint("[light]\nhour = -3\n[clip]\nfsp = 3\nclock = 2\n[camra]\n").splitlines()
    assert [line.split(": ")[0] for line in lines] == ["home.toml:2", "home.toml:4", "home.toml:5", "home.toml:6"]
    assert "did you mean 'fps'?" in lines[1]
    assert "did you mean 'camera'?" in lines[3]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("clip = 3", "home.toml:1: clip: must be a table, not 3"),
        ("[clip]\nsize = [1281, 720]", "must be even"),
        ("[clip]\nsize = [40000, 25000]", "40000 is out of range"),
        ("[clip]\nclips_per_home = { integer = [2, 5] }", "cannot vary, for it says which clips share a home"),
        ("[actors.tom]\nkind = { choice = ['cat'] }\nrole = 'pet'", "cannot vary, for it says which parameters the actor has"),
        ("[actors.cat]\nrole = { choice = ['pet'] }", "cannot vary, for the mix counts on it"),
        ("[mix]\npet = { uniform = [0, 1] }", "mix.pet: is a weight, chance is in it already: must be one number"),
        (
            "[furniture]\noptional = { plant = { uniform = [0, 1] } }",
            "furniture.optional.plant: is a probability, chance is in it already",
        ),
        ("[furniture]\nrequired = { choice = ['couch'] }", "what stands there only sometimes belongs into furniture.optional"),
        ("[clip]\nsize = { choice = [[640, 361]] }", "must be even"),
        ("[clip]\nsize = { uniform = [640, 1280] }", "this is a list of 2 numbers from 16 to 4096 px: write { choice = [...] }"),
        ("[room]\nkind = { choice = ['living_room', 'halway'] }", "did you mean 'hallway'?"),
        ("[clip]\nduration_s = 0", "0 is out of range"),
        ("[mix]\npte = 1", "home.toml:2: mix.pte: unknown key 'pte' (did you mean 'pet'?)"),
        ("[mix]\nnothing = 0", "weights sum to 0"),
        ("[mix]\nnothing = -1", "home.toml:2: mix.nothing: -1 is out of range"),
        ("[room]\nkind = 'living_rom'", "did you mean 'living_room'?"),
        (
            "[furniture]\nrequired = ['cuoch']",
            "home.toml:2: furniture.required[0]: unknown kind of furniture 'cuoch' (did you mean 'couch'?)",
        ),
        ("[furniture]\noptional = { plant = 3 }", "furniture.optional.plant: 3 is out of range"),
        (
            "[furniture.couch]\nwidht_m = 2",
            "home.toml:2: furniture.couch.widht_m: unknown key 'widht_m' (did you mean 'width_m'?)",
        ),
        ("[furniture]\ncouhc = {}", "did you mean 'couch'?"),
        ("[camera]\nfov = 90", "did you mean 'fov_deg'?"),
        ("[camera]\npreset = 'indoor_clod'", "did you mean 'indoor_cloud'?"),
        ("[actors.tom]\nkind = 'cta'\nrole = 'pet'", "did you mean 'cat'?"),
        ("[actors.tom]\nkind = 'cat'", "home.toml:1: actors.tom: role is missing"),
        ("[actors.tom]\nkind = 'cat'\nrole = 'pte'", "did you mean 'pet'?"),
        ("[actors.'Tom Cat']\nkind = 'cat'", "is not a name"),
        ("[actors.tom]\nkind = 'cat'\nrole = 'pet'\n[mix]\nintruder = 1", "no actor has the role 'intruder'"),
        ("x = " + "[\n" * 2000 + "]\n" * 2000, "nested too deeply"),
        ("x = " + "[" * 50 + "]" * 50, "nested too deeply"),
        ("[clip]\nfps = ", "home.toml:2: not valid TOML"),
        ("[clip\nfps = 3", "home.toml:1: not valid TOML"),
        ("x = " + "9" * 5000, "longer than"),
        ("x = '''", "the file ends too early"),
    ],
)
def test_a_slip_in_a_file_is_one_clear_sentence(text, sentence):
    assert sentence in complaint(text)


def test_a_parameter_of_a_maker_is_checked_by_its_annotation():
    spec = read("[actors.tom]\nkind = 'cat'\nrole = 'pet'\ncoat = { choice = ['black'] }\n")
    assert spec.actors["tom"].given == {"coat": Choice(("black",))}
    assert "did you mean 'black'?" in complaint("[actors.tom]\nkind = 'cat'\nrole = 'pet'\ncoat = 'blak'\n")
    assert "home.toml:4: actors.tom.caot: unknown key" in complaint("[actors.tom]\nkind = 'cat'\nrole = 'pet'\ncaot = 'black'\n")


def test_without_a_mix_only_that_happens_which_the_actors_can_do():
    spec = read("[actors.tom]\nkind = 'cat'\nrole = 'pet'\n")
    assert {what for what, weight in spec.mix.items() if weight > 0} == {"nothing", "pet"}


def test_an_actor_is_by_default_of_the_kind_and_role_of_its_name():
    spec = read("[actors.intruder]\nkind = 'person'\n[actors.cat]\nrole = 'pet'\n[mix]\nnothing = 1")
    assert (spec.actors["intruder"].role, spec.actors["cat"].kind) == ("intruder", "cat")


def test_a_setting_replaces_a_value_and_is_blamed_for_its_own_slips():
    assert read("[clip]\nfps = 10", parse_override("clip.fps=20")).clip.fps == 20
    assert complaint("", parse_override("clip.fps=0")).startswith("--set clip.fps: 0 is out of range")
    assert complaint("", parse_override("clip.fsp=3")) == "--set clip.fsp: unknown key 'fsp' (did you mean 'fps'?)"
    assert complaint("[actors.tom]\nkind='cat'\nrole='pet'", parse_override("actors.tim.coat=black")).endswith(
        "(did you mean 'tom'?)"
    )
    assert "nothing inside 3 to set" in complaint("[clip]\nfps = 3", parse_override("clip.fps.low=3"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a.b=3", 3),
        ("a.b = black", "black"),
        ("a.b='3'", "3"),
        ("a.b=[1, 2]", [1, 2]),
        ("a.b={uniform=[1, 2]}", {"uniform": [1, 2]}),
        ("a.b=true", True),
    ],
)
def test_a_setting_is_a_path_and_a_toml_value_or_a_bare_word(text, value):
    assert parse_override(text) == Override(("a", "b"), value, "--set a.b")


@pytest.mark.parametrize(
    "text", ["", "a", "=3", "a=", "a.=3", ".a=3", "a=3\nb=4", "a b=3", "a=$(x)", "a=" + "[" * 3000, "a" + ".a" * 20 + "=1"]
)
def test_a_setting_that_is_none_is_refused(text):
    with pytest.raises(SceneError, match="--set"):
        parse_override(text)


def test_overrides_from_python_are_values_by_dotted_path():
    assert load_scene("hallway_night", {"clip.size": [640, 360], "room.width_m": Uniform(2, 3)}).clip.size == (640, 360)


def test_canonical_data_is_plain_and_reads_back_as_the_same_scene():
    spec = load_scene("living_room_day")
    plain = spec.canonical()
    plain.pop("name")
    assert digest(SceneSpec.model_validate(plain).plain()) == digest(spec.plain())


def test_writing_a_default_out_changes_nothing_that_is_hashed():
    assert digest(read("").canonical()) == digest(read("[clip]\nfps = 15\n# a remark\n").canonical())
    assert digest(read("").canonical()) != digest(read("[clip]\nfps = 16").canonical())


def test_a_spec_goes_to_another_process_with_its_places():
    spec = pickle.loads(pickle.dumps(load_scene("hallway_night")))
    assert spec == load_scene("hallway_night")
    assert "hallway_night.toml:" in spec.where("room.width_m")


def test_an_error_that_arises_later_still_gets_its_line():
    spec = read("[camera]\nheight_m = 3.5\n")
    assert spec.where("camera.height_m") == "home.toml:2: camera.height_m"
    assert spec.where("clip.fps") == "home.toml: clip.fps"


def test_lines_are_found_in_every_way_to_write_a_key():
    text = "a.b = 1\n[t]\nu = { v = [1,\n 2], w = 3 }\n'q' = 1\n[[l]]\nx = 1\n[[l]]\nx = 2\n"
    lines = lines_of(text)
    assert [lines[p] for p in [("a", "b"), ("t", "u", "v", "1"), ("t", "u", "w"), ("t", "q"), ("l", "1", "x")]] == [1, 4, 4, 5, 9]


def test_every_prior_of_a_section_obeys_its_own_range():
    for field in SceneSpec.model_fields.values():
        section = field.annotation
        for name, parameter in section.parameters().items() if hasattr(section, "parameters") else ():
            read_value(section.model_fields[name].get_default(), parameter)


@pytest.mark.parametrize(
    ("text", "infrared"),
    [
        ("[light]\ninfrared = true", True),
        ("[light]\ninfrared = true\n[camera]\ninfrared = 'never'", False),
        ("[camera]\ninfrared = 'always'", True),
        ("", False),
    ],
)
def test_infrared_follows_the_light_unless_the_camera_insists(text, infrared):
    assert compose(read(text), seed=0, index=0).camera.infrared is infrared


def test_every_single_value_of_a_section_may_vary_or_says_why_not():
    for section in (ClipSpec, RoomSpec, FurnitureSpec, LightSpec, CameraSpec, ActorSpec):
        fixed = {n for n, f in section.model_fields.items() if any(isinstance(m, Fixed) for m in f.metadata)}
        assert section.varying() | fixed == set(section.parameters())


VARYING = """
[clip]
size = { choice = [[320, 180], [640, 480]] }
fps = { uniform = [5, 15] }
clips_per_home = 2
[room]
kind = { choice = ["living_room", "hallway"] }
[camera]
infrared = { choice = ["never", "always"] }
"""


def test_size_rate_room_and_infrared_vary_from_home_to_home_and_not_within_one():
    spec = read(VARYING)
    homes = [[compose(spec, seed=1, index=2 * home + k) for k in range(2)] for home in range(6)]
    told = [[(s.camera.width_px, s.camera.height_px, s.camera.fps, s.room.kind, s.camera.infrared) for s in h] for h in homes]
    assert all(one == other for one, other in told)
    sizes, rates, rooms, nights = ({h[0][i] for h in told} for i in (0, 2, 3, 4))
    assert (sizes, rooms, nights) == ({320, 640}, {"living_room", "hallway"}, {True, False})
    assert len(rates) == 6
    assert all(5 <= rate <= 15 and round(rate, 3) == rate for rate in rates)


def test_a_data_set_of_mixed_sizes_is_named_by_what_the_file_says():
    told = subject(read(VARYING))
    assert (told["size"], told["fps"]) == ("320x180 or 640x480", "uniform 5.0 to 15.0")
    assert subject(read(""))["size"] == "1280x720"


def test_a_name_wins_over_a_folder_of_that_name_and_a_path_is_a_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hallway_night").mkdir()
    (tmp_path / "mine.toml").write_text("[clip]\nfps = 9\n")
    assert find_scene("hallway_night") == scene_files()["hallway_night"]
    assert load_scene("mine.toml").clip.fps == 9
    assert load_scene(tmp_path / "mine.toml").name == "mine"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("binary.toml", b"\x00\x01\x02", "is a binary file"),
        ("latin.toml", b"# ok\n# caf\xe9\n", "latin.toml:2: is not UTF-8 text"),
        ("huge.toml", b"#\n" * 500_001, "is too large"),
        ("long.toml", b"a" + b".a" * 3000 + b" = 1", "long.toml:1: the line is longer"),
        ("half.toml", b"[clip]\nfps = { uniform = [1", "half.toml:2: not valid TOML"),
        ("bom.toml", b"\xef\xbb\xbf[clip]\nfps = 0", "bom.toml:2: clip.fps"),
    ],
)
def test_a_file_that_is_no_scene_is_refused_in_a_sentence(tmp_path, name, content, sentence):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SceneError) as caught:
        load_scene(tmp_path / name)
    assert sentence in str(caught.value)


def test_a_missing_file_a_folder_and_an_unknown_name_are_told_apart(tmp_path):
    (tmp_path / "kitchen.toml").write_text("")
    for asked, sentence in [
        (tmp_path / "kitchn.toml", "no such file (did you mean 'kitchen.toml'?)"),
        (tmp_path, "is a folder"),
        (tmp_path / "a" / "b.toml", "no such file"),
        ("hallway_nihgt", "unknown scene 'hallway_nihgt' (did you mean 'hallway_night'?)"),
        ("", "unknown scene ''"),
        ("a\0b.toml", "is not the name of a file"),
        ("x" * 5000 + ".toml", "cannot be read"),
        ("/dev/null", "is not a regular file"),
    ]:
        with pytest.raises(SceneError) as caught:
            load_scene(asked)
        assert sentence in str(caught.value)


@pytest.mark.parametrize("shelf", ["furniture", "actors", "cameras"])
def test_every_prior_of_the_catalogue_is_a_value_the_scene_file_could_give(shelf):
    for kind in kinds(shelf).values():
        known = parameters(kind.make)
        assert set(kind.priors) == set(known), kind.name
        for name, parameter in known.items():
            read_value(kind.priors[name], parameter)


def test_scenes_are_found_inside_a_wheel_and_beside_a_checkout(tmp_path, monkeypatch):
    package, inside, beside = tmp_path / "synthclips", tmp_path / "synthclips" / "_scenes", tmp_path / "scenes"
    monkeypatch.setattr(library, "_PACKAGE", package)
    for folder, name in ((beside, "attic"), (inside, "cellar")):
        folder.mkdir(parents=True)
        (folder / f"{name}.toml").write_text(f"# The {name}.\n")
        assert find_scene(name) == folder / f"{name}.toml"
        assert load_scene(name).name == name
