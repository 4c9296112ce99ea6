"""Arguments that `check` and `score` share, and what they turn into."""

from __future__ import annotations

import argparse

from checker.config import DEPTHS, PRECISIONS, SENSITIVITIES, Settings, load_settings

__all__ = ["add_input_arguments", "add_setting_arguments", "settings_from"]


def add_input_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what names the documents."""
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="SOURCE TARGET: two text files; or one English file (no source); or a folder of"
        " NAME.zh.txt / NAME.en.txt pairs; or a table (.tsv, .csv, .jsonl) with columns source,"
        " target and perhaps id, document; or - for JSONL on standard input",
    )
    parser.add_argument(
        "--pre-aligned",
        action="store_true",
        help="the two files have the same number of lines, and line N translates line N",
    )
    parser.add_argument("--encoding", help="the files' encoding, where it cannot be recognised")


def add_setting_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what changes the settings; every default is the one of `checker.config.Settings`."""
    default = Settings()
    group = parser.add_argument_group("settings")
    group.add_argument("--config", metavar="FILE", help="a TOML file with a [checker] table")
    group.add_argument(
        "--back-end",
        action="append",
        metavar="ID",
        help="re-translation back end, may be given several times; none switches re-translation"
        f" off (default: {', '.join(default.back_ends)}; `checker models` lists them)",
    )
    group.add_argument(
        "--no-forced-decoding",
        action="store_true",
        help="do not score the English under the embedded model",
    )
    group.add_argument(
        "--no-quality-estimation",
        action="store_true",
        help="do not ask the trained estimator",
    )
    group.add_argument(
        "--sensitivity", choices=SENSITIVITIES, help=f"default: {default.sensitivity}"
    )
    group.add_argument(
        "--depth",
        choices=DEPTHS,
        help="quick: rules and estimator; standard: all evidence where a segment is in doubt;"
        f" thorough: for every segment (default: {default.depth})",
    )
    group.add_argument("--enable", action="append", metavar="RULE", help="switch a rule on")
    group.add_argument("--disable", action="append", metavar="RULE", help="switch a rule off")
    group.add_argument("--glossary", metavar="FILE", help="a term list (TSV, CSV or TBX)")
    group.add_argument("--no-cache", action="store_true", help="neither read nor fill the cache")
    group.add_argument("--threads", type=int, metavar="N", help="CPU threads (default: all cores)")
    group.add_argument(
        "--precision",
        choices=PRECISIONS,
        help=f"of the language model (default: {default.precision}, the fastest here)",
    )


def settings_from(arguments: argparse.Namespace) -> Settings:
    """The settings these arguments ask for, over those of the file and the environment.

    Raises:
        SettingsError: see `load_settings`.
    """
    back_ends = arguments.back_end
    if back_ends is not None:
        back_ends = tuple(name for name in back_ends if name != "none")
    overrides = {
        "back_ends": back_ends,
        "forced_decoding": False if arguments.no_forced_decoding else None,
        "quality_estimation": False if arguments.no_quality_estimation else None,
        "sensitivity": arguments.sensitivity,
        "depth": arguments.depth,
        "enable": tuple(arguments.enable) if arguments.enable else None,
        "disable": tuple(arguments.disable) if arguments.disable else None,
        "glossary": arguments.glossary,
        "use_cache": False if arguments.no_cache else None,
        "threads": arguments.threads,
        "precision": arguments.precision,
    }
    return load_settings(arguments.config, overrides=overrides)
