// 叫应：逐人呼叫，直到有人应答。
export const summonsFacts = {
  PeopleSummoned: '逐人叫应',
  SummonsWidened: '未应答，扩大叫应',
  SummonsAnswered: '已应答叫应',
  SummonsEnded: '叫应结束',
}
export const summonsMethods = { summons_answer: '应答叫应' }
export const summons = {
  title: '叫应',
  none: '没有在叫应的人',
  kind: {
    outdoors: '高峰时在室外',
    arrivals: '转移未到',
    proposal: '响应建议无人决定',
    recall: '召回未应答',
  },
  onWall: {
    outdoors: '高峰在室外，未报平安 {n} 人',
    arrivals: '转移未到，正在叫 {n} 人查找',
    proposal: '响应建议无人决定，正在叫 {n} 人',
    recall: '召回未应答 {n} 人',
  },
  word: {
    coming: '马上来',
    cannot: '来不了',
    came: '已到岗',
    indoors: '已在室内',
    seen: '知道了',
    off_duty: '已下岗',
  },
  unheard: '未应答 {n} 人',
  asks: '已叫 {names}',
  turn: '第 {n} 次',
  answerFor: '代为应答',
  answerWhy: '依据（如：电话接通，已在居委会）',
  field: {
    outdoors: '大风高峰：请立即进室内',
    outdoorsText: '您所在网格大风高峰已到。请马上停止室外作业，进入最近的坚固建筑，然后点下面的按钮。',
    missing: '您的人员在室外未应答',
    missingText: '请设法联系：{names}。联系上后由值班员或您代为报平安。',
    recall: '应急响应召回',
    recallText: '已启动应急响应，请到岗。现在回答能不能来。',
    recallMissing: '您的人员未应答召回',
    arrivals: '转移人员未按时到达',
    arrivalsText: '名单上有 {n} 户（人）已转移但未到安置点，请打开转移名单逐一查找。',
    proposal: '响应建议无人决定',
    proposalText: '有预警建议启动或调整应急响应，至今无人决定，请打开指挥台处理。',
    sending: '正在报…',
    why: '来不了的原因',
    send: '报告来不了',
  },
}
