"""Settings: from where they come, and what is refused."""

from pathlib import Path

import pytest

from command.settings import Settings, SettingsError, load, load_settings, masked, to_environment


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(empty_folder: Path) -> None:
    (empty_folder / "gridcommand.toml").write_text('port = 1\nhost = "file"\ndistrict = "460108"\n')
    loaded = load({"GRIDCOMMAND_PORT": "2", "GRIDCOMMAND_HOST": "environment"}, host="command-line")
    assert (loaded.settings.port, loaded.settings.host, loaded.settings.district) == (2, "command-line", "460108")
    assert loaded.origins["host"] == "command line"
    assert loaded.origins["port"] == "$GRIDCOMMAND_PORT"
    assert loaded.origins["district"] == "gridcommand.toml"
    assert loaded.origins["timezone"] == "default"


@pytest.mark.parametrize("environ", [{"GRIDCOMMAND_PRT": "1"}, {"GRIDCOMMAND_CONFIG": "other.toml"}])
def test_an_unknown_setting_is_refused_by_name(empty_folder: Path, environ: dict[str, str]) -> None:
    (empty_folder / "other.toml").write_text("prt = 1\n")
    with pytest.raises(SettingsError, match=r"(?i)no setting: .*prt"):
        load(environ)


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "0"), ("PORT", "http"), ("DISTRICT", "46"), ("LOG_LEVEL", "loud"), ("DATABASE_URL", "mysql://x")],
)
def test_a_value_without_sense_is_refused_with_its_name_and_source(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=rf"{name.lower()} = .*\$GRIDCOMMAND_{name}"):
        load({f"GRIDCOMMAND_{name}": value})


def test_a_config_file_that_is_named_must_exist() -> None:
    with pytest.raises(SettingsError, match=r"gone\.toml, which does not exist"):
        load({"GRIDCOMMAND_CONFIG": "gone.toml"})


def test_a_child_process_loads_the_same_settings() -> None:
    settings = Settings(port=9, database_url="postgresql://a@/b?host=%2Ftmp", demo=True)
    assert load_settings(to_environment(settings)) == settings


def test_passwords_in_urls_are_masked() -> None:
    assert masked("database_url", "postgresql://me:secret@host/db") == "postgresql://me:***@host/db"
    assert masked("redis_url", "redis://:secret@host/0") == "redis://:***@host/0"
