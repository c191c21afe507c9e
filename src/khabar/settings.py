"""Every setting, its default and its meaning. Unknown keys are refused before anything runs."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from khabar.errors import SettingsError

FILE = "khabar.toml"
Form = TypeVar("Form", bound=BaseModel)


class Section(BaseModel):
    """A table of the settings file: unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class StoreSettings(Section):
    """Settings for `store`."""

    keep_pages: bool = Field(
        default=True, description="Keep each page's bytes, so that claims can be checked for ever."
    )
    busy_seconds: float = Field(
        default=30, ge=0, description="How long to wait for another program that writes."
    )


class CodeSettings(Section):
    """Settings for the run as a whole."""

    seconds_per_page: float = Field(
        default=300,
        gt=0,
        description="A page that takes longer is quarantined, and the run goes on.",
    )
    workers: int = Field(
        default=1, ge=1, description="How many processes code; 1 is the program itself."
    )


class FetchSettings(Section):
    """Settings for what is fetched from the web: limits, delays, and how khabar names itself."""

    contact: str = Field(
        default="",
        max_length=200,
        pattern=r"^[!-~ ]*$",
        description="Address where site owners reach you, sent with every request.",
    )
    seconds: float = Field(
        default=60, gt=0, description="An address that takes longer, with redirects, is given up."
    )
    most_bytes: int = Field(
        default=20_000_000,
        gt=0,
        description="Most bytes of one answer, as sent and as unpacked.",
    )
    most_redirects: int = Field(default=5, ge=0, description="Most redirects of one address.")
    delay_seconds: float = Field(
        default=2,
        ge=0,
        description="Seconds between two requests to one host, unless its robots.txt says more.",
    )
    most_wait_seconds: float = Field(
        default=120,
        ge=0,
        description="How long to wait at most where a host asks for it; beyond, it is left alone.",
    )


class Settings(Section):
    """All settings, a table for each part of the program that has any."""

    code: CodeSettings = Field(default=CodeSettings(), description="How articles are coded.")
    fetch: FetchSettings = Field(default=FetchSettings(), description="What is got from the web.")
    store: StoreSettings = Field(default=StoreSettings(), description="Where records are kept.")


def load_settings(path: Path | None = None) -> Settings:
    """Return the settings of the file, or the defaults where there is none.

    Without a path, `khabar.toml` in the working folder is read if it is there.
    """
    if path is None:
        path = Path(FILE)
        if not path.exists():
            return Settings()
    return read_toml(path, Settings, _first_fault)


def read_toml(path: Path, form: type[Form], said: Callable[[Path, ValidationError], str]) -> Form:
    """Return a file of settings in the form asked for. Raises SettingsError with what is `said`."""
    try:
        return form.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}).") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: expected TOML in UTF-8, found: {error}.") from error
    except ValidationError as error:
        raise SettingsError(said(path, error)) from error


def _first_fault(path: Path, error: ValidationError) -> str:
    fault = error.errors()[0]
    key = ".".join(str(part) for part in fault["loc"])
    return f"{path}: {key}: {fault['msg']}. `khabar settings` prints every setting and its meaning."


def described(settings: Settings) -> str:
    """Return the settings in force as TOML, each with its meaning above it."""
    lines: list[str] = []
    for name in type(settings).model_fields:
        section: Section = getattr(settings, name)
        lines += [f"[{name}]"]
        for key, field in type(section).model_fields.items():
            value = getattr(section, key)
            lines += [f"# {field.description}", f"{key} = {_shown(value)}"]
    return "\n".join(lines)


def _shown(value: bool | int | float | str) -> str:
    """Return a value as TOML has it."""
    if isinstance(value, float):
        return f"{value:g}"
    return json.dumps(value)
