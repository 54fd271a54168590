"""The one error for what a user wrote: where it stands, what is wrong, and the nearest right word."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class SceneError(ValueError):
    """Something a user gave cannot be used.

    where: "hallway_night.toml:12: actors.tom.coat" or any place a reader can find; may be empty.
    """

    def __init__(self, message: str, *, where: str = "") -> None:
        self.where = where
        self.message = message
        super().__init__(f"{where}: {message}" if where else message)

    def at(self, where: str) -> SceneError:
        """The same complaint with `where` put before the place it already names."""
        return SceneError(self.message, where=f"{where}: {self.where}" if self.where else where)


class Inside(ValueError):
    """What is wrong with one entry of a table that is checked as a whole."""

    def __init__(self, key: str, sentence: str) -> None:
        self.key = key
        super().__init__(sentence)


def nearest(word: str, known: Iterable[str]) -> str:
    """ " (did you mean 'couch'?)" for the closest known word, or ""."""
    options = sorted(known)
    close = difflib.get_close_matches(word.lower(), [o.lower() for o in options], n=1, cutoff=0.6)
    if not close:
        return ""
    return f" (did you mean {next(o for o in options if o.lower() == close[0])!r}?)"


def unknown(what: str, word: str, known: Iterable[str]) -> str:
    """One sentence for a name that does not exist: the nearest right word, or all of them."""
    options = sorted(known)
    hint = nearest(word, options) or f"; known: {', '.join(options)}"
    return f"unknown {what} {word!r}{hint}"
