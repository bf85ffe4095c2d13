// Alerts to staff.
export const alertFacts = { AlertSent: 'Alert sent', AlertRead: 'Alert read', AlertEnded: 'Alert over' }
export const alertMethods = {
  alert_send: 'Alert',
  alert_read: 'Alert read',
  alert_withdraw: 'Withdraw alert',
}
export const alert = {
  tab: 'Alerts',
  none: 'No alert now',
  send: 'Send the alert',
  level: { urgent: 'Urgent', warning: 'Warning', info: 'Notice' },
  ended: { over: 'Over', withdrawn: 'Withdrawn' },
  to: 'To',
  role: {
    worker: 'Grid workers',
    supervisor: 'Communities and streets',
    operator: 'Operators',
    coordinator: 'Coordinators',
  },
  group: 'Group',
  anyGroup: 'Any group',
  onDuty: 'Only those on duty',
  text: 'What everybody is to read; first what to do',
  hours: 'Holds for {n} h',
  read: '{n} of {all} have read it',
  by: 'by {name}',
  until: 'until {time}',
  withdraw: 'Withdraw',
  why: 'Why it is withdrawn',
  mark: 'I have read it',
  sending: 'Telling them…',
}
