"""Refusals about the operators' queue."""

from command.domain.refusals.template import Template

TEMPLATES: dict[str, Template] = {
    "attention_unknown": Template("unknown", "没有这条待办，或已经结束", "No such item, or it is over"),
    "attention_taken": Template(
        "conflict", "{who} 正在处理这条；要接手请选“接手”", "{who} has it; choose to take it over if you must"
    ),
    "attention_not_yours": Template(
        "conflict", "这条不在您手上，也没有搁置", "You do not have it, and it is not shelved"
    ),
    "attention_life": Template(
        "impossible",
        "涉及生命危险的待办不能搁置，请接手或交给别人",
        "Nothing about life is shelved: take it, or give it to somebody",
    ),
    "attention_shelved": Template("conflict", "{who} 已搁置这条", "{who} has shelved it already"),
    "attention_shelved_often": Template(
        "impossible", "已搁置 {n} 次，请处理或上报", "It was shelved {n} times: deal with it, or tell it upward"
    ),
    "attention_open": Template(
        "conflict",
        "里面还有 {n} 件没有处理，处理完会自动结束；暂时不管请搁置",
        "{n} in it still wait: it ends when they do; shelve it if it can wait",
    ),
}
