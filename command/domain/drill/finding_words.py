"""The sentences of findings by how grave they are: code → Chinese, English. `overridable`: refused, unless a director
says why not.

Limits named here are our own defaults [D].
"""

from typing import Literal

Weight = Literal["refused", "overridable", "warning", "note"]

_REFUSED: dict[str, tuple[str, str]] = {
    "script_empty": ("脚本里没有一条情景注入", "There is no inject in the script"),
    "number_twice": ("编号 {number} 用了 {times} 次", "Number {number} is used {times} times"),
    "category_unknown": ("没有“{category}”这个类别", 'There is no category "{category}"'),
    "place_unknown": (
        "地点不在本区，或没有这个网格、楼栋、部件",
        "The place is outside the district, or no such grid, building or facility is known",
    ),
    "area_unknown": ("没有区划 {area}", "There is no area {area}"),
    "person_unknown": ("没有账号或单位“{person}”", 'There is no account or unit "{person}"'),
    "warning_over": ("预警发布时已经失效", "The warning is over before it is issued"),
    "road_opens": ("道路在封闭之前就恢复通行", "The road opens before it is closed"),
    "silent_nobody": (
        "没有说谁失联：请点名，或填区划和人数",
        "Nobody falls silent: name people, or give an area and how many",
    ),
    "track_refused": ("路径会被拒绝，第 {row} 点：", "The track would be refused, point {row}: "),
    "expects_never": (
        "这类注入不会有“{what}”：期望无法达成",
        'Nothing "{what}" ever comes of such an inject: it cannot be met',
    ),
    "expects_value": (
        "期望的响应等级须为 0-4（0 为常态，1 为Ⅰ级），现为“{value}”",
        'The level expected must be 0-4 (0 normal, 1 for level I), not "{value}"',
    ),
    "expects_unknown": ("没有角色、账号或单位“{who}”", 'There is no role, account or unit "{who}"'),
    "expects_role": ("“{who}”做不到“{what}”：这个角色没有该权限", '"{who}" can never do "{what}": that role may not'),
    "flood": (
        "按 {compression:g} 倍压缩，第 {minute} 分钟起的十分钟内有 {count} 条注入：最多 {limit} 条，请降低压缩倍数",
        "At {compression:g} times {count} injects come in the ten minutes from minute {minute}, and {limit} at most",
    ),
    "no_players": ("没有参演人员", "Nobody plays"),
    "no_directors": ("没有导调人员：没人能暂停或停止", "Nobody directs: nobody could pause or stop it"),
    "player_unknown": ("没有账号：{names}", "There is no account: {names}"),
    "player_inactive": ("账号已停用：{names}", "Closed accounts: {names}"),
    "player_twice": ("重复列入：{names}", "Listed twice: {names}"),
    "player_roles": ("没有演练角色：{names}", "Without any role in the drill: {names}"),
    "unit_unknown": ("没有参演单位：{names}", "There is no such unit: {names}"),
    "plan_unknown": (
        "开始时为 {level} 级响应，却没有选定预案",
        "It begins at level {level}, and no response plan is chosen",
    ),
    "contact_none": ("点名抽查的脚本里没有点名", "A contact test's script has no contact in it"),
}

_OVERRIDABLE: dict[str, tuple[str, str]] = {
    "two_places": (
        "按 {compression:g} 倍压缩，“{person}”还没做完编号 {other}，就要在别处办这一条：一个人做不到",
        'At {compression:g} times "{person}" is still busy with number {other} elsewhere when this comes',
    ),
    "level_high": (
        "全区现为真实{level}响应，高于Ⅲ级：不宜开演练；确需进行，请写明理由",
        "The district is really at {level}, above level III: no drill now, unless you say why",
    ),
    "other_drill": ("{names} 正在另一场演练“{drill}”中", 'In another drill now, "{drill}": {names}'),
    "expects_nobody": ("参演人员里没有人能达成“{what}”（{who}）", 'Nobody who plays could fulfil "{what}" ({who})'),
    "told_nobody": ("收信人里没有人参演", "Nobody it is addressed to plays"),
}

_WARNINGS: dict[str, tuple[str, str]] = {
    "unsorted": ("时间早于上一条（编号 {before}）", "It comes before the line above it (number {before})"),
    "title_empty": ("没有标题：导调席会认不出它", "It has no title: directors will not know it by sight"),
    "text_empty": ("没有内容可念、可发", "There are no words to read out or to send"),
    "person_inactive": ("账号“{person}”已停用", 'The account "{person}" is closed'),
    "event_unknown": (
        "预警代码 {event} 不在对照表内：不会建议任何响应等级",
        "Warning code {event} is not in our table: it proposes no level",
    ),
    "phone_real": (
        "来电号码像是真实号码：演练请用虚构号码",
        "The caller's number looks like a real one: use a made-up number",
    ),
    "expects_order": (
        "“{later}”要求在 {later_s} 秒内，早于它之前的“{earlier}”（{earlier_s} 秒）",
        '"{later}" within {later_s} s is sooner than "{earlier}", which comes first ({earlier_s} s)',
    ),
    "dense": (
        "按 {compression:g} 倍压缩，开始后第 {minute} 分钟起的十分钟内有 {count} 条注入，超过每十分钟 {limit} 条",
        "At {compression:g} times {count} injects come in the ten minutes from minute {minute}: more than {limit}",
    ),
    "one_person": (
        "按 {compression:g} 倍压缩，点名要“{person}”在第 {minute} 分钟起的十分钟内做 {count} 件事，超过 {limit} 件",
        'At {compression:g} times "{person}" is asked by name for {count} things in ten minutes, over {limit}',
    ),
    "real_life": (
        "此刻有 {count} 起真实的危及生命事件未结束",
        "{count} real incidents that endanger life are open now",
    ),
    "on_leave": ("演练期间请假：{names}", "On leave while it runs: {names}"),
    "rostered": (
        "演练期间排有真实班次，真实事件会把他们抽走：{names}",
        "On a real shift while it runs; real work will take them out of it: {names}",
    ),
    "not_on_duty": ("现在没有在岗：{names}", "Not on duty now: {names}"),
    "bare": ("{count} 个网格现在所有在岗网格员都参演：{names}", "In {count} grids everybody on duty plays: {names}"),
    "reporter_outside": ("上报人“{person}”没有参演", 'The reporter "{person}" does not play'),
    "silent_outside": ("失联人没有参演：{names}", "Those who fall silent do not play: {names}"),
    "runs_dry": (
        "照近 {hours:g} 小时的真实负荷，到结束 {players} 人只剩约 {left} 人：后面的注入可能无人处置{numbers}",
        "At the real load of the last {hours:g} h about {left} of {players} are left at the end: too few{numbers_en}",
    ),
    "overload": (
        "按 {compression:g} 倍压缩，第 {minute} 分钟同时有 {count} 起要到场处置，而参演的只有 {people} 人能到场",
        "At {compression:g} times {count} incidents need somebody at minute {minute}, and {people} players can go",
    ),
}

_NOTES: dict[str, tuple[str, str]] = {
    "expects_none": ("没有写明期望：评估时无从对照", "Nothing is expected of it: there is nothing to assess"),
    "long": ("全程约 {hours} 小时", "It takes about {hours} hours"),
    "no_observers": ("没有观察员：只能由系统评估", "There are no observers: only the system will assess it"),
    "on_duty": (
        "参演 {players} 人，其中 {count} 人现在真实在岗",
        "{count} of {players} players are really on duty now",
    ),
    "players_left": (
        "能到场 {players} 人，要到场 {incidents} 起；近 {hours:g} 小时真实工作用 {asked}/{there} 人，照此剩 {left} 人",
        "{players} can go, to {incidents} incidents; {asked} of {there} had real work in {hours:g} h: {left} will stay",
    ),
    "players_quiet": (
        "能到场 {players} 人，要到场 {incidents} 起；近来没有真实派单抽人",
        "{players} players can go, to {incidents} incidents; real work has needed nobody lately",
    ),
    "messages_none": (
        "演练不发短信/企业微信：未配置。无人应答的只到屏幕，再由坐席打电话",
        "The drill sends no SMS or messenger message: not configured. Beyond the screen is only an operator's call",
    ),
    "messages_screen": (
        "点名不发短信/企业微信：未配置。没有打开手机端的人收不到",
        "The test sends no SMS or messenger message: not configured. Whoever has the page closed will not hear of it",
    ),
    "messages": (
        "无人应答的，演练会经{ways}发消息，每条以【演练】开头，只发给参演人员",
        "Who does not answer is sent messages by {ways_en}, each beginning with EXERCISE:, to participants only",
    ),
    "tabletop_silent": (
        "桌面推演中的“失联”只在屏幕上表现",
        "In a table-top exercise somebody's silence is shown on screens only",
    ),
}

_BY_WEIGHT: dict[Weight, dict[str, tuple[str, str]]] = {
    "refused": _REFUSED,
    "overridable": _OVERRIDABLE,
    "warning": _WARNINGS,
    "note": _NOTES,
}
WORDS: dict[str, tuple[Weight, str, str]] = {
    code: (weight, *both) for weight, sentences in _BY_WEIGHT.items() for code, both in sentences.items()
}
