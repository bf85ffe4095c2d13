"""Refusals about CAP messages and the levels that they propose."""

from command.domain.refusals.template import Template

TEMPLATES: dict[str, Template] = {
    "cap_too_large": Template(
        "malformed",
        "预警报文太大：{bytes} 字节，最多 {most}。请去掉内嵌的附件",
        "The CAP message is too large: {bytes} bytes, at most {most}. Leave out embedded resources",
    ),
    "cap_encoding": Template(
        "malformed", "预警报文必须是 UTF-8 编码（{detail}）", "A CAP message must be UTF-8 ({detail})"
    ),
    "cap_dtd": Template(
        "malformed",
        "预警报文不得带 DTD 或实体声明，已拒收",
        "A CAP message may not carry a DTD or entity declarations: refused",
    ),
    "cap_unreadable": Template(
        "malformed", "预警报文不是正确的 XML：{detail}", "The CAP message is not well-formed XML: {detail}"
    ),
    "cap_namespace": Template(
        "malformed",
        "不是 CAP 1.2 报文：根元素是 {found}，应为 alert（urn:oasis:names:tc:emergency:cap:1.2）",
        "Not a CAP 1.2 message: its root is {found}, not alert in urn:oasis:names:tc:emergency:cap:1.2",
    ),
    "cap_missing": Template("malformed", "预警报文缺少 {field}", "The CAP message lacks {field}"),
    "cap_repeated": Template(
        "malformed", "预警报文的 {field} 出现了不止一次", "The CAP message has {field} more than once"
    ),
    "cap_value": Template(
        "malformed",
        "预警报文的 {field} 不能是“{value}”，应为：{allowed}",
        "{field} of the CAP message cannot be “{value}”; allowed: {allowed}",
    ),
    "cap_time": Template(
        "malformed",
        "预警报文的 {field} 是“{value}”：时间必须带数字时区，如 2026-08-26T16:09:13+08:00，不能用 Z，也不能省略",
        "{field} of the CAP message is “{value}”: a time needs a numeric offset, such as 2026-08-26T16:09:13+08:00; "
        "neither Z nor none",
    ),
    "cap_identifier": Template(
        "malformed",
        "预警报文的 {field} 为空、过长，或含有空格、逗号、< 或 &",
        "{field} of the CAP message is empty, too long, or has a space, a comma, < or &",
    ),
    "cap_not_a_warning": Template(
        "impossible",
        "{kind} 不是预警（只收 Alert、Update、Cancel）",
        "{kind} is no warning (only Alert, Update and Cancel are taken)",
    ),
    "sender_in_a_grid": Template(
        "forbidden",
        "这个设备密钥属于某个网格（例如呼叫按钮），不能发布预警；预警接口的密钥须发给全区",
        "This key belongs to a device in a grid, such as a call button; a sender of warnings needs a key for the whole "
        "district",
    ),
    "warning_known": Template("conflict", "这条预警已经收到过：{key}", "This warning was received before: {key}"),
    "warning_replayed": Template(
        "conflict",
        "标识 {key} 已用于另一条内容不同的预警，已拒收；请换新标识重发",
        "The identifier {key} was used before with other content: refused; send it under a new one",
    ),
    "warning_expired": Template(
        "impossible", "这条预警已于 {until} 失效", "This warning was over at {until}, before it came"
    ),
    "warning_elsewhere": Template(
        "impossible",
        "这条预警不涉及本区 {district}（报文的区划代码：{codes}）",
        "This warning is not for this district, {district} (its codes: {codes})",
    ),
    "cancel_of_nothing": Template(
        "malformed",
        "解除报文没有写明解除哪一条（references 为空）",
        "The cancellation does not say what it cancels: references is empty",
    ),
    "proposal_unknown": Template(
        "unknown", "没有这条响应建议，或已处理", "No such proposal of a level, or it was decided"
    ),
    "proposal_taken": Template("conflict", "{name} 正在处理这条建议", "{name} already prepares this switch"),
}
