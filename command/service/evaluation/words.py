"""The words of the report on a drill, in both languages."""

_WORDS: dict[str, tuple[str, str]] = {
    "mark": ("【演练】", "EXERCISE: "),
    "title": ("应急演练评估报告", "Evaluation report of an emergency exercise"),
    "contact_title": ("点名抽查结果", "Result of an unannounced contact test"),
    "draft": ("演练进行中，数据未冻结", "The exercise runs: figures are not final"),
    "order_note": (
        (
            "编排说明：GB/T 46792-2025《突发事件应急演练评估指南》附录E规定评估报告格式。编制本系统时"
            "仅见该标准目次，未见正文；"
            "本报告的章节顺序为本系统自定，正式报送前请对照标准原文核对。"
        ),
        (
            "On the order: annex E of GB/T 46792-2025 gives the format of such reports. Only that standard's table of "
            "contents "
            "was seen, not its text: the order of chapters is ours. Compare it with the standard before it is filed."
        ),
    ),
    "made": ("生成时间", "Made"),
    "ledger": ("演练台账号", "Ledger no."),
    "hash": ("台账校验值", "Ledger hash"),
    "page": ("第 {n} 页 共 {of} 页", "{n} / {of}"),
    "none": ("无", "None"),
    "not_written": ("（尚未填写）", "(not written yet)"),
    # chapters
    "c.overview": ("一、演练概况", "1 Overview"),
    "c.goals": ("二、演练目标与评估依据", "2 Goals, and what is judged by"),
    "c.course": ("三、演练过程", "3 Course"),
    "c.injects": ("四、情景处置评估", "4 What was expected of each inject"),
    "c.figures": ("五、评估数据与对比", "5 Figures and comparison"),
    "c.people": ("六、人员响应情况", "6 Who answered, and who was not reached"),
    "c.notes": ("七、观察记录", "7 Observers' notes"),
    "c.problems": ("八、存在的问题", "8 Problems"),
    "c.improve": ("九、改进措施", "9 Improvements"),
    "c.conclusion": ("十、评估结论", "10 Conclusion"),
    "c.annex_time": ("附录一 时间线", "Annex A Timeline"),
    "c.annex_people": ("附录二 参演人员", "Annex B Participants"),
    "c.annex_formulas": ("附录三 指标算法", "Annex C Formulas"),
    "outstanding": (
        "此前演练尚未完成的改进措施 {n} 项，其中逾期 {late} 项：",
        "Of earlier exercises {n} improvements are not done yet, {late} of them overdue:",
    ),
    "no_outstanding": ("此前演练没有未完成的改进措施。", "No improvement of an earlier exercise is open."),
    "overdue": ("逾期", "overdue"),
    "h.drill": ("演练", "Exercise"),
    # overview
    "name": ("演练名称", "Exercise"),
    "time": ("演练时间", "Time"),
    "form": ("演练形式", "Form"),
    "scope": ("演练范围", "Scope"),
    "purpose": ("演练目的类别", "Purpose"),
    "script": ("演练脚本", "Script"),
    "level": ("起始响应级别", "Level at STARTEX"),
    "compression": ("情景时间压缩", "Compression of offsets"),
    "players": ("参演人员", "Players"),
    "directors": ("导调人员", "Directors"),
    "observers": ("观察评估人员", "Observers"),
    "units": ("参演单位", "Units"),
    "lasted": ("有效时长", "Lasted"),
    "paused": ("暂停", "Paused"),
    "end": ("结束方式", "Ended"),
    "started_by": ("发起人", "Started by"),
    "overridden": ("带条件开始的理由", "Started although a check said no"),
    "people_n": ("{n} 人", "{n}"),
    "units_n": ("{n} 个", "{n}"),
    "pauses_n": ("{n} 次，共 {time}", "{n} times, {time} altogether"),
    "basis": (
        (
            "评估只依据演练台账：每条情景在脚本中写明“谁、何时、做到什么”，由系统逐条对照台账判定；仅标为“观察”的由评估人员判定。"
            "用时按真实时钟计算，扣除暂停；时间压缩只作用于情景的到来，不作用于人的用时。"
        ),
        (
            "Judged by the exercise's ledger alone: the script says of each inject who is to do what by when, and each "
            "is compared with the ledger; what is marked “noted” is for observers to say. Times are of the true clock, "
            "with pauses taken out; compression divides when injects come, never how long people take."
        ),
    ),
    "verdicts": (
        (
            "判定：达标＝时限内完成；超时＝完成但超过时限；未完成＝时限已过仍未完成；未到时限＝演练结束时时限未到；"
            "未下达＝情景被跳过、扣住或未能下达，不作评价。"
        ),
        (
            "met: done in time; late: after its limit; missed: not done though its limit has passed; open: the "
            "exercise "
            "ended before its limit; not given: the inject was skipped, held or could not be given, and judges nobody."
        ),
    ),
    "no_goal": ("（计划中未写目标）", "(the plan says no goal)"),
    # course
    "given_n": (
        "共计划情景 {all} 条，下达 {given} 条，跳过 {skipped} 条，未下达 {rest} 条；其中导调增加或重复 {added} 条。",
        (
            "{all} injects were planned, {given} given, {skipped} skipped, {rest} not given; directors added or "
            "repeated {added}."
        ),
    ),
    "chart.course": ("图 1 情景与处置时间线", "Figure 1 Injects over time"),
    "chart.outcomes": ("图 2 各项要求的完成情况", "Figure 2 What came of what was expected"),
    "chart.times": ("图 3 用时与时限", "Figure 3 Times against limits"),
    "chart.compare": (
        "图 4 与历次演练、实战的对比（P50，分钟）",
        "Figure 4 Beside earlier exercises and real work (P50, min)",
    ),
    "chart.contacts": ("图 5 点名应答累计", "Figure 5 Contact test: answers over time"),
    # tables
    "h.number": ("序号", "No."),
    "h.inject": ("情景", "Inject"),
    "h.given": ("下达", "Given"),
    "h.expected": ("要求", "Expected"),
    "h.within": ("时限", "Limit"),
    "h.who": ("要求谁", "Of whom"),
    "h.by": ("完成人", "Done by"),
    "h.at": ("完成时间", "Done at"),
    "h.took": ("用时", "Took"),
    "h.outcome": ("判定", "Outcome"),
    "h.figure": ("指标", "Figure"),
    "h.this": ("本次", "This one"),
    "h.real": ("实战", "Real work"),
    "h.count": ("数量", "n"),
    "h.rate": ("达标率", "Met"),
    "h.name": ("姓名", "Name"),
    "h.part": ("参演方式", "Part"),
    "h.role": ("角色", "Role"),
    "h.area": ("区域", "Area"),
    "h.offered": ("派单", "Offers"),
    "h.accepted": ("接单", "Accepted"),
    "h.unanswered": ("超时未应", "Unanswered"),
    "h.silent": ("点名未应", "Silent"),
    "h.not_reached": ("电话未通", "Not reached"),
    "h.lost": ("失联", "Lost"),
    "h.absent": ("集结未到", "Absent"),
    "h.taken": ("转入实战", "Taken by real work"),
    "h.time": ("时间", "Time"),
    "h.offset": ("演练时刻", "Offset"),
    "h.what": ("事项", "What"),
    "h.note": ("记录", "Note"),
    "h.observer": ("观察人", "Observer"),
    "h.problem": ("问题", "Problem"),
    "h.measure": ("措施", "Measure"),
    "h.owner": ("责任人", "Owner"),
    "h.due": ("完成期限", "Due"),
    "h.state": ("状态", "State"),
    "h.formula": ("算法", "Formula"),
    "h.source": ("来源", "Source"),
    "h.test": ("抽查", "Test"),
    "h.asked": ("抽查人数", "Asked"),
    "h.answered": ("应答", "Answered"),
    "h.in_time": ("按时应答", "In time"),
    "h.p50": ("P50", "P50"),
    "h.p90": ("P90", "P90"),
    "h.way": ("应答途径", "Way"),
    "h.limit": ("时限（中位）", "Limit (median)"),
    "all": ("合计", "All"),
    "priority": ("{n} 级", "priority {n}"),
    "limit": ("时限", "limit"),
    "this": ("本次演练", "this exercise"),
    "real": ("实战", "real work"),
    "minutes": ("分", "min"),
    "real_period": (
        "实战数据取 {start} 至 {end}，同一算法。",
        "Real work from {start} to {end}, by the same formulas.",
    ),
    "no_real": ("未取得实战数据。", "No figures of real work were read."),
    "no_earlier": ("此前没有可比的演练。", "There is no earlier exercise to compare with."),
    "by_kind": ("按要求汇总", "By what was expected"),
    "unreachable": ("未能联系上的人员（{n} 人）", "Who could not be reached ({n})"),
    "taken": ("因真实事件退出的人员（{n} 人）", "Taken out by real work ({n})"),
    "taken_note": (
        "真实事件优先：退出后不再计入其应答要求，不作评价。",
        "Real work comes first: nothing is expected of them afterwards.",
    ),
    "contact": ("点名抽查", "Contact test"),
    "contact_no": ("未应答（{n} 人）", "Did not answer ({n})"),
    "by_area": ("按区域", "By area"),
    "auto_problems": (
        "以下由系统按规则从台账列出，供评估组核定。",
        "Listed from the ledger by rule, for the evaluators to judge.",
    ),
    "summary": (
        (
            "本次演练共有要求 {all} 项，作出判定 {judged} 项：达标 {met} 项（{rate}），超时 {late} 项，"
            "未完成 {missed} 项；演练结束时未到时限 {open} 项，未下达 {not_given} 项。"
        ),
        (
            "{all} things were expected and {judged} judged: {met} met ({rate}), {late} late, {missed} missed; "
            "{open} were open at the end, {not_given} not given."
        ),
    ),
    "more": ("其余 {n} 条见系统。", "{n} more are in the system."),
    "signed": ("结论填写：{by}，{at}", "Written by {by}, {at}"),
    "signature": ("评估组签字：                    日期：", "Evaluators:                    Date:"),
    # problems
    "p.missed": (
        "情景{n}“{title}”：{what}{who}，时限内及演练结束时均未完成",
        "Inject {n} “{title}”: {what}{who} was missed",
    ),
    "p.late": ("情景{n}“{title}”：{what}{who}，超时 {over}", "Inject {n} “{title}”: {what}{who} came {over} late"),
    "p.unreachable": ("{times} 人有未应答的派单、点名或失联：{people}", "{times} people were not reached: {people}"),
    "p.nobody": ("出现“无人可派” {times} 次", "Nobody could be sent {times} times"),
    "p.far_up": ("超时升级到区指挥中心或带班领导 {times} 次", "Passed deadlines went up to the district {times} times"),
    "p.failed_inject": ("情景{n}“{title}”未能下达（系统或脚本原因）", "Inject {n} “{title}” could not be given"),
    "p.late_inject": (
        "情景{n}“{title}”晚到 {over}（系统原因）",
        "Inject {n} “{title}” came {over} late by our own fault",
    ),
}

_NAMES: dict[str, dict[str, tuple[str, str]]] = {
    "form": {
        "tabletop": ("桌面推演", "table-top"),
        "live": ("实战演练", "live"),
        "contact": ("点名抽查", "contact test"),
    },
    "scope": {"single": ("单项演练", "single"), "combined": ("综合演练", "combined")},
    "purpose": {
        "test": ("检验性演练", "test"),
        "demonstration": ("示范性演练", "demonstration"),
        "research": ("研究性演练", "research"),
    },
    "end": {
        "done": ("按计划结束", "as planned"),
        "stopped": ("导调终止", "stopped by a director"),
        "real_event": ("因真实事件终止", "stopped for a real event"),
    },
    "outcome": {
        "met": ("达标", "met"),
        "late": ("超时", "late"),
        "missed": ("未完成", "missed"),
        "open": ("未到时限", "open"),
        "not_given": ("未下达", "not given"),
    },
    "state": {
        "planned": ("未到时间", "planned"),
        "held": ("扣住", "held"),
        "skipped": ("跳过", "skipped"),
        "given": ("未能下达", "could not be given"),
    },
    "what": {
        "stored": ("立案", "filed"),
        "offered": ("派单", "offered"),
        "accepted": ("接单", "accepted"),
        "set_out": ("出发", "set out"),
        "arrived": ("到场", "arrived"),
        "done": ("办结", "done"),
        "referred": ("转第一线", "first line told"),
        "proposed": ("提出级别", "level proposed"),
        "switched": ("切换级别", "level switched"),
        "proposal_taken": ("受理预警建议", "proposal taken"),
        "alerted": ("发出通知", "staff alerted"),
        "noticed": ("发现失联", "silence noticed"),
        "answered": ("应答", "answered"),
        "noted": ("观察", "noted"),
    },
    "role": {
        "worker": ("网格员", "worker"),
        "supervisor": ("社区/街道负责人", "supervisor"),
        "operator": ("坐席", "operator"),
        "coordinator": ("带班领导", "coordinator"),
        "unit": ("专业部门", "unit"),
        "director": ("导调", "director"),
        "observer": ("观察员", "observer"),
        "kiosk": ("大屏", "wall"),
        "device": ("设备", "device"),
        "admin": ("管理员", "admin"),
        "auditor": ("审计", "auditor"),
    },
    "part": {"player": ("参演", "player"), "director": ("导调", "director"), "observer": ("观察", "observer")},
    "way": {
        "screen": ("屏幕", "screen"),
        "messenger": ("企业通信", "messenger"),
        "sms": ("短信", "SMS"),
        "call": ("电话", "call"),
    },
    "moment": {
        "started": ("演练开始（STARTEX）", "STARTEX"),
        "given": ("情景{n} {text}", "Inject {n} {text}"),
        "failed": ("情景{n} 未能下达", "Inject {n} could not be given"),
        "skipped": ("情景{n} 跳过 {text}", "Inject {n} skipped {text}"),
        "held": ("情景{n} 扣住", "Inject {n} held"),
        "released": ("情景{n} 放行", "Inject {n} released"),
        "paused": ("演练暂停 {text}", "Paused {text}"),
        "resumed": ("演练继续", "Resumed"),
        "taken": ("{who} 退出 {text}", "{who} taken out {text}"),
        "back": ("{who} 重新参演", "{who} is in again"),
        "urgent": ("一级案件 {text}", "Priority 1 {text}"),
        "nobody": ("无人可派", "Nobody to send"),
        "escalated": ("超时升级到 {tier}", "Told up to {tier}"),
        "proposed": ("提议切换到{level}", "{level} proposed"),
        "switched": ("切换到{level}", "Switched to {level}"),
        "alerted": ("通知 {text}", "Alert {text}"),
        "lost": ("网格失联 {text}", "Grid silent {text}"),
        "sos": ("{who} 呼救", "{who} calls for help"),
        "ended": ("演练结束（ENDEX）{text}", "ENDEX {text}"),
    },
    "why": {
        "real_event": ("真实事件", "real event"),
        "director": ("导调", "by a director"),
        "left": ("自行退出", "left"),
        "done": ("按计划", "as planned"),
        "stopped": ("导调终止", "stopped"),
    },
    "tier": {
        "1": ("社区", "community"),
        "2": ("街道", "street"),
        "3": ("区指挥中心", "district centre"),
        "4": ("带班领导", "coordinators"),
    },
    "level": {
        "0": ("常态", "normal"),
        "1": ("Ⅰ级响应", "level Ⅰ"),
        "2": ("Ⅱ级响应", "level Ⅱ"),
        "3": ("Ⅲ级响应", "level Ⅲ"),
        "4": ("Ⅳ级响应", "level Ⅳ"),
    },
    "done": {"True": ("已完成", "done"), "False": ("进行中", "open")},
}


class Speech:
    """Says things in one language."""

    def __init__(self, *, english: bool) -> None:
        self.english = english

    def __call__(self, key: str, **values: object) -> str:
        """The sentence, with its values."""
        return _WORDS[key][self.english].format(**values) if values else _WORDS[key][self.english]

    def of(self, kind: str, value: object, **values: object) -> str:
        """The name of a value of a kind; itself if it has none."""
        pair = _NAMES[kind].get(str(value))
        if pair is None:
            return str(value)
        return pair[self.english].format(**values) if values else pair[self.english]

    def lasting(self, seconds: float | None) -> str:
        """`3′05″`, `1:02:03`; an em dash for nothing."""
        if seconds is None:
            return "—"
        whole = round(seconds)
        hours, rest = divmod(whole, 3600)
        minutes, left = divmod(rest, 60)
        return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}′{left:02d}″"
