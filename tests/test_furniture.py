"""Every kind of furniture, every palette and pattern, the shells of rooms, and the movers made of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from synthclips import catalog
from synthclips.catalog.furniture.mover import EDGE_M, mover_body
from synthclips.catalog.materials import papers
from synthclips.catalog.materials.evaluate import COVERINGS, FAMILIES, ONE_COLOUR, TWO_COLOURS, evaluate
from synthclips.catalog.materials.palettes import draw, linear, palettes
from synthclips.catalog.rooms import door, walls
from synthclips.catalog.rooms.habits import Habits
from synthclips.geometry.mesh import Mesh, flat_normals, moved
from synthclips.geometry.shapes import box, mirrored_x, renamed, turned
from synthclips.geometry.soft import cushion, pillow, soft_box
from synthclips.geometry.sweeps import cylinder, extrude, tube
from synthclips.scene.annotations import parameters
from synthclips.scene.distributions import settle_all
from synthclips.scene.errors import SceneError
from synthclips.scene.records import Material, Opening, Room
from synthclips.scene.streams import Stream, Streams

KINDS = catalog.kinds("furniture")
DRAWS = 5


def drawn(name: str, index: int) -> tuple[dict[str, Any], Mesh]:
    streams = Streams(11, name, index)
    params = settle_all(KINDS[name].priors, {}, streams)
    return params, KINDS[name].make(key=streams.key("detail"), **params)


def all_draws(name: str) -> Iterator[tuple[dict[str, Any], Mesh]]:
    return (drawn(name, i) for i in range(DRAWS))


def volume_m3(mesh: Mesh) -> float:
    """By the divergence theorem; positive when faces look outward."""
    a, b, c = (mesh.vertices_m[mesh.faces[:, k]].astype(np.float64) for k in range(3))
    return float((a * np.cross(b, c)).sum() / 6)


def facing(mesh: Mesh) -> float:
    """Share of faces whose winding agrees with the normals they are shaded with."""
    shaded = mesh.normals[mesh.faces].mean(1)
    return float(((flat_normals(mesh.vertices_m, mesh.faces) * shaded).sum(1) > 0).mean())


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_is_finite_with_unit_normals_that_agree_with_its_winding(name: str) -> None:
    for _, mesh in all_draws(name):
        assert np.isfinite(mesh.vertices_m).all()
        assert np.isfinite(mesh.surface_m).all()
        assert np.abs(np.sqrt((mesh.normals**2).sum(1)) - 1).max() < 1e-3
        assert facing(mesh) > 0.98


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_stays_within_the_footprint_and_height_it_claims_and_over_the_floor(name: str) -> None:
    traits = KINDS[name].traits
    for params, mesh in all_draws(name):
        width, depth = traits["footprint"](params)
        back = 0.0 if traits["wall_mounted"] else -depth / 2
        low, high = mesh.vertices_m.min(0), mesh.vertices_m.max(0)
        assert low[2] > -1e-3
        assert high[2] < traits["height"](params) + 2e-3
        assert max(-low[0], high[0]) < width / 2 + 2e-3
        assert low[1] > back - 2e-3
        assert high[1] < back + depth + 2e-3


@pytest.mark.parametrize("name", KINDS)
def test_every_slot_of_every_kind_has_a_palette(name: str) -> None:
    for _, mesh in all_draws(name):
        for slot in mesh.slots:
            assert KINDS[name].materials[slot] in palettes()


@pytest.mark.parametrize("name", KINDS)
def test_priors_and_parameters_name_the_same_things_and_draws_stay_in_range(name: str) -> None:
    known = parameters(KINDS[name].make)
    assert set(KINDS[name].priors) == set(known)
    for params, _ in all_draws(name):
        for parameter in known.values():
            value = params[parameter.name]
            assert parameter.range is None or parameter.range.low <= value <= parameter.range.high
            assert not parameter.options or value in parameter.options


@pytest.mark.parametrize("name", KINDS)
def test_two_draws_of_a_kind_are_of_different_shape(name: str) -> None:
    sizes = {tuple(np.round(np.ptp(mesh.vertices_m, axis=0), 3)) for _, mesh in all_draws(name)}
    assert len(sizes) == DRAWS


@pytest.mark.parametrize("name", KINDS)
def test_the_same_key_and_parameters_make_the_same_bytes(name: str) -> None:
    first, second = drawn(name, 0)[1], drawn(name, 0)[1]
    assert first.vertices_m.tobytes() == second.vertices_m.tobytes()
    assert first.faces.tobytes() == second.faces.tobytes()


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_is_light_enough_for_a_room_of_sixty_thousand_triangles(name: str) -> None:
    assert max(len(mesh.faces) for _, mesh in all_draws(name)) < 14_000


@pytest.mark.parametrize("name", ["couch", "armchair"])
def test_the_seat_anchor_lies_on_the_cushion(name: str) -> None:
    for params, mesh in all_draws(name):
        seat = KINDS[name].traits["anchors"](params)["seat"]
        x, y, z = seat["position_m"]
        width, depth = seat["size_m"]
        flat = mesh.vertices_m[:, :2] - (x, y)
        near = (np.abs(flat[:, 0]) < 0.3 * width) & (np.abs(flat[:, 1]) < 0.3 * depth)
        highest = float(mesh.vertices_m[near, 2].max())
        assert abs(highest - z) < 0.06


@pytest.mark.parametrize("name", ["coffee_table", "side_table", "console_table", "tv_stand", "sideboard", "dining_table"])
def test_the_top_anchor_lies_on_the_top(name: str) -> None:
    for params, mesh in all_draws(name):
        assert mesh.vertices_m[:, 2].max() == pytest.approx(
            KINDS[name].traits["anchors"](params)["top"]["position_m"][2], abs=1e-3
        )


@pytest.mark.parametrize("name", ["floor_lamp", "table_lamp", "ceiling_lamp", "pendant"])
def test_the_bulb_hangs_inside_the_shade(name: str) -> None:
    for params, mesh in all_draws(name):
        shade = mesh.vertices_m[np.unique(mesh.faces[mesh.slot == mesh.slots.index("shade")])]
        bulb = KINDS[name].traits["anchors"](params)["bulb"]["position_m"]
        assert (shade.min(0) < bulb).all()
        assert (shade.max(0) > bulb).all()


def test_shapes_have_the_volumes_of_geometry() -> None:
    assert volume_m3(box((1.0, 0.5, 0.2), "a", bevel_m=0)) == pytest.approx(0.1, rel=1e-4)
    assert volume_m3(cylinder(0.1, 0.5, "a", sides=64, bevel_m=0.0005)) == pytest.approx(math.pi * 0.005, rel=0.01)
    assert volume_m3(extrude([(0, 0), (1, 0), (1, 1), (0, 1)], 2.0, "a")) == pytest.approx(2.0, rel=1e-4)
    assert volume_m3(tube([(0, 0, 0), (0, 0, 1)], 0.05, "a", sides=48)) == pytest.approx(math.pi * 0.0025, rel=0.01)
    rounded = 1 - (1 - math.pi / 4) * 4 * 0.05**2 / 0.2 / 0.5  # about: rounding takes little from a box
    assert volume_m3(soft_box((1.0, 0.5, 0.2), 0.05, "a")) == pytest.approx(0.1 * rounded, rel=0.05)


def test_a_mirrored_shape_keeps_its_outside_out() -> None:
    shape = turned(extrude([(0, 0), (0.3, 0), (0, 0.2)], 1.0, "a"), "z", 0.3)
    assert volume_m3(mirrored_x(shape)) == pytest.approx(volume_m3(shape), rel=1e-4)


def test_soft_things_are_thicker_in_the_middle_than_at_the_edge() -> None:
    seat = cushion((0.6, 0.6, 0.14), "a", crown_m=0.03)
    assert seat.vertices_m[:, 2].max() > 0.16
    throw = pillow((0.45, 0.16, 0.45), "a")
    middle = np.abs(throw.vertices_m[:, 0]) < 0.05
    rim = np.abs(throw.vertices_m[:, 0]) > 0.2
    assert np.abs(throw.vertices_m[middle, 1]).max() > 4 * np.abs(throw.vertices_m[rim, 1]).max()


def test_renaming_slots_to_one_name_merges_them() -> None:
    _, mesh = drawn("bookcase", 1)
    merged = renamed(mesh, {slot: "all" for slot in mesh.slots})
    assert merged.slots == ("all",)
    assert not merged.slot.any()


def points(extent_m: float, count: int = 60_000) -> np.ndarray:
    """Spread evenly by an additive sequence (Roberts 2018)."""
    k = np.arange(count)
    x, y = (k * 0.7548776662466927) % 1.0, (k * 0.5698402909980532) % 1.0
    return np.column_stack([x * extent_m, y * extent_m, np.full(count, 0.5)]).astype(np.float32)


@pytest.mark.parametrize("palette", palettes())
def test_every_palette_draws_materials_of_known_families_with_albedo_in_bounds(palette: str) -> None:
    for k in range(8):
        material = draw(palette, Stream(100 + k))
        assert material.family in FAMILIES
        albedo = evaluate(material, points(2.0, 4000))
        assert albedo.shape == (4000, 4)
        assert albedo.min() >= 0
        assert albedo.max() <= 1


@pytest.mark.parametrize("family", [f for f in ONE_COLOUR if f not in ("leaf", "glow")])
def test_the_mean_of_a_pattern_of_one_colour_is_the_material_s_colour(family: str) -> None:
    material = Material(
        family,
        (0.36, 0.22, 0.12),
        (0.2, 0.11, 0.05),
        0.5,
        scale_m=0.02 if family in ("wicker", "knit", "leather") else 0.12,
        contrast=0.6,
        key=3,
    )
    mean = evaluate(material, points(12.0)).mean(0)
    np.testing.assert_allclose(mean, (0.36, 0.22, 0.12, 0.5), rtol=0.06)


def test_joints_far_off_fade_into_the_mean_of_the_floor_instead_of_breaking_into_dashes() -> None:
    tiles = Material("tile", (0.2, 0.2, 0.2), (0.7, 0.7, 0.7), 0.5, scale_m=0.3, contrast=0.0, key=3)
    rows = np.column_stack([np.full(6000, 0.15), np.arange(6000) * 1e-3, np.full(6000, 0.5)]).astype(np.float32)
    spread = np.broadcast_to(np.float32([[0.002, 0, 0], [0, 0.06, 0]]), (6000, 2, 3))
    whole = evaluate(tiles, points(6.0)).mean()
    bare, soft = evaluate(tiles, rows)[:, 0], evaluate(tiles, rows, spread)[:, 0]
    assert soft.mean() == pytest.approx(bare.mean(), rel=0.02)
    assert np.ptp(soft) < 0.3 * np.ptp(bare)
    assert abs(soft - whole).max() < 0.15


def test_a_point_is_a_patch_without_breadth() -> None:
    material = draw("floor", Stream(7))
    where = points(3.0, 500)
    np.testing.assert_array_equal(evaluate(material, where), evaluate(material, where, np.zeros((500, 2, 3), np.float32)))


def test_leaves_have_the_mean_of_their_colour_taken_over_many_leaves() -> None:
    material = Material("leaf", (0.1, 0.2, 0.06), (0.2, 0.3, 0.1), 0.55, contrast=0.6, key=3)
    leaf = points(1.0)
    leaf[:, 1] = 2 * leaf[:, 1] - 1
    leaf[:, 2] = np.arange(len(leaf)) % 97 + 0.5
    np.testing.assert_allclose(evaluate(material, leaf).mean(0), (0.1, 0.2, 0.06, 0.55), rtol=0.15)


def test_a_lit_shade_has_the_mean_of_its_colour_brightest_half_way_up_and_dark_at_its_hems() -> None:
    material = Material("glow", (0.4, 0.4, 0.4), (0.2, 0.2, 0.2), 0.5, scale_m=0.3, contrast=0.6, key=3)
    on_it = points(0.3)
    grey, up = evaluate(material, on_it)[:, 0], on_it[:, 1] / 0.3
    middle, rim, hem = (grey[(up > low) & (up < high)].mean() for low, high in ((0.45, 0.55), (0.06, 0.12), (0.0, 0.02)))
    assert grey.mean() == pytest.approx(0.4, rel=0.06)
    assert middle > 1.5 * rim
    assert rim > 1.2 * hem


@pytest.mark.parametrize("family", TWO_COLOURS)
def test_the_mean_of_a_pattern_of_two_colours_lies_between_them_and_shows_both(family: str) -> None:
    material = Material(family, (0.6, 0.6, 0.6), (0.1, 0.1, 0.1), 0.5, scale_m=0.2, contrast=0.9, key=3)
    grey = evaluate(material, points(6.0) + np.float32([0, 0, 0.5]))[:, 0]
    assert 0.12 < grey.mean() < 0.58
    assert grey.std() > 0.05


def test_one_wall_in_six_is_papered_or_panelled_in_nine_ways_of_real_repeats() -> None:
    drawn = [draw("wall", Stream(k)) for k in range(3000)]
    papers = [m for m in drawn if m.family in (*COVERINGS, "grasscloth")]
    counts = Counter(m.family for m in papers)
    assert 0.12 < len(papers) / len(drawn) < 0.2
    assert len(counts) == 9
    assert max(counts.values()) < 2.5 * min(counts.values())
    assert all(0.2 <= m.scale_m <= 0.6 for m in papers if m.family.startswith("wallpaper") and m.family != "wallpaper_stripes")


def test_patterns_differ_by_key_and_repeat_by_key() -> None:
    first, second = (Material("boards", (0.3, 0.2, 0.1), (0.2, 0.1, 0.05), 0.5, key=k) for k in (1, 2))
    once, again, other = (evaluate(m, points(2.0)) for m in (first, first, second))
    assert once.tobytes() == again.tobytes()
    assert np.abs(once - other).max() > 0.02


def test_an_unknown_pattern_or_palette_is_answered_with_the_nearest_word() -> None:
    with pytest.raises(SceneError, match="did you mean 'weave'"):
        evaluate(Material("weeve", (0.1, 0.1, 0.1), (0.1, 0.1, 0.1), 0.1), points(1.0, 4))
    with pytest.raises(SceneError, match="did you mean 'floor'"):
        draw("flor", Stream(1))


def test_screen_codes_become_linear_light() -> None:
    assert linear("ffffff") == (1.0, 1.0, 1.0)
    assert linear("808080")[0] == pytest.approx(0.2159, abs=1e-3)


def test_most_walls_are_light_and_foliage_and_cloth_are_bright_in_infrared() -> None:
    walls_ = [draw("wall", Stream(k)) for k in range(60)]
    assert np.median([np.mean(m.rgb) for m in walls_]) > 0.5
    leaves = [draw("leaf", Stream(k)) for k in range(20)]
    assert all(m.ir > 3 * m.rgb[1] or m.ir > 0.45 for m in leaves)
    dark = [m for m in (draw("coat", Stream(k)) for k in range(60)) if max(m.rgb) < 0.06]
    assert min(m.ir for m in dark) > 3 * max(np.mean(m.rgb) for m in dark)


def a_room(kind: str = "living_room") -> Room:
    own: Habits = catalog.kind("rooms", kind).traits["habits"]
    slots = {**own.all_palettes(), **{f"wall_{k}": "wall" for k in range(8)}, "frame": "trim"}
    materials = {slot: draw(palette, Stream(k)) for k, (slot, palette) in enumerate(slots.items())}
    openings = (
        Opening("door", "door", 0, 0.8, 0.81, 0.0, 2.03, -1),
        Opening("window", "window", 1, 2.0, 1.6, 0.9, 1.25),
        Opening("back", "door", 2, 1.2, 0.76, 0.0, 2.03, 1),
    )
    return Room(kind, (5.0, 4.0, 2.6), openings, materials, 5)


@pytest.mark.parametrize("kind", catalog.kinds("rooms"))
def test_every_face_of_a_room_has_a_material_and_agrees_with_its_normal(kind: str) -> None:
    for owner, mesh, materials in catalog.kind("rooms", kind).traits["shell"](room=a_room(kind)):
        assert owner in ("room", "outside")
        assert set(mesh.slots) <= set(materials)
        assert facing(mesh) > 0.98
        assert np.isfinite(mesh.vertices_m).all()


def first_hit(origin: Any, direction: Any) -> tuple[float, str]:
    """Distance and slot of the first face a ray meets, by Moeller and Trumbore (1997) over all faces."""
    nearest, slot = math.inf, ""
    for _, mesh, _ in catalog.kind("rooms", "living_room").traits["shell"](room=a_room()):
        a, b, c = (mesh.vertices_m[mesh.faces[:, k]].astype(np.float64) for k in range(3))
        o, d = np.asarray(origin, float), np.asarray(direction, float)
        p = np.cross(d, c - a)
        det = ((b - a) * p).sum(1)
        with np.errstate(divide="ignore", invalid="ignore"):
            u = ((o - a) * p).sum(1) / det
            q = np.cross(o - a, b - a)
            v, t = (q * d).sum(1) / det, ((c - a) * q).sum(1) / det
            t = np.where((np.abs(det) > 1e-12) & (u >= 0) & (v >= 0) & (u + v <= 1) & (t > 1e-6), t, math.inf)
        if t.min() < nearest:
            nearest, slot = float(t.min()), mesh.slots[mesh.slot[int(np.argmin(t))]]
    return nearest, slot


def test_rays_meet_walls_where_they_are_and_pass_through_openings() -> None:
    middle = (2.53, 2.03, 1.53)
    assert first_hit(middle, (0, 0, -1)) == (pytest.approx(1.53, abs=1e-4), "floor")
    assert first_hit(middle, (0, 0, 1)) == (pytest.approx(1.07, abs=1e-4), "ceiling")
    assert first_hit(middle, (-1, 0, 0)) == (pytest.approx(2.53, abs=1e-4), "wall_3")
    through_door = first_hit((0.8, 2.0, 1.5), (0, -1, 0))
    assert through_door[0] == pytest.approx(2.0 + 0.15 + 1.9, abs=0.05)
    through_window = first_hit((2.5, 1.72, 1.3), (1, 0, 0))
    assert through_window[0] > 2.5 + 2.5
    assert through_window[1].startswith("outside_")


def test_no_ray_from_the_room_escapes_the_shell() -> None:
    k = np.arange(1, 120)
    z, turn = 1 - 2 * ((k * 0.7548776662466927) % 1.0), 2 * math.pi * ((k * 0.5698402909980532) % 1.0)
    flat = np.sqrt(1 - z * z)
    for direction in np.column_stack([flat * np.cos(turn), flat * np.sin(turn), z]):
        assert math.isfinite(first_hit((2.53, 2.03, 1.53), direction)[0])


def test_openings_lie_in_their_walls_and_frames_face_inward() -> None:
    room = a_room()
    for opening in room.openings:
        frame = walls.wall_frame(room, opening.wall)
        rect = walls.opening_rect(room, opening)
        assert rect[:, 2].min() == opening.sill_m
        assert np.abs((rect - frame.origin_m) @ np.array(frame.inward)).max() < 1e-9
        assert np.linalg.norm(rect[1] - rect[0]) == pytest.approx(opening.width_m)
        middle = np.array([2.5, 2.0, 0.0]) - frame.origin_m
        assert middle @ np.array(frame.inward) > 0


@pytest.mark.parametrize("hinge", [-1, 1])
@pytest.mark.parametrize("wall", range(4))
def test_a_shut_leaf_fills_its_opening_and_an_open_one_stands_in_the_room(wall: int, hinge: int) -> None:
    room = a_room()
    opening = Opening("d", "door", wall, 1.5, 0.81, 0.0, 2.03, hinge)
    position, yaw, sign = door.hinge_world(opening, room)
    leaf = door.leaf(opening, room)
    frame = walls.wall_frame(room, wall)

    def along_and_into(turn: float) -> tuple[np.ndarray, np.ndarray]:
        placed = moved(leaf, offset_m=position, yaw_rad=yaw + sign * turn).vertices_m - np.array(frame.origin_m)
        return placed @ np.array(frame.along), placed @ np.array(frame.inward)

    along, into = along_and_into(0.0)
    slab = np.abs(into) < 0.045
    assert along[slab].min() == pytest.approx(1.5 - 0.405, abs=0.012)
    assert along[slab].max() == pytest.approx(1.5 + 0.405, abs=0.012)
    assert np.median(into) < 0
    _, into = along_and_into(math.pi / 2)
    assert into.max() == pytest.approx(0.81, abs=0.02)


def test_a_mover_keeps_the_shape_and_colours_of_its_mesh_in_small_triangles() -> None:
    mesh = box((0.8, 0.04, 2.0), "door", bevel_m=0)
    material = Material("plain", (0.3, 0.2, 0.1), (0.3, 0.2, 0.1), 0.6)
    body = mover_body(mesh, {"door": material}, "door")
    corners = body.vertices_m[body.faces]
    assert np.sqrt(((np.roll(corners, 1, 1) - corners) ** 2).sum(2)).max() <= EDGE_M
    fine = Mesh(body.vertices_m, body.normals, body.faces, body.vertices_m, body.part, body.parts)
    assert volume_m3(fine) == pytest.approx(volume_m3(mesh), rel=1e-4)
    np.testing.assert_allclose(
        body.texels.reshape(-1, 4), np.broadcast_to((0.3, 0.2, 0.1, 0.6), (body.texels.size // 4, 4)), rtol=1e-6
    )
    assert body.parts == ("door",)
    assert (body.weight.sum(1) == 1).all()


def test_a_mover_s_edges_meet_without_gaps_after_subdivision() -> None:
    body = mover_body(
        soft_box((0.4, 0.3, 0.1), 0.03, "a"), {"a": Material("plain", (0.3, 0.2, 0.1), (0.3, 0.2, 0.1), 0.6)}, "box"
    )
    _, place = np.unique(np.round(body.vertices_m * 20000).astype(int), axis=0, return_inverse=True)
    faces = place.reshape(-1)[body.faces]
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    _, counts = np.unique(np.sort(edges, 1), axis=0, return_counts=True)
    assert (counts == 2).all()


def test_a_mover_without_a_material_for_a_slot_says_so() -> None:
    with pytest.raises(SceneError, match="no material for its 'a'"):
        mover_body(box((0.1, 0.1, 0.1), "a"), {}, "box")


@pytest.mark.parametrize("steep", [0.0, 0.8, 2.0, 4.0])
@pytest.mark.parametrize("turned", [False, True])
def test_mortar_goes_behind_the_bricks_the_more_one_looks_along_the_wall(steep: float, turned: bool) -> None:
    """Of a joint w wide and d deep one sees w - d tan on its ground, half of it at least; those along the sight show as ever."""
    wall = Material("brick", (0.5, 0.5, 0.5), (0.9, 0.9, 0.9), 0.5, 0.075, 0.0, key=5)
    long, course, wide = 0.225, 0.075, papers.JOINT * 0.075
    x, y = (v.ravel() for v in np.meshgrid((np.arange(450) + 0.5) * long / 450, (np.arange(300) + 0.5) * 2 * course / 300))
    spread = np.zeros((len(x), 2, 3), np.float32)
    across, along = 1e-4, 1e-4 * math.sqrt(1 + steep**2)
    spread[:, 0, 0], spread[:, 1, 1] = (along, across) if turned else (across, along)
    seen = evaluate(wall, np.stack([x, y, 0 * x], 1).astype(np.float32), spread)[:, 0]
    ground = max(wide - papers.RECESS_M * steep, wide - papers.RECESS_M * papers.STEEPEST)
    assert ground > wide / 2
    bed, head = (wide, ground) if turned else (ground, wide)
    share = bed / course + (1 - wide / course) * head / long
    assert (seen > 0.627).mean() == pytest.approx(share, abs=0.02)
