// 情况报告：首报、续报、终报、更正。
export const sitrepFacts = {
  SitrepAsked: '情况报告待报',
  SitrepRetimed: '报送时限调整',
  SitrepHandedIn: '街镇报数',
  SitrepReminded: '催报',
  SitrepCut: '截数',
  SitrepItems: '数据明细',
  SitrepLate: '报告逾期未报',
  SitrepSent: '情况报告报出',
  SitrepDropped: '更正稿撤回',
  SitrepChainClosed: '报告归档',
}
export const sitrepMethods = {
  sitrep: { hand_in: '街镇报数', cut: '截数', send: '报送', correct: '更正', drop: '撤稿' },
}
export const sitrep = {
  tab: '情况报告',
  kind: { first: '首报', followup: '续报', final: '终报', correction: '更正' },
  issue: '第 {n} 期',
  dueAt: '{at} 前报出',
  filedAway: '不再更正',
  nothing: '零报告',
  late: '迟报',
  missing: '未报：{streets}',
  item: {
    incident: '事件',
    evacuee: '转移人员',
    shelter: '安置点',
    person: '人员',
    unit: '专业部门',
    tasks: '任务',
    warning: '预警',
    grid: '网格',
    street: '街镇',
  },
}
