"""Refusals about what the public is told."""

from command.domain.refusals.template import Template

TEMPLATES: dict[str, Template] = {
    "bulletin_elsewhere": Template(
        "impossible",
        "公众预警只能发给本区 {district} 范围",
        "The public can be told only inside this district, {district}",
    ),
    "bulletin_empty": Template("impossible", "请写明事件和标题", "Write what it is about, and a headline"),
    "bulletin_time": Template(
        "impossible",
        "失效时间须在 5 分钟之后、7 天之内",
        "It must hold for at least five minutes and at most seven days",
    ),
    "bulletin_refers": Template(
        "conflict",
        "更新和解除必须指向一条已发布且仍然有效的公众预警，新发布的不能指向任何一条",
        "An update or a cancellation is about one public message still in force, a new one about none",
    ),
    "bulletin_unknown": Template("unknown", "没有这条公众预警，或已失效", "No such public message, or it is over"),
    "bulletin_released": Template(
        "conflict",
        "已经发布，不能撤稿，请另拟一条解除",
        "It is public already: it cannot be dropped, draft a cancellation",
    ),
    "bulletin_own": Template(
        "forbidden", "拟稿人不能签发自己的稿子", "Whoever drafted it does not release it: two others do"
    ),
    "bulletin_signed": Template("conflict", "您已签发，还需另一人签发", "You have agreed already; one more must"),
}
