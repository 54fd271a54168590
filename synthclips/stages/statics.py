"""Everything that never moves, gathered from the catalogue into one triangle soup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from synthclips.catalog import kind
from synthclips.geometry.mesh import Mesh, moved, snapped
from synthclips.memory import Recent
from synthclips.raster.plate import Statics
from synthclips.scene.errors import SceneError
from synthclips.scene.plain import digest, to_plain
from synthclips.scene.records import Item, Material, Scene

Piece = tuple[str, Mesh, Mapping[str, Material]]  # owner, world-space mesh, material of each slot
KEPT = 2  # homes remembered, for the clips that follow in them
_recent: Recent[tuple[Statics, tuple[Material, ...]]] = Recent(KEPT)


def statics(scene: Scene) -> tuple[Statics, tuple[Material, ...]]:
    """The room's shell and all items that are not movable, and the materials their faces point to.

    Raises SceneError for an unknown kind, or for a slot without a material.
    """
    key = digest({"room": to_plain(scene.room), "items": [to_plain(i) for i in scene.items if not i.movable]})
    return _recent.get(key, lambda: _fresh(scene))


def _fresh(scene: Scene) -> tuple[Statics, tuple[Material, ...]]:
    shell = kind("rooms", scene.room.kind).traits["shell"](room=scene.room)
    return gathered([*shell, *(_placed(item) for item in scene.items if not item.movable)])


def _placed(item: Item) -> Piece:
    mesh = kind("furniture", item.kind).make(key=item.key, **item.params)
    mesh = moved(mesh, offset_m=item.position_m, yaw_rad=item.yaw_rad)
    return item.id, mesh, item.materials


def gathered(pieces: Iterable[Piece]) -> tuple[Statics, tuple[Material, ...]]:
    """One soup of all pieces; owner 0 is "room", equal materials share an index."""
    owners, materials = {"room": 0}, dict[Material, int]()
    parts, material, owner, start = list(pieces), [], [], 0
    faces = []
    for name, mesh, of_slot in parts:
        indices = [materials.setdefault(_material(of_slot, slot, name), len(materials)) for slot in mesh.slots]
        material.append(np.array(indices, np.int32)[mesh.slot])
        owner.append(np.full(len(mesh.faces), owners.setdefault(name, len(owners)), np.int32))
        faces.append(mesh.faces + start)
        start += len(mesh.vertices_m)
    meshes = [mesh for _, mesh, _ in parts]
    soup = Statics(
        snapped(np.concatenate([m.vertices_m for m in meshes])),
        snapped(np.concatenate([m.normals for m in meshes])),
        np.concatenate([m.surface_m for m in meshes]).astype(np.float32),
        np.concatenate(faces).astype(np.int32),
        np.concatenate(material),
        np.concatenate(owner),
        tuple(owners),
    )
    return soup, tuple(materials)


def _material(of_slot: Mapping[str, Material], slot: str, owner: str) -> Material:
    if slot not in of_slot:
        raise SceneError(f"has no material for its {slot!r}", where=f"items.{owner}.materials")
    return of_slot[slot]
