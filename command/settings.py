"""Every setting: its default, what it is for, and where its value came from.

To add one, add a field to `Settings` with a default and a description; it is then read from
`GRIDCOMMAND_<NAME>`, from the TOML file, shown by `gridcommand config` and handed to child processes.
Later sources win: default, TOML file, environment, command line.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from command.settings_limits import Limits, at_odds

PREFIX = "GRIDCOMMAND_"
FILE_VARIABLE = "GRIDCOMMAND_CONFIG"
FILE_NAME = "gridcommand.toml"
UNPREFIXED = {"database_url": "DATABASE_URL", "redis_url": "REDIS_URL"}
"""Settings known everywhere by another name; the prefixed name works too."""

Secret = Annotated[str, Meta(extra={"secret": True})]
"""The type of a setting that is never shown."""


_CLOCK = "^([01][0-9]|2[0-3]):[0-5][0-9]$"


class SettingsError(Exception):
    """A setting that is unknown or has no sense; the message names it and its source."""


class Settings(Limits, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The effective settings. Durations end in their unit (`_s`), paths are relative to the working folder."""

    host: Annotated[str, Meta(description="Address to listen on.")] = "127.0.0.1"
    port: Annotated[int, Meta(ge=1, le=65535, description="The one port of screens, HTTP and sockets.")] = 8080
    data_dir: Annotated[str, Meta(min_length=1, description="Folder of the embedded servers.")] = ".data/main"
    database_url: Annotated[
        str, Meta(pattern="^$|^postgresql", description="PostgreSQL to use; empty: embedded in data_dir.")
    ] = ""
    redis_url: Annotated[
        str, Meta(pattern="^$|^(redis|rediss|unix)://", description="Redis to use; empty: embedded in data_dir.")
    ] = ""
    district: Annotated[str, Meta(pattern="^[0-9]{6}$", description="County-level division code.")] = "460107"
    timezone: Annotated[str, Meta(min_length=1, description="Time zone of the screens.")] = "Asia/Shanghai"
    log_level: Annotated[
        str, Meta(pattern="^(debug|info|warning|error)$", description="debug, info, warning or error.")
    ] = "info"
    demo: Annotated[bool, Meta(description="Fill an empty database with the demo district.")] = False
    rehearsal_rate: Annotated[
        float, Meta(ge=1, le=1000, description="Seconds of the demo district's clock in a second; 1: the true time.")
    ] = 1.0
    rehearsal_from: Annotated[
        str, Meta(pattern=_CLOCK, description="The hour at which a rehearsal with a clock of its own begins.")
    ] = "08:00"
    origins: Annotated[
        list[str], Meta(description="Sites besides our own that may open sockets and write, such as https://a.example.")
    ] = msgspec.field(default_factory=list)
    sockets_most: Annotated[int, Meta(ge=1, description="Sockets of one gateway process.")] = 20_000
    sockets_per_person: Annotated[int, Meta(ge=1, description="Sockets of one person; the oldest is closed.")] = 5
    socket_requests_per_s: Annotated[float, Meta(gt=0, description="Requests a second on one socket.")] = 20.0
    socket_requests_burst: Annotated[int, Meta(ge=1, description="Requests a socket may save up.")] = 60
    reports_per_minute: Annotated[int, Meta(ge=1, description="Reports a minute of one person.")] = 120
    simulated_reports_per_minute: Annotated[int, Meta(ge=1, description="The same, of a made-up (demo) person.")] = 6000
    routine_most: Annotated[int, Meta(ge=0, description="Waiting routine reports beyond which none is taken.")] = 20_000
    routine_oldest_s: Annotated[float, Meta(ge=0, description="Wait above which routine reports are refused.")] = 60.0
    merge_window_s: Annotated[
        float,
        Meta(
            ge=0, le=31_622_400, description="How long after its latest report an incident takes in likely duplicates."
        ),
    ] = 86_400.0
    press_hold_s: Annotated[
        float,
        Meta(
            ge=0, le=300, description="How long a red call button waits for an operator's key before it is dispatched."
        ),
    ] = 20.0
    day_opens: Annotated[
        str, Meta(pattern=_CLOCK, description="From when on a grid worker's day is opened, such as 06:00.")
    ] = "06:00"
    day_ends: Annotated[
        str, Meta(pattern=_CLOCK, description="When a grid worker's day ends, and what was missed is told.")
    ] = "22:00"
    evening_at: Annotated[
        str,
        Meta(
            pattern=_CLOCK,
            description="When leaders hear whose day is not done; at day_ends or later: never.",
        ),
    ] = "20:00"
    workdays: Annotated[
        dict[Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")], Literal["work", "off"]],
        Meta(description="Days (2027-02-06) worked or off, whatever the built-in calendar of holidays says."),
    ] = msgspec.field(default_factory=dict)
    ladder_messenger_s: Annotated[
        float, Meta(ge=0, le=3600, description="Unanswered for so long, the enterprise messenger is tried.")
    ] = 15.0
    ladder_sms_s: Annotated[float, Meta(ge=0, le=3600, description="So long after the messenger, an SMS is sent.")] = (
        20.0
    )
    ladder_call_s: Annotated[
        float, Meta(ge=0, le=3600, description="So long after the SMS, an operator is asked to call the shift leader.")
    ] = 25.0
    ladder_patience_s: Annotated[
        float, Meta(ge=1, le=3600, description="A rung that throttles or is down is tried so long, then the next one.")
    ] = 30.0
    message_sign: Annotated[
        str, Meta(max_length=40, description="What every message to a messenger or telephone begins with.")
    ] = "【网格指挥】"
    wecom_url: Annotated[
        str, Meta(pattern="^https?://", description="WeCom (企业微信), or its private installation.")
    ] = "https://qyapi.weixin.qq.com"
    wecom_corp_id: Annotated[str, Meta(description="Corp id; empty: WeCom is not used.")] = ""
    wecom_agent_id: Annotated[int, Meta(ge=0, description="Agent id of the application that sends.")] = 0
    wecom_secret: Annotated[Secret, Meta(description="Secret of that application.")] = ""
    dingtalk_url: Annotated[
        str, Meta(pattern="^https?://", description="DingTalk (钉钉), or its private installation.")
    ] = "https://oapi.dingtalk.com"
    dingtalk_app_key: Annotated[str, Meta(description="App key; empty: DingTalk is not used.")] = ""
    dingtalk_agent_id: Annotated[int, Meta(ge=0, description="Agent id of the application that sends.")] = 0
    dingtalk_app_secret: Annotated[Secret, Meta(description="Secret of that application.")] = ""
    feishu_url: Annotated[
        str, Meta(pattern="^https?://", description="Feishu (飞书), or its private installation.")
    ] = "https://open.feishu.cn"
    feishu_app_id: Annotated[str, Meta(description="App id; empty: Feishu is not used.")] = ""
    feishu_app_secret: Annotated[Secret, Meta(description="Secret of that application.")] = ""
    sms_url: Annotated[
        str, Meta(pattern="^$|^https?://", description="Where an SMS is POSTed as JSON; empty: no SMS is sent.")
    ] = ""
    sms_key: Annotated[Secret, Meta(description="Sent to the SMS gateway as a bearer token, if there is one.")] = ""
    sms_body: Annotated[
        dict[str, str],
        Meta(description="What is POSTed for an SMS; {phone}, {text} and {id} are filled in inside the values."),
    ] = msgspec.field(default_factory=lambda: {"phone": "{phone}", "text": "{text}", "id": "{id}"})
    drill_messages: Annotated[
        list[Literal["wecom", "dingtalk", "feishu", "sms"]],
        Meta(
            description="Of these services those that live drills and contact tests may use, 【演练】 first; "
            "empty: drills send nothing."
        ),
    ] = msgspec.field(default_factory=list)
    public_sender: Annotated[
        str,
        Meta(
            pattern=r"^[^\s,<&]{0,200}$",
            description="Who tells the public, unique in the world, such as centre@qiongshan.example; empty: made up.",
        ),
    ] = ""
    public_sender_name: Annotated[
        str, Meta(min_length=1, max_length=100, description="The same, as the public reads it.")
    ] = "区网格化管理中心"
    sitrep_issuer: Annotated[
        str, Meta(min_length=1, max_length=100, description="Who reports upward in a response, as a report names it.")
    ] = "区防汛防风防旱指挥部"
    sitrep_receiver: Annotated[
        str, Meta(min_length=1, max_length=100, description="To whom: the superior's headquarters.")
    ] = "市防汛防风防旱指挥部"
    warnings_url: Annotated[
        str,
        Meta(
            pattern="^$|^https?://",
            description="Where CAP 1.2 warnings are polled: a message, Atom or RSS; empty: nowhere.",
        ),
    ] = ""
    warnings_interval_s: Annotated[
        float, Meta(ge=5, le=3600, description="How often they are; after failures up to ten minutes.")
    ] = 60.0
    warnings_key: Annotated[Secret, Meta(description="Sent there as a bearer token, if there is one.")] = ""
    silent_s: Annotated[
        float,
        Meta(ge=60, le=3600, description="A grid of whose people nothing was heard for so long is out of contact."),
    ] = 120.0
    centre_phone: Annotated[
        str,
        Meta(
            max_length=40,
            description="Telephone that a phone dials when a call for help does not go through; empty: the station's.",
        ),
    ] = ""
    settled_sample: Annotated[
        float,
        Meta(ge=0, le=20, description="Times the share of settled reports that a category has verified; 0: none."),
    ] = 1.0
    gather_ms: Annotated[int, Meta(ge=0, le=1000, description="How long a wall's facts are gathered.")] = 70
    hub_ring: Annotated[int, Meta(ge=1, description="Facts a gateway keeps in memory for recovery.")] = 50_000


class Loaded(msgspec.Struct, frozen=True):
    """Settings and, for each field, the source of its value (`default`, `$NAME`, a file name, `command line`)."""

    settings: Settings
    origins: dict[str, str]


FIELDS = {field.name: field for field in msgspec.structs.fields(Settings)}


def load(environ: Mapping[str, str] | None = None, **given: Any) -> Loaded:
    """Merge all sources. `given` is the command line's; None there means "not given".

    Raises SettingsError, with the name and source of what is wrong.
    """
    environ = os.environ if environ is None else environ
    sources = [
        _from_file(environ),
        _from_environment(environ),
        {name: (value, "command line") for name, value in given.items() if value is not None},
    ]
    values: dict[str, Any] = {}
    origins = dict.fromkeys(FIELDS, "default")
    for source in sources:
        for name, (raw, origin) in source.items():
            values[name] = _convert(name, raw, origin)
            origins[name] = origin
    settings = Settings(**values)
    refusal = at_odds(settings)
    if refusal:
        raise SettingsError(refusal)
    return Loaded(settings, origins)


def load_settings(environ: Mapping[str, str] | None = None, **given: Any) -> Settings:
    """`load` for those who do not care where a value came from."""
    return load(environ, **given).settings


def to_environment(settings: Settings) -> dict[str, str]:
    """The variables that make a child process load the same settings."""
    return {variable(name): _as_text(getattr(settings, name)) for name in FIELDS}


def masked(name: str, value: Any) -> str:
    """The value as text that may be shown: no secrets, no passwords inside URLs."""
    text = _as_text(value)
    if _is_secret(name) and text:
        return "***"
    return re.sub(r"(?<=://)([^:/@?]*):[^@/?]*@", r"\1:***@", text)


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return UNPREFIXED.get(name, PREFIX + name.upper())


def describe(name: str) -> str:
    """What the setting is for, in one sentence."""
    return " ".join(meta.description for meta in _metas(name) if meta.description)


def _from_file(environ: Mapping[str, str]) -> dict[str, tuple[Any, str]]:
    named = environ.get(FILE_VARIABLE)
    path = Path(named or FILE_NAME)
    if not path.exists():
        if named:
            raise SettingsError(f"{FILE_VARIABLE} names {path}, which does not exist")
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(f"{path} cannot be read: {error}") from error
    _refuse_unknown(content, str(path))
    return {name: (value, str(path)) for name, value in content.items()}


def _from_environment(environ: Mapping[str, str]) -> dict[str, tuple[Any, str]]:
    prefixed = {key: key.removeprefix(PREFIX).lower() for key in environ if key.startswith(PREFIX)}
    prefixed.pop(FILE_VARIABLE, None)
    _refuse_unknown(prefixed.values(), "the environment", show=lambda name: PREFIX + name.upper())
    found = {name: (_from_text(name, environ[key]), f"${key}") for key, name in prefixed.items()}
    for name, key in UNPREFIXED.items():
        if environ.get(key):
            found[name] = (environ[key], f"${key}")
    return found


def _refuse_unknown(names: Any, source: str, show: Any = str) -> None:
    unknown = sorted(set(names) - set(FIELDS))
    if unknown:
        known = ", ".join(show(name) for name in FIELDS)
        raise SettingsError(f"{source} sets what is no setting: {', '.join(map(show, unknown))}. Known are: {known}")


def _from_text(name: str, text: str) -> Any:
    """Lists and tables are JSON in a variable; everything else is converted from its text."""
    if text[:1] in {"[", "{"}:
        try:
            return msgspec.json.decode(text)
        except msgspec.DecodeError as error:
            raise SettingsError(f"{variable(name)} is not JSON: {error}") from error
    return text


def _convert(name: str, raw: Any, origin: str) -> Any:
    if name not in FIELDS:
        raise SettingsError(f"{origin} sets what is no setting: {name}")
    try:
        return msgspec.convert(raw, FIELDS[name].type, strict=False)
    except msgspec.ValidationError as error:
        shown = masked(name, raw)
        raise SettingsError(f"{name} = {shown!r} (from {origin}) is refused: {error}. {describe(name)}") from error


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _metas(name: str) -> list[Meta]:
    return [item for item in getattr(FIELDS[name].type, "__metadata__", ()) if isinstance(item, Meta)]


def _is_secret(name: str) -> bool:
    return any((meta.extra or {}).get("secret") for meta in _metas(name))
