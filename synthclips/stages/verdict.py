"""The one table that says what a clip means: role x event x visibility -> verdict, alarm, threat. docs/truth.md shows it.

Threat levels follow the published review schema of the Frigate project: 0 nothing, 1 suspicious, 2 critical; a known
person is always 0. Pixel densities follow EN 62676-4: 62 px/m lets an operator observe who somebody might be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

VERDICTS = ("tamper", "intruder", "household", "pet", "nuisance", "empty")
ALARMS = frozenset({"tamper", "intruder"})
HOUSEHOLD = ("resident", "visitor", "child", "cleaner")

# An actor counts as seen in a frame when its visible pixels are at least this share of the picture (184 px at 1280x720).
SEEN_SHARE = 0.0002
# The picture can tell who it is where, for this long, the actor is at least so large and so far uncovered.
TELLS_PX_PER_M = 62.0
TELLS_VISIBLE = 0.4
TELLS_S = 0.4

TAMPERING = ("cover_camera", "move_camera", "spray_camera", "turn_camera", "cut_power")
FORCING = ("force_door", "force_window", "break_window", "climb_window", "break", "smash", "kick", "pry")
TAKING = ("pick_up", "carry_out", "take")
CONCEALING = ("creep", "crouch", "crouch_walk", "crawl", "body_drag", "log_roll", "hide")
LOITERING = ("search", "loiter", "torch_sweep", "open_drawer", "look_around")
ANYTHING = ("*",)


@dataclass(frozen=True)
class Rule:
    """One row: somebody of `roles` seen doing one of `does` gives this verdict and threat."""

    says: str
    roles: tuple[str, ...]  # ("*",) is anybody, () is nobody
    does: tuple[str, ...]  # action names; ("*",) is whatever it is
    verdict: str
    threat: int

    def holds(self, role: str, does: str) -> bool:
        """Does this row speak of somebody of `role` who is seen doing `does`?"""
        right_role = self.roles == ANYTHING or role in self.roles
        return right_role and (self.does == ANYTHING or does in self.does)


# Within a verdict the more threatening rows come first.
RULES = (
    Rule("the camera is covered, turned or cut off", ANYTHING, TAMPERING, "tamper", 2),
    Rule("an unknown person forces a way in or breaks something", ("intruder",), FORCING, "intruder", 2),
    Rule("an unknown person takes things", ("intruder",), TAKING, "intruder", 1),
    Rule("an unknown person hides or moves so as not to be noticed", ("intruder",), CONCEALING, "intruder", 1),
    Rule("an unknown person searches or loiters", ("intruder",), LOITERING, "intruder", 1),
    Rule("an unknown person is inside, whatever he does", ("intruder",), ANYTHING, "intruder", 1),
    Rule("somebody who belongs here, whatever he does", HOUSEHOLD, ANYTHING, "household", 0),
    Rule("an animal of the house", ("pet",), ANYTHING, "pet", 0),
    Rule("light, insects, curtains, machines or the camera itself", ("nuisance",), ANYTHING, "nuisance", 0),
)
EMPTY = Rule("nobody is to be seen and nothing happens", (), ANYTHING, "empty", 0)


def decide(seen: Iterable[tuple[str, str]]) -> Rule:
    """The first rule that holds of any (role, action) pair seen by the camera; `EMPTY` if none does."""
    pairs = list(seen)
    return next((rule for rule in RULES if any(rule.holds(role, does) for role, does in pairs)), EMPTY)


def markdown() -> str:
    """The table as docs/truth.md shows it."""
    rows = ["| verdict | alarm | threat | who is seen | doing | in words |", "|---|---|---|---|---|---|"]
    rows += [_row(rule) for rule in (*RULES, EMPTY)]
    return "\n".join(rows)


def _row(rule: Rule) -> str:
    who = "anybody" if rule.roles == ANYTHING else ", ".join(rule.roles) or "nobody"
    does = "anything" if rule.does == ANYTHING else ", ".join(rule.does)
    return f"| {rule.verdict} | {'yes' if rule.verdict in ALARMS else 'no'} | {rule.threat} | {who} | {does} | {rule.says} |"
