import pytest

from checker.config import Settings, load_settings
from checker.errors import SettingsError


def test_later_sources_win(tmp_path):
    file = tmp_path / "checker.toml"
    file.write_text('[checker]\nthreads = 2\nsensitivity = "strict"\n', encoding="utf-8")
    settings = load_settings(
        file, environment={"CHECKER_THREADS": "3"}, overrides={"sensitivity": "lenient"}
    )
    assert (settings.threads, settings.sensitivity) == (3, "lenient")


def test_none_override_means_not_given():
    assert load_settings(environment={}, overrides={"threads": None}) == Settings()


@pytest.mark.parametrize(
    ("environment", "wrong"),
    [
        ({"CHECKER_THREDS": "2"}, "threds"),
        ({"CHECKER_THREADS": "two"}, "two"),
        ({"CHECKER_THREADS": "-1"}, "-1"),
        ({"CHECKER_SENSITIVITY": "loud"}, "loud"),
        ({"CHECKER_FORCED_DECODING": "perhaps"}, "perhaps"),
        ({"CHECKER_BATCH_TOKENS": "1"}, "batch_tokens is 1"),
    ],
)
def test_bad_values_are_named(environment, wrong):
    with pytest.raises(SettingsError, match=wrong):
        load_settings(environment=environment)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("[checker]\nback_end = 'x'\n", "unknown setting back_end"),
        ("[other]\n", "other"),
        ("checker = 3\n", "one \\[checker\\] table"),
        ("[checker", "not valid TOML"),
        ("[checker]\nback_ends = 'embedded'\n", "a list of texts"),
    ],
)
def test_bad_files_are_named(tmp_path, text, wrong):
    file = tmp_path / "bad.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=wrong) as caught:
        load_settings(file, environment={})
    assert "bad.toml" in str(caught.value)


def test_missing_file_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"none\.toml: cannot be read"):
        load_settings(tmp_path / "none.toml", environment={})


def test_signature_ignores_what_changes_no_result():
    base = Settings()
    assert base.signature == Settings(threads=7, use_cache=False, batch_tokens=999).signature
    assert base.signature != Settings(back_ends=()).signature
    assert base.signature != Settings(disable=("fused-sentence",)).signature
