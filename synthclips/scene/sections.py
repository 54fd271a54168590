"""What the sections of a scene file share: every value constant or distribution, checked by its own annotation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from synthclips.scene.annotations import Fixed, Parameter, Range, Unit
from synthclips.scene.distributions import Choice, Integer, LogUniform, Normal, Uniform
from synthclips.scene.varied import plain_distribution, read_value, shown

_DISTRIBUTIONS = (Uniform, LogUniform, Normal, Integer, Choice)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


class Section(BaseModel):
    """A table of the scene file. A field annotated `T | Distribution` may vary; any other says why not (`Fixed`)."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    @classmethod
    def parameters(cls) -> dict[str, Parameter]:
        """The section's plain values, with unit and range, as `describe` shows them and checks use them."""
        found = ((name, _parameter(name, field.annotation, field.metadata)) for name, field in cls.model_fields.items())
        return {name: parameter for name, parameter in found if parameter is not None}

    @field_validator("*", mode="before")
    @classmethod
    def _read(cls, written: Any, info: ValidationInfo) -> Any:
        parameter = cls.parameters().get(str(info.field_name))
        if parameter is None:
            return written
        if isinstance(written, Mapping) and str(info.field_name) not in cls.varying():
            because = next(m.because for m in cls.model_fields[str(info.field_name)].metadata if isinstance(m, Fixed))
            raise ValueError(f"cannot vary, for {because}: must be one value, not {shown(written)}")
        return read_value(written, parameter)

    @classmethod
    def varying(cls) -> frozenset[str]:
        """Names of the values that may be distributions."""
        return frozenset(n for n, f in cls.model_fields.items() if set(get_args(f.annotation)) & set(_DISTRIBUTIONS))

    def plain(self) -> dict[str, Any]:
        """The section as the scene file would write it in full."""
        return {name: _plain(getattr(self, name)) for name in type(self).model_fields}


class OpenSection(Section):
    """A table that besides its own keys takes parameters of a maker: they wait in `given` for the catalogue's check."""

    given: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _set_apart(cls, written: Any) -> Any:
        if not isinstance(written, Mapping):
            return written
        fields = set(cls.model_fields) - {"given"}
        kept: dict[str, Any] = {k: v for k, v in written.items() if k in fields}
        return {**kept, "given": {k: v for k, v in written.items() if k not in fields}}

    def plain(self) -> dict[str, Any]:
        """As `Section.plain`, the maker's parameters among the section's own."""
        own = super().plain()
        return {**own.pop("given"), **own}


def checked_name(name: str) -> str:
    """A name that serves as key, id and file name alike. Raises ValueError."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"{shown(name)} is not a name: small letters, digits and _, beginning with a letter")
    return name


def _parameter(name: str, annotation: Any, metadata: list[Any]) -> Parameter | None:
    """None for what is no plain value: tables, and lists of any length."""
    members = [a for a in get_args(annotation) if a not in _DISTRIBUTIONS]
    plain = members[0] if set(get_args(annotation)) & set(_DISTRIBUTIONS) else annotation
    bounds = next((m for m in metadata if isinstance(m, Range)), None)
    unit = next((m.symbol for m in metadata if isinstance(m, Unit)), "")
    if get_origin(plain) is Literal:
        return Parameter(name, type(get_args(plain)[0]), bounds, unit, get_args(plain))
    if plain in (bool, int, float, str) or (get_origin(plain) is tuple and Ellipsis not in get_args(plain)):
        return Parameter(name, plain, bounds, unit, ())
    return None


def _plain(value: Any) -> Any:
    if isinstance(value, Section):
        return value.plain()
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    return plain_distribution(value)
