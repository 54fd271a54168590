"""What may vary: a value in a scene file or a prior is a constant or one of these distributions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from synthclips.scene.streams import Stream


@dataclass(frozen=True)
class Uniform:
    """`{ uniform = [low, high] }`: any real number between the two."""

    low: float
    high: float

    def draw(self, stream: Stream) -> float:
        """A number in low..high, rounded to 1e-6."""
        return stream.uniform(self.low, self.high)


@dataclass(frozen=True)
class LogUniform:
    """`{ log_uniform = [low, high] }`: every ratio equally likely; low > 0."""

    low: float
    high: float

    def draw(self, stream: Stream) -> float:
        """A number in low..high, rounded to 1e-6."""
        return stream.log_uniform(self.low, self.high)


@dataclass(frozen=True)
class Normal:
    """`{ normal = [mean, sd] }`, cut off at three standard deviations."""

    mean: float
    sd: float

    def draw(self, stream: Stream) -> float:
        """A number within three standard deviations of the mean, rounded to 1e-6."""
        drawn = stream.normal(self.mean, self.sd)
        return min(max(drawn, round(self.mean - 3 * self.sd, 6)), round(self.mean + 3 * self.sd, 6))


@dataclass(frozen=True)
class Integer:
    """`{ integer = [low, high] }`: any whole number from low to high, both included."""

    low: int
    high: int

    def draw(self, stream: Stream) -> int:
        """A whole number in low..high."""
        return stream.integer(self.low, self.high)


@dataclass(frozen=True)
class Choice:
    """`{ choice = [...] }` or `{ choice = [...], weights = [...] }`."""

    options: tuple[Any, ...]
    weights: tuple[float, ...] | None = None

    def draw(self, stream: Stream) -> Any:
        """One of the options; all are equally likely where no weights are given."""
        return stream.choice(self.options, self.weights)


Distribution = Uniform | LogUniform | Normal | Integer | Choice


def settle(value: Any, stream: Stream) -> Any:
    """The value itself if constant, a draw from `stream` if a distribution."""
    return value.draw(stream) if isinstance(value, Distribution) else value


def settle_all(priors: Mapping[str, Any], given: Mapping[str, Any], streams: Any) -> dict[str, Any]:
    """Every prior settled, `given` values first; `streams(name)` is each one's stream.

    Each name draws from its own stream, so giving one leaves the others unchanged.
    """
    return {name: settle(given.get(name, prior), streams(name)) for name, prior in priors.items()}
