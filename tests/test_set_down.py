"""What is set down shows as that: pillows lean in the backs of seats, stands are told from the floor, meshes against meshes."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from synthclips import catalog
from synthclips.pipeline import make_scene
from synthclips.scene.records import Item, Material, Scene
from synthclips.stages.layout.clutter import SINKS_M
from synthclips.stages.layout.pieces import Piece
from synthclips.stages.layout.told_apart import told_from
from synthclips.stages.load import load_scene

AHEAD_M = 0.3  # of a pillow, where the lines start that are drawn through it to the back
OAK = Material("wood", (0.61, 0.40, 0.21), (0.38, 0.24, 0.12), 0.6)


@cache
def homes() -> tuple[Scene, ...]:
    spec = load_scene("living_room_day", {"mix": {"nothing": 1.0}})
    return tuple(make_scene(spec, seed=300 + k, index=0) for k in range(16))


def in_room(item: Item) -> tuple[np.ndarray, np.ndarray]:
    mesh = catalog.kind("furniture", item.kind).make(key=item.key, **item.params)
    c, s = math.cos(item.yaw_rad), math.sin(item.yaw_rad)
    turn = np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
    return mesh.vertices_m.astype(np.float64) @ turn.T + item.position_m, mesh.faces


def first_hit_m(start: np.ndarray, way: np.ndarray, corners: tuple[np.ndarray, np.ndarray, np.ndarray]) -> float:
    a, b, c = corners
    e, f = b - a, c - a
    p = np.cross(way, f)
    det = (e * p).sum(1)
    inverse = np.where(np.abs(det) > 1e-12, 1 / np.where(np.abs(det) > 1e-12, det, 1.0), 0.0)
    u = ((start - a) * p).sum(1) * inverse
    q = np.cross(start - a, e)
    v, far = (way * q).sum(1) * inverse, (f * q).sum(1) * inverse
    met = (np.abs(det) > 1e-12) & (u >= 0) & (v >= 0) & (u + v <= 1) & (far > 0)
    return float(far[met].min()) if met.any() else math.inf


def gap_m(pillow: Item, seat: Item) -> float:
    """From the middle of a pillow's rear to the seat's back; negative where it has sunk in."""
    points, _ = in_room(pillow)
    local = catalog.kind("furniture", "cushion").make(key=pillow.key, **pillow.params).vertices_m
    wide = pillow.params["size_m"] * pillow.params["aspect"]
    here = points[(np.abs(local[:, 0]) < 0.36 * wide) & (local[:, 2] > 0.05)][::3]
    vertices, faces = in_room(seat)
    corners = (vertices[faces[:, 0]], vertices[faces[:, 1]], vertices[faces[:, 2]])
    way = np.array([math.sin(seat.yaw_rad), -math.cos(seat.yaw_rad), 0.0])
    return min(first_hit_m(p - AHEAD_M * way, way, corners) for p in here) - AHEAD_M


def test_pillows_touch_the_backs_of_their_seats_and_sink_in_a_little() -> None:
    gaps: dict[str, list[float]] = {}
    for scene in homes():
        seats = [i for i in scene.items if i.kind in ("couch", "armchair") and not i.id.startswith("next_")]
        for pillow in scene.items:
            if pillow.kind == "cushion" and not pillow.id.startswith("next_"):
                seat = min(seats, key=lambda s: math.dist(s.position_m[:2], pillow.position_m[:2]))
                gaps.setdefault(seat.params["back"], []).append(gap_m(pillow, seat))
    assert set(gaps) <= set(SINKS_M)
    assert len(gaps) >= 3
    found = np.concatenate([np.array(g) for g in gaps.values()])
    assert found.min() > -0.07
    assert found.max() < 0.06
    assert abs(float(np.median(found))) < 0.02


def test_every_pillow_leans_back_by_more_than_it_would_fall_forward() -> None:
    kind = catalog.kind("furniture", "cushion")
    for plump in (0.11, 0.15, 0.19):
        for lean in (0.1, 0.2, 0.32):
            params = {"size_m": 0.44, "aspect": 1.0, "plump_m": plump, "lean_rad": lean, "cord": True}
            v = kind.make(key=3, **params).vertices_m
            foot, top = v[v[:, 2] < 0.01, 1].mean(), v[v[:, 2] > v[:, 2].max() - 0.02, 1].mean()
            assert math.atan2(foot - top, 0.44) > 0.15
            assert v[:, 1].min() == pytest.approx(-kind.traits["footprint"](params)[1] / 2, abs=1e-6)


def luminance(rgb: tuple[float, float, float]) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def test_a_stand_of_the_floors_wood_is_stained_and_another_is_left_alone() -> None:
    piece = Piece("tv_stand", "tv_stand", {}, {"body": OAK, "handles": replace(OAK, family="metal")}, 0, (1.0, 0.4), 0.5)
    for times, darker in ((1.1, True), (0.12, False)):
        rgb = tuple(times * c for c in OAK.rgb)
        floor = replace(OAK, family="boards", rgb=rgb)
        like = replace(piece, materials={**piece.materials, "body": replace(OAK, rgb=rgb)})
        made = told_from(like, floor).materials
        ratio = luminance(made["body"].rgb) / luminance(floor.rgb)
        assert ratio < 0.5 if darker else ratio > 2.0
        assert made["handles"] == piece.materials["handles"]
    assert told_from(piece, replace(OAK, rgb=(0.1, 0.06, 0.03))) == piece
    assert told_from(piece, replace(OAK, rgb=(0.4, 0.42, 0.44))) == piece


def test_no_television_stands_on_what_looks_like_the_floor() -> None:
    for scene in homes():
        for item in scene.items:
            if item.kind == "tv_stand":
                a, b = item.materials["body"].rgb, scene.room.materials["floor"].rgb
                tone = max(luminance(a) / luminance(b), luminance(b) / luminance(a))
                hue = sum(abs(x / luminance(a) - y / luminance(b)) for x, y in zip(a, b, strict=True))
                assert tone > 1.25 or hue > 0.3, (scene.seed, a, b)


def test_a_cat_in_its_bed_stands_on_the_filling_not_over_it_nor_deep_in_it() -> None:
    kind = catalog.kind("furniture", "pet_bed")
    for style in ("bolster", "cushion", "round"):
        for wide, deep in ((0.6, 0.5), (0.72, 0.64), (0.9, 0.7)):
            params = {"width_m": wide, "depth_m": deep, "style": style}
            mesh = kind.make(key=2, **params)
            perch = kind.traits["anchors"](params)["perch"]["position_m"][2]
            corners = tuple(mesh.vertices_m[mesh.faces[:, k]].astype(np.float64) for k in range(3))
            for x, y in ((0.011, 0.007), (0.1, 0.05), (-0.1, -0.05)):
                top = 1.0 - first_hit_m(np.array([x, y, 1.0]), np.array([0.0, 0.0, -1.0]), corners)
                assert -0.012 < top - perch < 0.025, (style, wide, top)
