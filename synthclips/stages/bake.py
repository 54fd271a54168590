"""Renders the room of a viewpoint once, and remembers it: in memory for the next clip, on disk for the next run."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

import numpy as np

import synthclips
from synthclips import catalog
from synthclips.kernel import cache_home
from synthclips.memory import Recent, give_back
from synthclips.raster import platefile
from synthclips.raster.lens import lens_of
from synthclips.raster.light import plate_of
from synthclips.raster.plate import F32, Plate, Statics
from synthclips.scene.plain import digest, to_plain
from synthclips.scene.records import Material, Scene
from synthclips.stages.statics import statics

KEPT = 1  # plates in memory: hundreds of megabytes at 1920x1080, and quick to read again
CACHE_BYTES = 4_000_000_000  # on disk; the least recently used go first
SAMPLES = 512  # points a material's mean colour is taken over
_SOURCES = (
    "raster",
    "geometry",
    "catalog/rooms",
    "catalog/furniture",
    "catalog/materials",
    "catalog/outside",
    "stages/bake.py",
    "stages/statics.py",
)
_recent: Recent[Plate] = Recent(KEPT)


def bake(scene: Scene) -> Plate:
    """The plate of the scene's room, viewpoint and picture size, whatever its lamps' weights. SceneError from the catalogue."""
    key = plate_key(scene)
    return _recent.get(key, lambda: _stored(scene, cache_home() / "plates" / f"{key[:40]}.plate"))


def _stored(scene: Scene, path: Path) -> Plate:
    """The plate in the file, or made and put there."""
    plate = platefile.read(path)
    if plate is not None:
        _touch(path)
        return plate
    plate = fresh(scene)
    _store(plate, path)
    give_back()  # some hundred megabytes of rays
    return plate


def fresh(scene: Scene) -> Plate:
    """The plate, worked out anew."""
    soup, materials = statics(scene)

    def albedo_of(material: int, surface_m: F32, spread_m: F32) -> F32:
        light: F32 = catalog.albedo(materials[material], surface_m, spread_m)
        return light

    return plate_of(
        soup, materials, scene.lamps, room=scene.room, lens=lens_of(scene.viewpoint, scene.camera),
        infrared=scene.camera.infrared, albedo_of=albedo_of, mean_albedo=_mean_albedo(soup, materials),
        patterned=np.array([catalog.patterned(m) for m in materials]),
    )  # fmt: skip


def plate_key(scene: Scene) -> str:
    """A digest of all that the plate depends on: room, things that stay, lamps but for their weights, lens, and this code."""
    camera = scene.camera
    return digest(
        {
            "room": to_plain(scene.room),
            "items": [to_plain(i) for i in scene.items if not i.movable],
            "lamps": [to_plain(lamp) | {"weight": 1.0} for lamp in scene.lamps],
            "viewpoint": to_plain(scene.viewpoint),
            "picture": [camera.width_px, camera.height_px, camera.infrared],
            "sources": _sources_digest(),
        }
    )


def _mean_albedo(soup: Statics, materials: tuple[Material, ...]) -> F32:
    """(M, 4) mean of each material over the surface it is used on."""
    out = np.zeros((len(materials), 4), np.float32)
    for k, material in enumerate(materials):
        faces = soup.faces[soup.material == k]
        if len(faces) == 0:
            continue
        chosen = faces[(np.arange(SAMPLES) * len(faces)) // SAMPLES]
        out[k] = _mean(catalog.albedo(material, _points_on(soup, chosen)))
    return out


def _points_on(soup: Statics, faces: np.ndarray) -> F32:
    """Texture coordinates of one point in each face: an additive sequence folded into the triangle."""
    k = np.arange(len(faces), dtype=np.float64)
    u, v = (k * 0.7548776662466927) % 1.0, (k * 0.5698402909980532) % 1.0
    over = u + v > 1.0
    u, v = np.where(over, 1.0 - u, u), np.where(over, 1.0 - v, v)
    weights = np.stack([1.0 - u - v, u, v], 1).astype(np.float32)[:, :, None]
    surface: F32 = soup.surface_m[faces] * weights
    return (surface[:, 0] + surface[:, 1]) + surface[:, 2]


def _mean(values: F32) -> F32:
    """Mean over the first axis, summed in one fixed order."""
    mean: F32 = (np.add.accumulate(values.astype(np.float64), 0)[-1] / len(values)).astype(np.float32)
    return mean


def _store(plate: Plate, path: Path) -> None:
    """Keeps the plate on disk if it can; a full or read-only disk only costs the next run its time."""
    try:
        platefile.write(plate, path)
        _evict(path.parent)
    except OSError:
        pass


def _evict(folder: Path) -> None:
    entries = sorted(((p.stat().st_mtime_ns, p.stat().st_size, p) for p in folder.glob("*.plate")), reverse=True)
    total = 0
    for _, size, path in entries:
        total += size
        if total > CACHE_BYTES:
            path.unlink(missing_ok=True)


def _touch(path: Path) -> None:
    try:
        path.touch()
    except OSError:
        pass


@functools.cache
def _sources_digest() -> str:
    """A digest of the code that makes plates, so that an edit never meets an old file."""
    root, found = Path(synthclips.__file__).parent, hashlib.sha256()
    for name in _SOURCES:
        place = root / name
        for source in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            found.update(str(source.relative_to(root)).encode() + b"\0" + source.read_bytes())
    return found.hexdigest()
