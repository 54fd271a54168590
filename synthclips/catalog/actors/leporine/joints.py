"""Where a rabbit's joints lie when it crouches, as it does whenever nothing hurries it. Shares of the height of its back.

The back is arched, the hind foot lies flat from hock to toes, the knee is up against the flank. Proportions after Popesko et al.
1992, "A colour atlas of the anatomy of small laboratory animals", volume 1.
"""

from __future__ import annotations

from synthclips.catalog.actors.quadruped.skeleton import SIDES, TAIL_BONES, Joints, Row, joints_of

_MID = {
    "pelvis": (0.02, 0.62), "spine1": (0.18, 0.75), "spine2": (0.36, 0.81), "spine3": (0.56, 0.78), "spine4": (0.74, 0.70),
    "chest": (0.90, 0.60), "neck1": (1.02, 0.62), "neck2": (1.10, 0.72), "head": (1.17, 0.83),
}  # fmt: skip
_FORE = {
    "scapula": (0.92, 0.15, 0.66),
    "upper_arm": (1.01, 0.18, 0.43),
    "forearm": (0.89, 0.18, 0.27),
    "fore_paw": (0.97, 0.15, 0.09),
}
_HIND = {
    "thigh": (0.06, 0.20, 0.50),
    "shank": (0.36, 0.30, 0.38),
    "metatarsus": (-0.02, 0.26, 0.085),
    "hind_paw": (0.28, 0.24, 0.055),
}


def build(*, height_m: float, length: float, tail: float) -> Joints:
    """length: of the trunk, 1 is ordinary; tail: share of the height."""
    rows: list[Row] = []
    for before, name in zip(("", *_MID), _MID, strict=False):
        x, z = _MID[name]
        rows.append((name, before, (x * length, 0.0, z)))
    skull = rows[-1][2]
    rows.append(("jaw", "head", (skull[0] + 0.17, 0.0, skull[2] - 0.10)))
    for side, s in SIDES:
        rows.append((f"{side}_ear", "head", (skull[0] + 0.04, s * 0.075, skull[2] + 0.155)))
        for limb, moved in ((_FORE, 0.92 * (length - 1.0)), (_HIND, 0.0)):
            before = "chest" if limb is _FORE else "pelvis"
            for name, (x, y, z) in limb.items():
                rows.append((f"{side}_{name}", before, (x + moved, s * y, z)))
                before = f"{side}_{name}"
    step = tail / TAIL_BONES
    for k in range(TAIL_BONES):
        rows.append((f"tail{k + 1}", f"tail{k}" if k else "pelvis", (-0.20 - step * k, 0.0, 0.50 + 0.9 * step * k)))
    return joints_of(rows, height_m)
