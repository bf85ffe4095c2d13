// Alerts to staff.
export const alertFacts = { AlertSent: '发出通知', AlertRead: '已读通知', AlertEnded: '通知结束' }
export const alertMethods = { alert_send: '发通知', alert_read: '已读通知', alert_withdraw: '撤回通知' }
export const alert = {
  tab: '通知',
  none: '现在没有通知',
  send: '发出通知',
  level: { urgent: '紧急', warning: '提醒', info: '告知' },
  ended: { over: '到期', withdrawn: '撤回' },
  to: '发给',
  group: '小组',
  anyGroup: '不限小组',
  role: { worker: '网格员', supervisor: '社区和街道', operator: '受理员', coordinator: '派遣员' },
  onDuty: '只发在岗的人',
  text: '写给所有人的话，先写要做什么',
  hours: '有效 {n} 小时',
  read: '{n} / {all} 已读',
  by: '{name} 发出',
  until: '到 {time}',
  withdraw: '撤回',
  why: '撤回的理由',
  mark: '我已读',
  sending: '正在告知已读…',
}
