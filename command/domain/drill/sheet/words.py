"""What columns and values are called in a script's sheet, in both languages. Both are read, whichever was written."""

COLUMNS: dict[str, tuple[str, str]] = {
    "number": ("编号", "No."),
    "offset": ("时间（时:分:秒）", "Offset (h:mm:ss)"),
    "title": ("标题", "Title"),
    "kind": ("类型", "Kind"),
    "category": ("类别", "Category"),
    "hazard": ("危害", "Hazard"),
    "place": ("地点", "Place"),
    "text": ("内容", "Text"),
    "more": ("详情", "Details"),
    "by": ("上报人", "Reporter"),
    "caller": ("来电人", "Caller"),
    "phone": ("来电电话", "Caller's number"),
    "to": ("对象", "To whom"),
    "areas": ("区划", "Areas"),
    "count": ("人数", "People"),
    "lasts": ("持续", "Lasts"),
    "event": ("预警代码", "Warning code"),
    "colour": ("颜色", "Colour"),
    "ends": ("结束时间", "Ends at"),
    "level": ("等级", "Level"),
    "issuer": ("发布单位", "Issued by"),
    "document": ("文号或名称", "Number or name"),
    "averaging": ("风速时段", "Averaging"),
    "points": ("路径点", "Track points"),
    "note": ("备注", "Note"),
    "what": ("期望", "Expected"),
    "within": ("期望时限", "Within"),
    "who": ("期望由谁", "Of whom"),
    "value": ("期望值", "Value"),
    "expected_note": ("期望说明", "Note on it"),
}
NEEDED = ("number", "offset", "title", "kind")
"""Without these columns it is no script."""
HEADS: dict[str, tuple[str, str]] = {
    "name": ("脚本名称", "Script"),
    "scenario": ("情景", "Scenario"),
    "source": ("来源", "Made from"),
    "origin": ("出处", "Origin"),
}
KINDS: dict[str, tuple[str, str]] = {
    "report": ("上报", "report"),
    "call": ("来电", "call"),
    "warning": ("预警", "warning"),
    "track": ("台风路径", "track"),
    "order": ("上级命令", "order"),
    "road": ("道路封闭", "road"),
    "silent": ("失联", "silent"),
    "message": ("消息", "message"),
    "contact": ("点名", "contact"),
}
EXPECTED: dict[str, tuple[str, str]] = {
    "stored": ("录入", "stored"),
    "offered": ("派单", "offered"),
    "accepted": ("接单", "accepted"),
    "set_out": ("出发", "set_out"),
    "arrived": ("到场", "arrived"),
    "done": ("办结", "done"),
    "referred": ("转报", "referred"),
    "proposed": ("建议响应", "proposed"),
    "switched": ("切换响应", "switched"),
    "proposal_taken": ("采纳建议", "proposal_taken"),
    "alerted": ("发通知", "alerted"),
    "noticed": ("发现失联", "noticed"),
    "answered": ("答复", "answered"),
    "noted": ("观察记录", "noted"),
}
HAZARDS = {"life": ("生命", "life"), "property": ("财产", "property"), "none": ("无", "none")}
COLOURS = {"blue": ("蓝", "blue"), "yellow": ("黄", "yellow"), "orange": ("橙", "orange"), "red": ("红", "red")}
LEVELS = {"0": ("常态", "normal"), "1": ("Ⅰ", "I"), "2": ("Ⅱ", "II"), "3": ("Ⅲ", "III"), "4": ("Ⅳ", "IV")}
AVERAGING = {"1min": ("1分钟", "1min"), "2min": ("2分钟", "2min"), "10min": ("10分钟", "10min")}
SOURCES = {
    "hand": ("人工", "hand"),
    "risks": ("网格风险", "risks"),
    "ledger": ("历史台账", "ledger"),
    "excel": ("Excel", "excel"),
    "shipped": ("内置", "shipped"),
}
ROLES = {
    "worker": ("网格员", "worker"),
    "supervisor": ("负责人", "supervisor"),
    "operator": ("值班员", "operator"),
    "coordinator": ("指挥长", "coordinator"),
    "unit": ("专业单位", "unit"),
}
PLACES = {"grid": ("网格", "grid"), "building": ("楼栋", "building"), "facility": ("部件", "facility")}
FORECAST = ("预报", "forecast")

SAID: dict[str, tuple[str, str]] = {
    "number": ("编号要写 1-9999 的整数", "Number lines from 1 to 9999"),
    "time": ("时间要写成 1:30:00（时:分:秒），最长 168:00:00", "Write times as 1:30:00 (h:mm:ss), 168:00:00 at most"),
    "kind": ("类型只能是：{allowed}", "The kind is one of: {allowed}"),
    "choice": ("“{value}”不能用，可选：{allowed}", '"{value}" cannot be used; choose from: {allowed}'),
    "category": (
        "没有“{value}”这个类别：请填代码或全名",
        'There is no category "{value}": give its code or whole name',
    ),
    "place": (
        "地点要写成“网格 15位编码”“楼栋 编号”“部件 编号”或“纬度,经度”",
        'Write places as "grid 15 digits", "building id", "facility id" or "lat,lon"',
    ),
    "count": ("人数要写 0-200 的整数", "Give a whole number from 0 to 200"),
    "points": (
        "路径点每行写：时间,纬度,经度,风速,气压,7级,10级,12级,预报",
        "A track point a line: offset,lat,lon,wind,pressure,r7,r10,r12,forecast",
    ),
    "foreign": ("“{kind}”没有这一项，请清空", 'A "{kind}" has no such thing: leave it empty'),
    "lacking": ("“{kind}”必须填这一项", 'A "{kind}" needs this'),
    "above": ("没有编号，上面又没有可以归属的一行", "It has no number, and there is no line above it to belong to"),
    "only": ("没有编号的行只能写期望或路径点", "A row without a number holds what is expected or track points only"),
    "value": ("有不合规的值：{detail}", "A value is not allowed: {detail}"),
    "name": ("请在最上面一行写脚本名称", "Give the script's name in the first row"),
    "many": ("最多 {limit} 条注入", "At most {limit} injects"),
}
