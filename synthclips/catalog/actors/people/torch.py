"""The torch in somebody's hand: the light that goes with it, and its lens, which dazzles whoever it points at."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from synthclips.catalog.actions.biped.channels import CARRIED
from synthclips.catalog.actors.people.carried import TORCH_M, TORCH_WAY
from synthclips.geometry.body import Body
from synthclips.geometry.mesh import snapped
from synthclips.scene.records import Actor
from synthclips.scene.timeline import Beam, Track

CANDELA = (900.0, 870.0, 800.0)  # of a pocket torch of 100 lumen, on its axis; a white diode's
HALF_ANGLE_RAD, LENS_M = 0.17, 0.018
LUMINANCE = 2.0e4  # cd/m2 of the lens seen from ahead: less than it is, as far more than any camera tells from white
AHEAD_M = 0.012  # the light starts so far before the lens, clear of the torch's own rim


def torch(actor: Actor, track: Track, body: Body) -> tuple[Body, Beam] | None:
    """The body with a lens that shines, and the light that it throws while the actor is there; None without a torch."""
    if actor.body.get("carries") != "torch":
        return None
    frames = track.world_from_bone[:, CARRIED].astype(np.float64)
    axis = TORCH_WAY / np.sqrt((TORCH_WAY * TORCH_WAY).sum())
    way = (frames[:, :, :3] * axis).sum(2)
    candela = np.array(CANDELA) * track.present[:, None]
    beam = Beam(f"{actor.id}_torch", frames[:, :, 3] + (TORCH_M + AHEAD_M) * way, way, candela, HALF_ANGLE_RAD, LENS_M)
    glow = np.zeros(len(body.vertices_m), np.float32)
    glow[body.faces[body.part == body.parts.index("carried_lens")]] = LUMINANCE
    return replace(body, glow=snapped(glow), glow_rad=2.0 * HALF_ANGLE_RAD), beam
