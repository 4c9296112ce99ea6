"""The number format is chosen from what the processor says of itself."""

import platform
from pathlib import Path

import pytest

from checker.errors import SettingsError
from checker.models.lm.gemma.precision import fastest_precision, parse_precision


@pytest.fixture(autouse=True)
def fresh():
    fastest_precision.cache_clear()
    yield
    fastest_precision.cache_clear()


@pytest.mark.parametrize(
    ("machine", "cpuinfo", "precision"),
    [
        ("x86_64", "model : 1\nflags\t\t: fpu avx512f avx512_bf16 vnni\n", "bfloat16"),
        ("AMD64", "flags : amx_bf16\n", "bfloat16"),
        ("x86_64", "flags : fpu avx2 avx512f\n", "float32"),
        ("x86_64", "", "float32"),
        ("x86_64", None, "float32"),
        ("arm64", "flags : avx512_bf16\n", "float32"),
    ],
)
def test_bfloat16_only_where_it_is_native(monkeypatch, machine, cpuinfo, precision):
    def read(self, **_options):
        if cpuinfo is None:
            raise FileNotFoundError(self)
        return cpuinfo

    monkeypatch.setattr(platform, "machine", lambda: machine)
    monkeypatch.setattr(Path, "read_text", read)
    assert fastest_precision() == precision
    assert parse_precision("auto") == precision


@pytest.mark.parametrize("variable", ["ATEN_CPU_CAPABILITY", "ONEDNN_MAX_CPU_ISA"])
def test_a_processor_held_to_avx2_has_no_bfloat16(monkeypatch, variable):
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(Path, "read_text", lambda self, **_options: "flags : avx512_bf16\n")
    assert fastest_precision() == "bfloat16"
    fastest_precision.cache_clear()
    monkeypatch.setenv(variable, "AVX2")
    assert fastest_precision() == "float32"


def test_unknown_names_are_refused():
    assert parse_precision("float32") == "float32"
    with pytest.raises(SettingsError, match="auto, float32, bfloat16"):
        parse_precision("int4")
