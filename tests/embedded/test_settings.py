"""Settings: from where they come, and what is refused."""

from pathlib import Path

import msgspec
import pytest

from command.domain.policy import DEFAULT
from command.domain.safety.timers import is_night
from command.service.policy import policy_of
from command.settings import Settings, SettingsError, load, load_settings, masked, to_environment
from command.settings_limits import Limits


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


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("ABSENT_AFTER_S", "5", "60 to 7200 s"),
        ("GAPS_AHEAD_S", "99999999", "3600 to 1209600 s"),
        ("HANDOVER_BEFORE_S", "soon", "60 to 14400 s"),
        ("SOS_AGAIN_S", "0", "5 to 300 s"),
        ("ROUNDS_A_DAY", "7", "Patrols"),
        ("NIGHT_BEGINS", "24", "Hour from which"),
    ],
)
def test_a_limit_out_of_bounds_is_refused_with_the_bounds_in_words(name: str, value: str, says: str) -> None:
    with pytest.raises(SettingsError, match=rf"{name.lower()} = .*\$GRIDCOMMAND_{name}.*{says}"):
        load({f"GRIDCOMMAND_{name}": value})


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        ({"TIMER_PERIOD_S": "120", "TIMER_ASK_S": "120"}, "timer_ask_s = 120 must be shorter .* lower the one"),
        ({"SOS_AGAIN_S": "300", "SOS_OPEN_S": "60"}, "sos_again_s = 300 must not be longer"),
        ({"DAY_OPENS": "22:00", "DAY_ENDS": "06:00"}, "day_opens = 22:00 must be before"),
    ],
)
def test_limits_that_contradict_each_other_are_refused_with_what_to_do(environ: dict[str, str], says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        load({f"GRIDCOMMAND_{name}": value for name, value in environ.items()})


def test_every_limit_of_duty_and_safety_reaches_the_policy() -> None:
    changed = {}
    for field in msgspec.structs.fields(Limits):
        value = field.default + (1 if isinstance(field.default, int) else 7.0)
        changed[f"GRIDCOMMAND_{field.name.upper()}"] = str(value)
    ours, theirs = msgspec.structs.asdict(DEFAULT), msgspec.structs.asdict(policy_of(load(changed).settings))
    differing = {name for name in ours if ours[name] != theirs[name]} - {"calendar", "zone", "public_sender"}
    limits = {field.name.removesuffix("_s") for field in msgspec.structs.fields(Limits)}
    assert differing == limits - {"night_begins", "night_ends"} | {"night"}
    assert policy_of(load({}).settings).absent_after == DEFAULT.absent_after


@pytest.mark.parametrize(
    ("night", "hours"), [((19, 6), [*range(6), *range(19, 24)]), ((1, 4), [1, 2, 3]), ((5, 5), []), ((22, 0), [22, 23])]
)
def test_the_hours_of_the_night_may_pass_midnight_or_not_be(night: tuple[int, int], hours: list[int]) -> None:
    policy = msgspec.structs.replace(DEFAULT, night=night)
    assert [hour for hour in range(24) if is_night(policy, hour)] == hours
