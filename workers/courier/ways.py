"""Which senders the settings give, and what stands in a message."""

import hashlib
from collections.abc import Sequence

import httpx
from msgspec import Struct

from command.domain.facts.reach import Rung
from command.domain.registry import Contact
from command.settings import Settings
from command.store.deliveries import Asked
from workers.courier.senders import Dingtalk, Feishu, Nothing, Sender, Sms, Wecom

KIND_WORDS = {
    "offer": (
        "您有一件派单待接（{priority}级），请立即打开网格指挥答复。",
        "An offer (priority {priority}) waits for you: open Gridcommand.",
    ),
    "told": (
        "有事件超时或无人可派，已报到您这里，请打开网格指挥处理。",
        "An incident that nobody answers has come up to you: open Gridcommand.",
    ),
    "sos": ("SOS：有同事呼救，请立即打开网格指挥。", "SOS: a colleague calls for help. Open Gridcommand at once."),
    "alert": (
        "您有一条通知未读，请打开网格指挥查看并确认。",
        "There is an alert that you have not read: open Gridcommand.",
    ),
    "recall": (
        "应急响应召回：请立即打开网格指挥，答复能否到岗。",
        "You are called in: open Gridcommand and say whether you can come.",
    ),
    "proposal": (
        "有预警建议启动或调整应急响应，至今无人决定，请立即打开网格指挥处理。",
        "A response level is proposed and nobody has decided: open Gridcommand.",
    ),
    "arrivals": (
        "有转移人员未按时到达安置点，请立即打开网格指挥查找。",
        "Somebody who was moved has not arrived: open Gridcommand and look for them.",
    ),
    "outdoors": (
        "大风高峰已到：请立即进入室内避险，并打开网格指挥回复“已在室内”。",
        "The peak of the winds is here: go indoors now, then open Gridcommand and say that you are.",
    ),
    "missing": (
        "大风高峰时有您的人员在室外未应答，请立即打开网格指挥联系。",
        "Somebody of yours is outdoors at the peak and does not answer: open Gridcommand.",
    ),
    "sitrep": (
        "向上级的情况报告已超时未报，请立即打开网格指挥处理。",
        "A report to the superior is late: open Gridcommand and send it.",
    ),
    "handin": (
        "情况报告已截数，您的街道尚未报数，请立即打开网格指挥报数。",
        "The figures were cut and your street has not handed in: open Gridcommand and do so.",
    ),
    "notice": ("点名抽查：请立即打开网格指挥应答。", "Contact test: open Gridcommand and answer now."),
    "rollcall": ("点名：请立即打开网格指挥报平安。", "Roll-call: open Gridcommand and say that you are safe."),
}
"""No names, no places: a message may lie on a locked screen for anybody to read."""


class Ways(Struct, frozen=True):
    """The senders: messengers in the order in which they are tried, and SMS."""

    messengers: tuple[Sender, ...]
    sms: Sender

    def pick(self, rung: Rung, contact: Contact | None) -> tuple[Sender, str] | str:
        """The sender for a rung, with the address there; or why there is none."""
        if rung == "sms":
            if isinstance(self.sms, Nothing):
                return "not_configured"
            return (self.sms, contact.phone) if contact is not None and contact.phone else "not_on_file"
        live = [one for one in self.messengers if not isinstance(one, Nothing)]
        if not live:
            return "not_configured"
        for sender in live:
            address = getattr(contact, sender.name, "") if contact is not None else ""
            if address:
                return sender, address
        return "not_on_file"


def ways_of(settings: Settings, client: httpx.AsyncClient) -> Ways:
    """Senders as configured; null twins for the rest."""
    s = settings
    wecom: Sender = Nothing("wecom")
    dingtalk: Sender = Nothing("dingtalk")
    feishu: Sender = Nothing("feishu")
    if s.wecom_corp_id:
        wecom = Wecom(client, s.wecom_url, s.wecom_corp_id, s.wecom_secret, s.wecom_agent_id)
    if s.dingtalk_app_key:
        dingtalk = Dingtalk(client, s.dingtalk_url, s.dingtalk_app_key, s.dingtalk_app_secret, s.dingtalk_agent_id)
    if s.feishu_app_id:
        feishu = Feishu(client, s.feishu_url, s.feishu_app_id, s.feishu_app_secret)
    sms: Sender = Sms(client, s.sms_url, s.sms_key, s.sms_body) if s.sms_url else Nothing("sms")
    return Ways((wecom, dingtalk, feishu), sms)


def for_drills(ways: Ways, allowed: Sequence[str]) -> Ways:
    """Of these only those that drills may use by name; null twins for the rest, and for all of them by default."""

    def only(sender: Sender) -> Sender:
        return sender if sender.name in allowed else Nothing(sender.name)

    return Ways(tuple(only(one) for one in ways.messengers), only(ways.sms))


def words(sign: str, asked: Asked, language: str) -> str:
    """The whole text of a message."""
    chinese, english = KIND_WORDS[asked.topic or asked.about.partition(":")[0]]
    sentence = english if language.lower().startswith("en") else chinese
    return sign + sentence.format(priority=asked.priority)


def message_id(universe: str, asked: Asked, rung: Rung) -> str:
    """The same for every try of the same rung: 32 hexadecimal digits."""
    return hashlib.sha256(f"{universe} {asked.about} {asked.person} {rung}".encode()).hexdigest()[:32]
