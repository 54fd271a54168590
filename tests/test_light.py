"""Light in the baked room: against formulas, and against a path tracer that shares no code with the library."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from numba import njit

from synthclips.geometry.mesh import Mesh
from synthclips.raster import bvh, lamps, light, platefile
from synthclips.raster.grid import Grid
from synthclips.raster.lens import Lens, lens_of
from synthclips.raster.light import plate_of
from synthclips.raster.looking_glass import glass_of
from synthclips.raster.plate import Plate, decode, encode
from synthclips.raster.trace import look
from synthclips.scene.records import Camera, Lamp, Material, Opening, Room, Viewpoint
from synthclips.stages.statics import gathered

WIDTH, DEPTH, HEIGHT = 4.0, 3.0, 2.5
WHITE, RED = (0.8, 0.8, 0.8), (0.6, 0.05, 0.05)
LAMP = Lamp("panel", "panel", (2.0, 1.5, 2.45), (0.0, 0.0, -1.0), (0.8, 0.6), (1000.0, 1000.0, 1000.0))
BULB = Lamp("bulb", "bulb", (2.0, 1.5, 1.8), (0.0, 0.0, 0.0), (0.03, 0.0), (100.0, 80.0, 60.0))


def matt(rgb: tuple[float, float, float], **more: float | str) -> Material:
    return Material("plain", rgb, rgb, 0.5, **more)


def quad(a, b, c, d) -> Mesh:
    corners = np.array([a, b, c, d], np.float32)
    normal = np.cross(corners[1] - corners[0], corners[3] - corners[0])
    normals = np.tile(normal / np.linalg.norm(normal), (4, 1)).astype(np.float32)
    return Mesh(corners, normals, np.array([[0, 1, 2], [0, 2, 3]], np.int32), corners.copy(), np.zeros(2, np.int32), ("face",))


def walls(w: float, d: float, h: float) -> dict[str, Mesh]:
    """The six sides of a box, facing inwards."""
    return {
        "floor": quad((0, 0, 0), (w, 0, 0), (w, d, 0), (0, d, 0)),
        "ceiling": quad((0, 0, h), (0, d, h), (w, d, h), (w, 0, h)),
        "near": quad((0, 0, 0), (0, 0, h), (w, 0, h), (w, 0, 0)),
        "far": quad((0, d, 0), (w, d, 0), (w, d, h), (0, d, h)),
        "left": quad((0, 0, 0), (0, d, 0), (0, d, h), (0, 0, h)),
        "right": quad((w, 0, 0), (w, 0, h), (w, d, h), (w, d, 0)),
    }


def baked(lamps, colours, *, more=(), size=(320, 180), infrared=False, openings=()) -> tuple[Plate, Lens]:
    pieces = [("room", mesh, {"face": matt(colours.get(side, WHITE))}) for side, mesh in walls(WIDTH, DEPTH, HEIGHT).items()]
    soup, materials = gathered([*pieces, *more])
    view = Viewpoint((3.9, 0.15, 2.2), math.radians(135), math.radians(-30), 0.0, math.radians(100), -0.05, 0.0)
    lens = lens_of(view, Camera("", *size, 15.0, infrared, {}, False, "", 0))
    mean = np.array([(*m.rgb, m.ir) for m in materials], np.float32)
    plate = plate_of(
        soup, materials, lamps, room=Room("box", (WIDTH, DEPTH, HEIGHT), tuple(openings), {}, 0), lens=lens, infrared=infrared,
        albedo_of=lambda k, surface_m, spread_m: np.tile(mean[k], (len(surface_m), 1)), mean_albedo=mean,
    )  # fmt: skip
    return plate, lens


@pytest.fixture(scope="module")
def red_room():
    return baked((LAMP, BULB), {"left": RED})


def at(plate: Plate, lens, point) -> tuple[int, int]:
    """Row and column of the pixel that shows a world point."""
    from synthclips.raster.lens import project

    x, y, _ = project(np.array([point]), lens)[0]
    return int(y), int(x)


def surface_point(plate: Plate, lens, row: int, column: int):
    """World position under the middle of a pixel, from the plate's own depth."""
    from synthclips.raster.lens import ray_direction

    d = ray_direction(column + 0.5, row + 0.5, lens.camera_from_world.astype(np.float64), lens.numbers)
    depth = plate.depth_m[2 * row : 2 * row + 2, 2 * column : 2 * column + 2].mean()
    return lens.position_m.astype(np.float64) + depth * np.array(d)


def irradiance_of(plate: Plate, which: str, lamp: int, row: int, column: int, albedo) -> np.ndarray:
    """What the plate says falls on a matt pixel, lux a channel: its radiance times pi over its albedo."""
    codes, scale = getattr(plate, which), getattr(plate, f"{which}_scale")
    return decode(codes[lamp, row : row + 1], scale[lamp])[0, column] * math.pi / np.asarray(albedo)


# --- the reference: brute force in a box of six planes -------------------------------------------------------------------


@njit(cache=True)
def reference_bounced(px, py, pz, w, d, h, albedo, lamp, radiance, paths, bounces):
    """Bounced irradiance (3,) on a floor point of the box, by independent random paths; albedo (6, 3): x0 x1 y0 y1 z0 z1.

    lamp: centre x, y, z, width along y.. as (x, y, z, half x, half y), shining down. No grids, no shared code.
    """
    np.random.seed(11)
    total = np.zeros(3)
    for _ in range(paths):
        x, y, z = px, py, pz
        axis, sign = 2, 1.0
        through = np.ones(3)
        for _b in range(bounces):
            r, phi = math.sqrt(np.random.random()), 2 * math.pi * np.random.random()
            a, b, c = r * math.cos(phi), r * math.sin(phi), math.sqrt(max(0.0, 1 - r * r)) * sign
            dx, dy, dz = (c, a, b) if axis == 0 else ((a, c, b) if axis == 1 else (a, b, c))
            best, side = 1e30, -1
            for k in range(3):
                o, v, top = (x, dx, w) if k == 0 else ((y, dy, d) if k == 1 else (z, dz, h))
                if v > 1e-12 and (top - o) / v < best:
                    best, side = (top - o) / v, 2 * k + 1
                if v < -1e-12 and -o / v < best:
                    best, side = -o / v, 2 * k
            x, y, z = x + best * dx, y + best * dy, z + best * dz
            axis, sign = side // 2, (1.0 if side % 2 == 0 else -1.0)
            for k in range(3):
                through[k] *= albedo[side, k]
            lx = lamp[0] + (2 * np.random.random() - 1) * lamp[3]
            ly = lamp[1] + (2 * np.random.random() - 1) * lamp[4]
            vx, vy, vz = lx - x, ly - y, lamp[2] - z
            rr = vx * vx + vy * vy + vz * vz
            here = sign * (vx if axis == 0 else (vy if axis == 1 else vz))
            if here > 0 and vz > 0:
                e = radiance * here * vz / (rr * rr) * 4 * lamp[3] * lamp[4]
                for k in range(3):
                    total[k] += through[k] * e
    return total / paths


def test_a_red_wall_tints_the_white_floor_as_a_reference_path_tracer_says(red_room):
    plate, lens = red_room
    albedo = np.array([RED, WHITE, WHITE, WHITE, WHITE, WHITE])
    for point in ((0.15, 1.5), (0.4, 1.0), (1.0, 2.0), (2.2, 1.6)):
        row, column = at(plate, lens, (*point, 0.0))
        x, y, z = surface_point(plate, lens, row, column)
        assert abs(z) < 0.02
        lamp = np.array([*LAMP.position_m, LAMP.size_m[0] / 2, LAMP.size_m[1] / 2])
        expected = reference_bounced(x, y, 0.0, WIDTH, DEPTH, HEIGHT, albedo, lamp, 1000.0, 60_000, 14)
        found = irradiance_of(plate, "indirect", 0, row, column, WHITE)
        np.testing.assert_allclose(found, expected, rtol=0.05)
        assert found[0] > 1.02 * found[1]


def test_the_tint_fades_away_from_the_red_wall(red_room):
    plate, lens = red_room
    tint = []
    for x in (0.2, 0.8, 2.0):
        e = irradiance_of(plate, "indirect", 0, *at(plate, lens, (x, 1.5, 0.0)), WHITE)
        tint.append(e[0] / e[1])
    assert tint[0] > tint[1] > tint[2] > 1.0


def test_a_bulb_over_the_floor_gives_intensity_over_distance_squared(red_room):
    plate, lens = red_room
    row, column = at(plate, lens, (2.0, 1.5, 0.0))
    x, y, z = surface_point(plate, lens, row, column)
    away = np.array(BULB.position_m) - (x, y, z)
    rr = float((away**2).sum())
    expected = np.array(BULB.power_rgb) * away[2] / math.sqrt(rr) / rr
    np.testing.assert_allclose(irradiance_of(plate, "direct", 1, row, column, WHITE), expected, rtol=0.01)


def test_light_in_a_closed_box_that_glows_all_over_settles_at_the_geometric_series():
    """Walls of albedo 1/2 that all shine 1 cd/m2 receive pi (1 + 1/2 + 1/4 + ...): as much bounced light as direct."""
    w, d, h, glow = WIDTH, DEPTH, HEIGHT, (1.0, 1.0, 1.0)
    sides = [
        ((w / 2, d / 2, 0.0), (0, 0, 1), (w, d)), ((w / 2, d / 2, h), (0, 0, -1), (w, d)),
        ((0.0, d / 2, h / 2), (1, 0, 0), (d, h)), ((w, d / 2, h / 2), (-1, 0, 0), (d, h)),
        ((w / 2, 0.0, h / 2), (0, 1, 0), (w, h)), ((w / 2, d, h / 2), (0, -1, 0), (w, h)),
    ]  # fmt: skip
    lamps = [Lamp(f"side_{k}", "panel", p, n, size, glow) for k, (p, n, size) in enumerate(sides)]
    grey = dict.fromkeys(("floor", "ceiling", "near", "far", "left", "right"), (0.5, 0.5, 0.5))
    plate, lens = baked(lamps, grey, size=(80, 46))
    row, column = at(plate, lens, (1.5, 1.5, 0.0))
    direct = sum(irradiance_of(plate, "direct", k, row, column, (0.5,) * 3) for k in range(6))
    bounced = sum(irradiance_of(plate, "indirect", k, row, column, (0.5,) * 3) for k in range(6))
    np.testing.assert_allclose(direct, math.pi, rtol=0.02)
    np.testing.assert_allclose(bounced, math.pi, rtol=0.03)


@njit
def closest(*ray):
    return bvh.closest(*ray)


@njit
def no_farther(*ray):
    return bvh.no_farther(*ray)


@pytest.mark.parametrize("count", [1, 3, 9, 400])
def test_the_hierarchy_finds_what_trying_every_triangle_finds(count):
    bits = np.random.Generator(np.random.Philox(5))
    corners = (bits.random((count, 1, 3)) * 4 + bits.normal(0, 0.25, (count, 3, 3))).astype(np.float32)
    tree = bvh.build(corners.reshape(-1, 3), np.arange(3 * count, dtype=np.int32).reshape(-1, 3))
    origins, directions = bits.random((1000, 3)) * 4, bits.normal(size=(1000, 3))
    for o, d in zip(origins, directions, strict=True):
        every = _every_triangle(corners.astype(np.float64), o, d)
        stack = np.empty(bvh.STACK, np.int32)
        t, k, _, _ = closest(tree.bounds, tree.links, tree.triangles, *o, *d, 1e9, stack)
        if np.isinf(every.min()):
            assert k == -1
            continue
        assert tree.order[k] == every.argmin()
        assert t == pytest.approx(every.min(), rel=1e-4)
        assert bvh.occluded(tree.bounds, tree.links, tree.triangles, *o, *d, t * 1.001, stack) > 0
        assert bvh.occluded(tree.bounds, tree.links, tree.triangles, *o, *d, t * 0.999, stack) < 0
        for other in (-1, k, int(every.argmax()) % count):  # what is known to be in the way, or not
            far = no_farther(tree.triangles, other, *o, *d, 1e9)
            assert closest(tree.bounds, tree.links, tree.triangles, *o, *d, far, stack)[:2] == (t, k)


def _every_triangle(corners, o, d):
    """Distance to each triangle along the ray, inf where it misses: solves o + t d = a + u e1 + v e2 by determinants."""
    a, e1, e2 = corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    m = np.stack([np.broadcast_to(-d, a.shape), e1, e2], 2)
    t, u, v = np.linalg.solve(m, (o - a)[:, :, None])[:, :, 0].T
    return np.where((u >= 0) & (v >= 0) & (u + v <= 1) & (t > 0), t, np.inf)


def test_an_empty_hierarchy_stops_no_ray():
    tree = bvh.build(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int32))
    stack = np.empty(bvh.STACK, np.int32)
    assert closest(tree.bounds, tree.links, tree.triangles, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1e9, stack)[1] == -1


def test_stored_light_reads_back_within_a_thousandth_over_four_decades():
    light = np.geomspace(1.0, 1e4, 1000, dtype=np.float32).reshape(10, 100, 1)
    codes, scale = encode(light)
    np.testing.assert_allclose(decode(codes, scale), light, rtol=0.002)
    bright = light > 20
    np.testing.assert_allclose(decode(codes, scale)[bright], light[bright], rtol=0.001)


def test_a_shade_lets_light_out_of_its_ends_and_dims_its_sides():
    lamp = dataclasses.replace(BULB, direction=(0.0, 0.0, -1.0))
    bare, shaded = (lamps.pack([dataclasses.replace(lamp, beam_rad=b)])[0] for b in (0.0, math.radians(50)))
    x, y, z = BULB.position_m
    below, above = (x, y, z - 1.0, 0.0, 0.0, 1.0), (x, y, z + 1.0, 0.0, 0.0, -1.0)
    beside = (x + 1.0, y, z, -1.0, 0.0, 0.0)
    assert [lamps.irradiance(bare, *place) for place in (below, beside)] == pytest.approx([1.0, 1.0])
    assert lamps.irradiance(shaded, *below) == pytest.approx(1.0)
    assert lamps.irradiance(shaded, *above) == pytest.approx(lamps.CAP)
    assert lamps.irradiance(shaded, *beside) == pytest.approx(lamps.THROUGH)
    around = np.linspace(-1, 1, 20001)  # cosines: equal steps are equal solid angles
    found = [lamps.irradiance(shaded, x + math.sqrt(1 - c * c), y, z - c, -math.sqrt(1 - c * c), 0.0, c) for c in around]
    straight = (1 - lamps.SCATTERED) * (1 - math.cos(math.radians(50)))  # the rim is as soft on both sides
    ends = (straight + lamps.SCATTERED / 2) * (1 + lamps.CAP) / 2
    assert np.mean(found) == pytest.approx(ends + lamps.THROUGH * math.pi / 4, rel=1e-3)
    assert 0.35 < np.mean(found) < 0.6


def test_light_ends_softly_on_a_wall_behind_a_lamp():
    """40 cm before a wall, in a shade 34 cm wide and 26 high: from its cloth's light to most of its rim's in two decimetres."""
    lamp = lamps.pack([dataclasses.replace(BULB, position_m=(0.0, 0.4, 1.5), direction=(0.0, 0.0, 1.0), beam_rad=0.92)])[0]
    up = np.arange(0.0, 0.9, 0.005)
    lux = np.array([lamps.irradiance(lamp, 0.0, 0.0, 1.5 + z, 0.0, 1.0, 0.0) for z in up])
    assert 1.2 < lux.max() / lux[0] < 4.0
    rising = up[np.argmax(lux)] - up[np.argmax(lux > lux[0] + 0.1 * (lux.max() - lux[0]))]
    assert rising > 0.15


def test_a_table_over_the_floor_throws_a_shadow_under_the_bulb():
    board = quad((1.5, 1.0, 0.6), (2.5, 1.0, 0.6), (2.5, 2.0, 0.6), (1.5, 2.0, 0.6))
    plate, lens = baked((BULB,), {}, more=[("board", board, {"face": matt(WHITE)})])
    image = decode(plate.direct[0], plate.direct_scale[0])[..., 0]
    assert image[at(plate, lens, (2.5, 1.5, 0.0))] == 0.0  # behind the board as the bulb sees it
    assert image[at(plate, lens, (0.4, 0.4, 0.0))] > 0.0
    assert image[at(plate, lens, (2.0, 1.5, 0.6))] > 0.0


def test_probes_see_the_light_that_the_plate_shows_on_the_floor(red_room):
    plate, lens = red_room
    row, column = at(plate, lens, (2.0, 1.5, 0.0))
    x, y, _ = surface_point(plate, lens, row, column)
    place = (np.array([x, y, float(plate.probes.origin_m[2])]) - plate.probes.origin_m) / plate.probes.step_m
    i, j = int(place[0]), int(place[1])
    fx, fy = place[0] - i, place[1] - j
    corners = [(i, j, (1 - fx) * (1 - fy)), (i + 1, j, fx * (1 - fy)), (i, j + 1, (1 - fx) * fy), (i + 1, j + 1, fx * fy)]
    up = sum(share * plate.probes.ambient[0, a, b, 0, 4] for a, b, share in corners)
    np.testing.assert_allclose(up, irradiance_of(plate, "indirect", 0, row, column, WHITE), rtol=0.06)
    assert all(plate.probes.visibility[k, i, j, 0] == 1.0 for k in range(2))


def test_the_sun_shines_only_through_its_window():
    """A hole of 1 x 1 m in the far wall, the sun facing it 45 degrees up: a lit square on the floor."""
    opening = Opening("window", "window", 2, WIDTH - 2.0, 1.0, 1.0, 1.0)
    steep = (0.0, -math.sqrt(0.5), -math.sqrt(0.5))
    sun = Lamp("sun", "sun", (0.0, 0.0, 0.0), steep, (0.0047, 0.0), (50_000.0,) * 3, opening="window")
    far = walls(WIDTH, DEPTH, HEIGHT)
    pieces = [("room", mesh, {"face": matt(WHITE)}) for side, mesh in far.items() if side != "far"]
    around = [((0, 0), (1.5, HEIGHT)), ((2.5, 0), (WIDTH, HEIGHT)), ((1.5, 0), (2.5, 1.0)), ((1.5, 2.0), (2.5, HEIGHT))]
    pieces += [
        ("room", quad((a, DEPTH, b), (c, DEPTH, b), (c, DEPTH, e), (a, DEPTH, e)), {"face": matt(WHITE)})
        for (a, b), (c, e) in around
    ]
    soup, materials = gathered(pieces)
    lens = lens_of(
        Viewpoint((3.9, 0.15, 2.2), math.radians(135), math.radians(-30), 0.0, 1.75, 0.0, 0.0),
        Camera("", 160, 90, 15.0, False, {}, False, "", 0),
    )
    mean = np.array([(*m.rgb, m.ir) for m in materials], np.float32)
    plate = plate_of(
        soup, materials, [sun], room=Room("box", (WIDTH, DEPTH, HEIGHT), (opening,), {}, 0), lens=lens, infrared=False,
        albedo_of=lambda k, s, n: np.tile(mean[k], (len(s), 1)), mean_albedo=mean,
    )  # fmt: skip
    inside, beside = at(plate, lens, (1.75, 1.25, 0.0)), at(plate, lens, (2.9, 1.5, 0.0))
    np.testing.assert_allclose(irradiance_of(plate, "direct", 0, *inside, WHITE), 50_000 * math.sqrt(0.5), rtol=0.01)
    assert not decode(plate.direct[0], plate.direct_scale[0])[beside].any()


def test_a_lamp_shade_glows_in_its_lamps_image_and_lights_no_surface_twice():
    shade = quad((0.5, 2.9, 1.0), (1.0, 2.9, 1.0), (1.0, 2.9, 1.5), (0.5, 2.9, 1.5))
    shade = dataclasses.replace(shade, faces=shade.faces[:, ::-1].copy(), normals=-shade.normals)
    glowing = ("shade", shade, {"face": matt((0.5, 0.4, 0.3), emission=200.0, lamp="bulb")})
    dark, lens = baked((BULB,), {})
    lit, _ = baked((BULB,), {}, more=[glowing])
    seen = at(lit, lens, (0.75, 2.9, 1.25))
    gain = decode(lit.indirect[0], lit.indirect_scale[0])[seen]
    assert 100.0 <= gain[0] < 120.0
    floor = at(lit, lens, (2.5, 1.0, 0.0))
    np.testing.assert_allclose(
        irradiance_of(lit, "indirect", 0, *floor, WHITE), irradiance_of(dark, "indirect", 0, *floor, WHITE), rtol=0.03
    )


def test_an_edge_before_something_dazzling_is_not_jagged():
    """A pixel half board, half glow counts the glow as white, no more: as a camera shows it, it lies between its neighbours."""
    glow = quad((0.2, 2.9, 0.2), (0.2, 2.9, 2.0), (2.0, 2.9, 2.0), (2.0, 2.9, 0.2))
    board = quad((0.6, 2.5, 0.3), (0.7, 2.5, 1.9), (1.4, 2.5, 1.7), (1.3, 2.5, 0.2))
    more = [("glow", glow, {"face": matt(WHITE, emission=1e5, lamp="bulb")}), ("board", board, {"face": matt(RED)})]
    plate, lens = baked((BULB,), {}, more=more)
    seen = decode(plate.indirect[0], plate.indirect_scale[0])[..., 1]
    depth = plate.depth_m.reshape(180, 2, 320, 2).swapaxes(1, 2).reshape(180, 320, 4)
    dazzling, meeting = seen > 0.9 * seen.max(), np.ptp(depth, 2) > 0.2
    before = meeting & (np.roll(dazzling, 1, 1) | np.roll(dazzling, -1, 1))
    assert before.sum() > 20
    assert seen[before].max() < 0.002 * seen.max()
    assert seen[before].min() > 3 * seen[at(plate, lens, (1.0, 2.5, 1.0))]


def test_the_infrared_plate_has_one_channel_and_no_shadows():
    eye = Lamp("ir", "infrared", (3.9, 0.15, 2.2), (-0.66, 0.66, -0.36), (0.03, 0.0), (20.0,) * 3, beam_rad=0.9)
    board = quad((1.5, 1.0, 0.6), (2.5, 1.0, 0.6), (2.5, 2.0, 0.6), (1.5, 2.0, 0.6))
    plate, _ = baked((eye,), {}, more=[("board", board, {"face": matt(WHITE)})], infrared=True)
    assert plate.direct.shape == (1, 180, 1, 320)
    assert (plate.direct[0] > 0).all()


def test_the_same_room_is_baked_to_the_same_bytes(red_room):
    again, _ = baked((LAMP, BULB), {"left": RED})
    first = red_room[0]
    for name in ("direct", "indirect", "depth_m", "normal", "albedo", "owner"):
        assert getattr(first, name).tobytes() == getattr(again, name).tobytes(), name
    assert first.probes.ambient.tobytes() == again.probes.ambient.tobytes()


def test_the_plate_knows_how_much_of_a_thing_is_hidden_and_how_much_of_it_leaves_the_picture():
    things = {
        "tall": patches((1.2, 1.0, 0.0), (0.6, 0.6, 0.0), (0.0, 0.0, 1.1)),
        "cut": patches((3.0, 0.2, 0.4), (0.8, 0.0, 0.0), (0.0, 0.8, 0.0)),  # below the lens, partly outside
        "screen": patches((2.0, 0.9, 0.0), (0.3, 0.3, 0.0), (0.0, 0.0, 1.2)),  # hides some of the tall one
    }
    pieces = {name: [(name, mesh, {"face": matt(WHITE)}) for mesh in of] for name, of in things.items()}
    plate, lens = baked((BULB,), {}, more=[piece for of in pieces.values() for piece in of])
    for name, of in pieces.items():
        k = plate.owners.index(name)
        *box, px, alone, outside = plate.extents[k].tolist()
        rows, columns = np.nonzero(plate.owner == k)
        assert box == [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]
        assert px == len(rows)
        by_rays = np.count_nonzero(seen_alone(of, lens))
        assert alone == pytest.approx(by_rays, rel=0.01)
        assert (px < 0.9 * alone) == (name == "tall")
        assert (outside > 0.1) == (name == "cut")


def patches(corner, across, up) -> list[Mesh]:
    """A board of quads so small that the lens does not bend their sides."""
    o, a, b = (np.array(v) for v in (corner, across, up))
    at = [o + i / 8 * a + j / 8 * b for i in range(8) for j in range(8)]
    return [quad(p, p + a / 8, p + a / 8 + b / 8, p + b / 8) for p in at]


def seen_alone(pieces, lens) -> np.ndarray:
    """(H, W) does the ray through the upper left sub-pixel meet one of the pieces, with nothing else in the world."""
    soup, materials = gathered(pieces)
    tree = bvh.build(soup.vertices_m, soup.faces)
    soup = dataclasses.replace(soup, owner=np.ones_like(soup.owner), owners=("nothing", "thing"))
    glass = glass_of(soup, materials, lens.position_m.astype(np.float64))
    return look(soup, tree, lens, lambda k, surface_m, spread_m: np.zeros((len(surface_m), 4), np.float32), glass).owner


def test_a_plate_file_reads_back_equal_and_a_damaged_one_reads_as_none(red_room, tmp_path):
    plate, path = red_room[0], tmp_path / "room.plate"
    platefile.write(plate, path)
    back = platefile.read(path)
    assert back is not None
    assert back.lamps == plate.lamps
    assert back.owners == plate.owners
    assert back.extents.tobytes() == plate.extents.tobytes()
    assert back.indirect.tobytes() == plate.indirect.tobytes()
    assert back.bvh.triangles.tobytes() == plate.bvh.triangles.tobytes()
    whole = path.read_bytes()
    for at in (3, 9, 40, len(whole) // 2, len(whole) - 1):
        content = bytearray(whole)
        content[at] ^= 1
        path.write_bytes(content)
        assert platefile.read(path) is None, at
    path.write_bytes(content[:100])
    assert platefile.read(path) is None
    assert [p.name for p in tmp_path.iterdir()] == ["room.plate"]


def test_light_without_some_values_is_what_evening_it_anew_without_them_gives():
    bits = np.random.Generator(np.random.Philox(7))
    y, x = np.mgrid[0:40, 0:60].astype(np.float32) * np.float32(0.01)
    position, normal = np.stack([x, y, 0 * x], 2), np.tile(np.array([0, 0, 1], np.float32), (40, 60, 1))
    grid = Grid(2, position, normal, np.zeros((40, 60), np.int16), np.zeros((40, 60), np.uint8))
    shares = (bits.random((5, 6, 2)) < 0.5).repeat(8, 0).repeat(10, 1).astype(np.float32)
    shares[20:24] *= np.float32(0.25)
    left_out = (bits.random(shares.shape) < 0.01) & (np.arange(60)[None, :, None] < 30)
    anew = light._steps(shares, grid, 1e6, light.EVENLY, (~left_out).astype(np.float32))[-1]
    steps = light._steps(shares, grid, 1e6, light.EVENLY)
    np.testing.assert_allclose(steps[0][3:9, 13:17], _tents(shares)[3:9, 13:17], atol=1e-6)  # by a road that shares no code
    assert (light._without(left_out, shares, steps, grid) == anew).all()


def _tents(values):
    """The mean over 5x5 of which the outer ones weigh half."""
    tap = np.array([0.5, 1, 1, 1, 0.5])
    rolled = [np.roll(values, (j, i), (0, 1)) * tap[j + 2] * tap[i + 2] for j in range(-2, 3) for i in range(-2, 3)]
    return np.sum(rolled, 0) / 16.0
