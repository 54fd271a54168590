"""Builds: one word that brings a set of priors of its own."""

from __future__ import annotations

import pytest

from synthclips.catalog import Kind, settled
from synthclips.scene.distributions import Choice, Uniform
from synthclips.scene.streams import Streams

BEAST = Kind(
    "beast", "a beast", lambda **params: params,
    {"build": Choice(("large", "small"), (1.0, 3.0)), "length_m": Uniform(0.0, 1.0), "coat": Choice(("grey", "brown"))},
    builds={"large": {"length_m": Uniform(2.0, 3.0)}, "small": {}},
)  # fmt: skip


def drawn(given: dict, count: int = 400) -> list[dict]:
    return [settled(BEAST, given, Streams(5, "beast", k)) for k in range(count)]


def test_each_build_brings_its_own_priors_and_leaves_the_rest():
    """Lengths are those of the build, in the share its weight says; a coat is that drawn without any build."""
    found = drawn({})
    assert all((2 <= b["length_m"] <= 3) == (b["build"] == "large") for b in found)
    assert 0.18 < sum(b["build"] == "large" for b in found) / len(found) < 0.32
    plain = Kind("beast", "", BEAST.make, BEAST.priors)
    assert [b["coat"] for b in found] == [settled(plain, {}, Streams(5, "beast", k))["coat"] for k in range(400)]


@pytest.mark.parametrize("given", [{"build": "large"}, {"build": Choice(("large",))}])
def test_a_file_may_say_which_build_and_still_any_value(given):
    """The build that is asked for is had, and what is given besides goes before its priors."""
    assert all(b["build"] == "large" and b["length_m"] >= 2 for b in drawn(given, 20))
    assert all(b["length_m"] == 0.5 for b in drawn({**given, "length_m": 0.5}, 20))
