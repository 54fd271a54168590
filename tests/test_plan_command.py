"""`synthclips plan`: a drawing says what is filmed, and both its files say the same."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from synthclips import catalog, cli
from synthclips.formats.drawing import Drawing, Path, Words, dashed, sheet
from synthclips.formats.drawing_png import picture
from synthclips.formats.drawing_svg import svg
from synthclips.geometry.mesh import rotation_z
from synthclips.pipeline import make_scene
from synthclips.review.floor_plan import floor_plan
from synthclips.review.ground import Ground
from synthclips.review.plan_people import walkable
from synthclips.review.plan_things import outline, things
from synthclips.scene.distributions import settle_all
from synthclips.scene.records import Item, Scene
from synthclips.scene.streams import Streams
from synthclips.stages.compose.scenery import Scenery
from synthclips.stages.load import load_scene

KINDS = catalog.kinds("furniture")
RED, BLUE = (255, 0, 0), (0, 0, 255)


def one(name: str, index: int) -> Item:
    streams = Streams(5, name, index)
    params = settle_all(KINDS[name].priors, {}, streams)
    return Item(name, name, (1.25, 2.5, 0.0), 0.4 + index, params, {}, streams.key("detail"))


@pytest.fixture(scope="module")
def scene() -> Scene:
    return make_scene(load_scene("living_room_day", {"mix": {"both": 1.0}}), seed=3, index=0)


@pytest.mark.parametrize("name", KINDS)
def test_what_is_drawn_of_a_kind_is_as_large_as_its_mesh_seen_from_above(name: str) -> None:
    """The strokes on the page, measured back in metres, against the vertices turned by hand."""
    ground, item = Ground(-3.0, 6.0, 1000.0), one(name, 1)
    drawn = things(ground, (replace(item, position_m=(1.25, 2.5, 0.2)),))
    page = np.array([p for shape in drawn if isinstance(shape, Path) for p in shape.points])
    metres = np.column_stack([page[:, 0] / 1000 - 3.0, 6.0 - page[:, 1] / 1000])
    mesh = KINDS[name].make(key=item.key, **item.params).vertices_m @ rotation_z(item.yaw_rad).T
    np.testing.assert_allclose(metres.min(0), mesh.min(0)[:2] + (1.25, 2.5), atol=0.003)
    np.testing.assert_allclose(metres.max(0), mesh.max(0)[:2] + (1.25, 2.5), atol=0.003)


def test_the_floor_kept_free_for_most_kinds_is_little_more_than_they_cover() -> None:
    """Some spread leaves at random or have a handle on one side; the others fill nearly all."""
    shares = {}
    for name in KINDS:
        item = replace(one(name, 0), position_m=(0.0, 0.0, 0.0), yaw_rad=0.0)
        shares[name] = np.ptp(outline(item), axis=0) / KINDS[name].traits["footprint"](item.params)
    assert np.median([share.min() for share in shares.values()]) > 0.85, shares
    assert np.mean([share.min() > 0.6 for share in shares.values()]) > 0.85, shares


def test_png_and_svg_hold_the_same_shapes(scene: Scene) -> None:
    """Every stroke of the SVG text is looked up in the pixels of the PNG."""
    drawing = floor_plan(scene, px_per_m=100.0)
    text = svg(drawing).decode()
    assert len(re.findall(r"<(?:polyline|polygon) ", text)) == sum(isinstance(s, Path) for s in drawing.shapes)
    assert re.findall(r">([^<>]+)</text>", text) == [s.text for s in drawing.shapes if isinstance(s, Words)]
    for alone in drawing.shapes:
        if isinstance(alone, Path) and alone.ink is not None:
            page = np.asarray(picture(Drawing(drawing.width_px, drawing.height_px, (replace(alone, ink=RED, fill=None),))))
            (x, y), *_ = _points(svg(Drawing(1, 1, (alone,))).decode())
            around = page[max(int(y) - 2, 0) : int(y) + 3, max(int(x) - 2, 0) : int(x) + 3].astype(int)
            assert (around[..., 0] - around[..., 1]).max() > 30, alone


def _points(text: str) -> list[tuple[float, float]]:
    found = re.search(r'points="([^"]+)"', text)
    assert found is not None
    return [tuple(map(float, pair.split(","))) for pair in found.group(1).split()]  # type: ignore[misc]


def test_a_filled_square_covers_its_pixels_and_no_others() -> None:
    square = Path(((10, 10), (30, 10), (30, 20), (10, 20)), None, closed=True, fill=BLUE)
    page = np.asarray(picture(Drawing(50, 40, (square,))))
    blue = (page == BLUE).all(-1)
    assert blue[10:20, 10:30].all()
    assert blue.sum() <= 21 * 11


def test_dashes_cover_the_share_of_the_line_that_was_asked_for() -> None:
    strokes = dashed([(0.0, 0.0), (90.0, 0.0)], RED, on_px=6.0, off_px=3.0)
    assert len(strokes) == 10
    assert sum(s.points[1][0] - s.points[0][0] for s in strokes) == pytest.approx(60.0)


def test_a_sheet_shows_every_drawing_in_a_cell_of_its_own() -> None:
    dot = Drawing(20, 10, (Words((5, 5), "a", 10, RED),))
    page = sheet([dot] * 5, per_row=2, gap_px=4)
    assert (page.width_px, page.height_px) == (44, 38)
    assert [s.at for s in page.shapes if isinstance(s, Words)] == [(5, 5), (29, 5), (5, 19), (29, 19), (5, 33)]


def test_every_hatched_stroke_lies_where_a_person_can_walk(scene: Scene) -> None:
    scenery, ground = Scenery(scene.room, scene.items), Ground(0.0, 0.0, 100.0)
    strokes = walkable(ground, scenery)
    assert len(strokes) > 10
    for stroke in strokes:
        assert isinstance(stroke, Path)
        for x, y in stroke.points:
            assert (
                min(box.distance_m((x / 100, -y / 100)) for box in scenery.obstacles) > 0.25 - 0.11
            )  # less one and a half diagonals of a cell


def test_the_command_writes_what_the_name_ends_in_and_refuses_the_rest(tmp_path, capsys) -> None:
    assert cli.main(["plan", "hallway_night", "-n", "2", "-o", str(tmp_path / "a.png")]) == 0
    assert cli.main(["plan", "hallway_night", "--seed", "4", "-o", str(tmp_path / "a.svg")]) == 0
    with Image.open(tmp_path / "a.png") as image:
        assert image.size[0] > 300
    assert "hallway_night, seed 4, home 0" in (tmp_path / "a.svg").read_text()
    capsys.readouterr()
    assert cli.main(["plan", "hallway_night", "-o", str(tmp_path / "a.pgn")]) == 2
    said = capsys.readouterr().err
    assert "must end in .png or .svg (did you mean '.png'?)" in said
    assert cli.main(["plan", "halway_night", "-o", str(tmp_path / "b.png")]) == 2
    assert "did you mean 'hallway_night'" in capsys.readouterr().err
    assert not (tmp_path / "b.png").exists()


def test_the_same_home_is_drawn_with_the_same_bytes(scene: Scene) -> None:
    assert svg(floor_plan(scene, px_per_m=80.0)) == svg(floor_plan(scene, px_per_m=80.0))
