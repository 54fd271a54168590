"""What people carry in the right hand: a bag that hangs from it, a torch, a crowbar, a stick, a phone."""

from __future__ import annotations

import numpy as np

from synthclips.catalog.actions.biped.channels import CARRIED
from synthclips.catalog.actors.people.build import Build, rest_frames
from synthclips.catalog.actors.people.shell import Shell
from synthclips.geometry.implicit import Surface
from synthclips.geometry.mesh import Mesh, join, moved, snapped
from synthclips.geometry.shapes import F64, box, circle, transformed
from synthclips.geometry.soft import soft_box
from synthclips.geometry.sweeps import tube

HANGS = ("bag", "stick")  # from the hand, or stands under it; the rest goes with it
STICK_M = 0.86  # from the fist to the floor, of somebody 1.75 m tall
TORCH_WAY = np.array((0.20, 0.0, -0.98))  # of its beam, in the hand's frame: x to the thumb, -z along the fingers
TORCH_M = 0.135  # from the grip to its lens
COLOURS = {  # linear r, g, b, infrared: black, brown, straw, blue, white for bags; others as they are sold
    "bag": (
        (0.03, 0.03, 0.034, 0.30), (0.10, 0.06, 0.035, 0.40), (0.42, 0.36, 0.25, 0.62), (0.035, 0.05, 0.10, 0.42),
        (0.62, 0.60, 0.56, 0.72),
    ),
    "trim": (
        (0.02, 0.02, 0.022, 0.25), (0.06, 0.035, 0.02, 0.30), (0.20, 0.14, 0.08, 0.45), (0.03, 0.03, 0.04, 0.30),
        (0.30, 0.20, 0.12, 0.50),
    ),
    "dark": ((0.018, 0.018, 0.02, 0.06),),
    "steel": ((0.045, 0.06, 0.09, 0.12), (0.20, 0.02, 0.015, 0.30), (0.03, 0.03, 0.03, 0.08)),
    "wood": ((0.12, 0.055, 0.025, 0.42), (0.035, 0.022, 0.016, 0.30), (0.30, 0.17, 0.08, 0.55)),
    "lens": ((0.75, 0.74, 0.68, 0.80),),
    "screen": ((0.012, 0.012, 0.014, 0.02),),
}  # fmt: skip


def carried(of: Build, what: str) -> list[Shell]:
    """Its shells in the rest pose, one of each material; none of "nothing"."""
    if what == "nothing":
        return []
    mesh, hangs = _MADE[what](of.stature / 1.75), what in HANGS
    frame = rest_frames(of, hangs=hangs)[CARRIED].astype(np.float64)
    rows = [tuple(float(v) for v in row) for row in frame[:, :3]]
    placed = transformed(mesh, rows, tuple(float(v) for v in frame[:, 3]))
    return [_shell(placed, k) for k in range(len(placed.slots))]


def colour(material: str, key: int) -> F64:
    """(4,) albedo of one of its materials."""
    choices = COLOURS[material.removeprefix("carried_")]
    return np.array(choices[key // 7 % len(choices)])


def _shell(mesh: Mesh, slot: int) -> Shell:
    faces = mesh.faces[mesh.slot == slot]
    used, flat = np.unique(faces, return_inverse=True)
    bone = np.zeros((len(used), 4), np.int32)
    bone[:, 0] = CARRIED
    weight = np.zeros((len(used), 4), np.float32)
    weight[:, 0] = 1.0
    name = f"carried_{mesh.slots[slot]}"
    surface = Surface(
        snapped(mesh.vertices_m[used]), snapped(mesh.normals[used]), flat.reshape(-1, 3).astype(np.int32), bone, weight,
        np.zeros(len(faces), np.int32), (name,),
    )  # fmt: skip
    return Shell(name, name, surface)


def _bag(s: float) -> Mesh:
    """A bag with two handles, its top a hand's breadth under the fist."""
    wide, deep, high = 0.36 * s, 0.13 * s, 0.27 * s
    half = np.array([wide, deep, high]) / 2

    def sagged(p: F64) -> F64:
        out, up = p.copy(), (p[:, 2] / half[2] + 1) / 2
        out[:, 1] *= 1.0 - 0.5 * up
        out[:, 0] *= 1.0 - 0.12 * up
        out[:, 2] -= 0.05 * high * up * (1 - (p[:, 0] / half[0]) ** 2)
        return out

    body = soft_box((wide, deep, high), 0.03 * s, "bag", cells=(5, 2, 4), bend=sagged)
    top, arch = -0.13 * s, circle(16)[:9]
    across, rise = 0.10 * s * arch[:, 0], top + 0.13 * s * arch[:, 1]
    handles = [tube(np.column_stack([across, np.full(9, y * 0.018 * s), rise]), 0.006 * s, "trim", sides=6) for y in (-1, 1)]
    return join([moved(body, offset_m=(0.0, 0.0, top - 0.93 * high)), *handles])


def _torch(s: float) -> Mesh:
    axis = TORCH_WAY / np.sqrt((TORCH_WAY * TORCH_WAY).sum())
    spots = [axis * along for along in (-0.075, 0.085, 0.100, TORCH_M)]
    return join(
        [
            tube(np.array(spots[:2]), 0.0145, "dark", sides=10),
            tube(np.array(spots[2:]), 0.021, "dark", sides=10),
            tube(np.array([axis * (TORCH_M - 0.004), axis * (TORCH_M + 0.001)]), 0.018, "lens", sides=10),
        ]
    )


def _crowbar(s: float) -> Mesh:
    """Sixty centimetres of steel, bent to a hook at the fore end."""
    along, up = np.array((0.45, 0.0, -0.89)), np.array((0.89, 0.0, 0.45))
    path = [along * t for t in np.linspace(-0.24, 0.30, 7)]
    path += [path[-1] + 0.045 * (np.sin(a) * along + (1.0 - np.cos(a)) * up) for a in np.linspace(0.5, 2.6, 6)]
    return tube(np.array(path), 0.0105, "steel", sides=8)


def _stick(s: float) -> Mesh:
    """A crook over the fist, and a rubber foot."""
    long = STICK_M * s
    crook = [(0.052 * s * (1.0 - c), 0.0, 0.052 * s * v) for c, v in circle(16)[:8]]
    shaft = [(0.0, 0.0, -long + 0.03), (0.0, 0.0, -0.5 * long), (0.0, 0.0, -0.10)]
    return join(
        [
            tube([*shaft, *crook], 0.0095, "wood", sides=8),
            tube([(0.0, 0.0, -long), (0.0, 0.0, -long + 0.035)], 0.013, "dark", sides=8),
        ]
    )


def _phone(s: float) -> Mesh:
    shell = box((0.074, 0.008, 0.150), "dark", at_m=(0.004, 0.010, -0.012), bevel_m=0.002)
    return join([shell, box((0.068, 0.0012, 0.142), "screen", at_m=(0.004, 0.0146, -0.012), bevel_m=0)])


_MADE = {"bag": _bag, "torch": _torch, "crowbar": _crowbar, "stick": _stick, "phone": _phone}
