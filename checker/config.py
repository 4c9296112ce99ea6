"""One validated `Settings`, from defaults, a TOML file and `CHECKER_*` environment variables.

Later sources win: defaults < `[checker]` table of the TOML file < environment < keyword overrides.
Unknown keys are refused, so that a misspelt setting never passes for the default.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from checker.errors import SettingsError

__all__ = ["DEPTHS", "PRECISIONS", "SENSITIVITIES", "Settings", "cache_folder", "load_settings"]

SENSITIVITIES = ("strict", "balanced", "lenient")
DEPTHS = ("quick", "standard", "thorough")
PRECISIONS = ("auto", "float32", "bfloat16")
_PREFIX = "CHECKER_"
_MOST_THREADS = 1024  # chosen, a bound
_KINDS = {
    tuple: "a list of texts",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
}
# Read elsewhere: places, a key, and what the review desk needs.
_OTHER_VARIABLES = frozenset(
    {
        "CHECKER_ADAPTER",
        "CHECKER_API_KEY",
        "CHECKER_CACHE",
        "CHECKER_CORPORA",
        "CHECKER_STORE",
        "CHECKER_USER_HEADER",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that changes what a run does.

    Attributes:
        back_ends: re-translation back ends by id; () switches re-translation off.
        forced_decoding: score the target under the embedded model.
        quality_estimation: ask the trained estimator which words an expert would mark.
        depth: how much is asked of the models, one of `DEPTHS`: "quick" the estimator alone,
            "standard" the language model and the back ends besides where a segment is in doubt,
            "thorough" all of them for every segment. What is switched off is asked at no depth.
        doubt: [0, 1], least doubt of a segment from which "standard" asks for everything; lower
            asks more often. At .06 some three of four segments are asked and recall of injected
            defects is .91 of .92 (`benchmarks.depths`).
        coverage: look for source clauses that no English words explain (needs forced decoding).
        sensitivity: "strict" flags more, "lenient" less; one of `SENSITIVITIES`.
        enable: rules switched on besides the default ones.
        disable: rules switched off.
        glossary: path of a term list (TSV, CSV or TBX), or None.
        use_cache: keep translations and scores in the user cache.
        offline: never contact a model hub.
        threads: CPU threads for the models; 0 = all cores.
        batch_tokens: tokens (padding included) in one model batch; more is faster and needs more
            memory. Changes no result beyond floating-point noise.
        precision: of the language model, one of `PRECISIONS`; "auto" is the fastest here. The
            models' signatures name what was used.
    """

    back_ends: tuple[str, ...] = ("embedded",)
    forced_decoding: bool = True
    quality_estimation: bool = True
    depth: str = "thorough"
    doubt: float = 0.06
    coverage: bool = True
    sensitivity: str = "balanced"
    enable: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    glossary: str | None = None
    use_cache: bool = True
    offline: bool = True
    threads: int = 0
    batch_tokens: int = 2048
    precision: str = "auto"

    def __post_init__(self) -> None:
        if self.sensitivity not in SENSITIVITIES:
            raise SettingsError(
                f"sensitivity is {self.sensitivity!r}",
                remedy=f"Choose one of {', '.join(SENSITIVITIES)}",
            )
        if self.depth not in DEPTHS:
            raise SettingsError(
                f"depth is {self.depth!r}", remedy=f"Choose one of {', '.join(DEPTHS)}"
            )
        if not 0.0 <= self.doubt <= 1.0:
            raise SettingsError(f"doubt is {self.doubt}", remedy="Use a number from 0 to 1")
        if not 0 <= self.threads <= _MOST_THREADS:
            raise SettingsError(f"threads is {self.threads}", remedy="Use 0 (all cores) to 1024")
        if self.batch_tokens < 64:
            raise SettingsError(f"batch_tokens is {self.batch_tokens}", remedy="Use 64 or more")
        if self.precision not in PRECISIONS:
            raise SettingsError(
                f"precision is {self.precision!r}", remedy=f"Choose one of {', '.join(PRECISIONS)}"
            )

    @property
    def signature(self) -> str:
        """The settings that change results, in a fixed order (cache, threads … do not).

        A glossary counts by its content, which is not read here; see `Checker.signature`.
        """
        parts = [
            f"back_ends:{'+'.join(self.back_ends) or 'none'}",
            f"forced_decoding:{_yes(self.forced_decoding)}",
            f"quality_estimation:{_yes(self.quality_estimation)}",
            f"coverage:{_yes(self.coverage and self.forced_decoding)}",
            f"depth:{self.depth}" + (f"@{self.doubt!r}" if self.depth == "standard" else ""),
            f"sensitivity:{self.sensitivity}",
        ]
        parts += [f"enable:{'+'.join(sorted(self.enable))}"] if self.enable else []
        parts += [f"disable:{'+'.join(sorted(self.disable))}"] if self.disable else []
        return "|".join(parts)

    def as_dict(self) -> dict[str, Any]:
        """All settings as plain JSON values."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items()}


def cache_folder(folder: str | Path | None = None) -> Path:
    """Where models and results lie: `folder`, `CHECKER_CACHE`, or the user's cache folder."""
    if folder is None:
        folder = os.environ.get("CHECKER_CACHE") or None
    if folder is not None:
        return Path(folder).expanduser()
    # Imported here: most starts of the program never ask.
    from platformdirs import user_cache_path

    return user_cache_path("checker", appauthor=False)


def load_settings(
    path: str | Path | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    overrides: Mapping[str, object] | None = None,
) -> Settings:
    """Reads settings from a TOML file, the environment and overrides.

    Args:
        path: TOML file with a `[checker]` table; None for none.
        environment: defaults to `os.environ`.
        overrides: keyword values that win over everything; None values are ignored.

    Raises:
        SettingsError: an unknown key, a value of the wrong type or out of range, or a file that
            cannot be read.
    """
    settings = Settings()
    if path is not None:
        settings = _apply(settings, _read_toml(Path(path)), where=str(path))
    env = os.environ if environment is None else environment
    settings = _apply(settings, _from_environment(env), where="environment")
    given = {k: v for k, v in (overrides or {}).items() if v is not None}
    return _apply(settings, given, where=None)


def _read_toml(path: Path) -> Mapping[str, object]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(
            f"cannot be read: {error.strerror}", where=str(path), remedy="Check the path"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"is not valid TOML: {error}", where=str(path)) from error
    unknown = set(table) - {"checker"}
    if unknown or not isinstance(table.get("checker", {}), dict):
        raise SettingsError(
            f"has {', '.join(sorted(unknown)) or 'a checker entry'} where one [checker] table"
            " belongs",
            where=str(path),
        )
    section: Mapping[str, object] = table.get("checker", {})
    return section


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    known = {field.name: field.name for field in fields(Settings)}
    values: dict[str, object] = {}
    for name, text in environment.items():
        if not name.startswith(_PREFIX) or name in _OTHER_VARIABLES:
            continue
        key = name[len(_PREFIX) :].lower()
        values[known.get(key, key)] = _parse(key, text)
    return values


def _parse(key: str, text: str) -> object:
    default = getattr(Settings(), key, None)
    if isinstance(default, bool):
        if text.lower() in {"1", "true", "yes", "on"}:
            return True
        if text.lower() in {"0", "false", "no", "off"}:
            return False
        return text
    if isinstance(default, int):
        return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else text
    if isinstance(default, float):
        try:
            return float(text)
        except ValueError:
            return text
    if isinstance(default, tuple):
        return tuple(part for part in text.split(",") if part)
    return text


def _apply(settings: Settings, values: Mapping[str, object], *, where: str | None) -> Settings:
    names = {field.name for field in fields(Settings)}
    unknown = sorted(set(values) - names)
    if unknown:
        raise SettingsError(
            f"unknown setting {', '.join(unknown)}",
            where=where,
            remedy=f"Known settings: {', '.join(sorted(names))}",
        )
    checked = {key: _typed(key, value, where) for key, value in values.items()}
    return replace(settings, **checked)


def _typed(key: str, value: object, where: str | None) -> Any:
    default = getattr(Settings(), key)
    if isinstance(default, tuple) and isinstance(value, (list, tuple)):
        if all(isinstance(part, str) for part in value):
            return tuple(value)
    elif isinstance(default, float) and type(value) is int and abs(value) < 1 << 53:
        return float(value)
    elif type(value) is type(default) or (default is None and isinstance(value, str)):
        return value
    kind = _KINDS.get(type(default), "a text")
    raise SettingsError(f"{key} is {value!r}", where=where, remedy=f"Give {kind}")


def _yes(value: bool) -> str:
    return "yes" if value else "no"
