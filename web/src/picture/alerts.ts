// Alerts to staff: on the desks how many have read them, on a phone those that are not read yet.
import type { AlertEnded, AlertRead, AlertSent, AlertView, AnyFact, SentAlert } from '@/wire/generated'

export interface Alerts {
  readonly alerts: ReadonlyMap<string, SentAlert>
}
export type AlertFact = AlertSent | AlertRead | AlertEnded

export const isAlertFact = (fact: AnyFact): fact is AlertFact =>
  fact.type === 'AlertSent' || fact.type === 'AlertRead' || fact.type === 'AlertEnded'

export function alertStep(p: { alerts: Map<string, SentAlert> }, fact: AlertFact): void {
  if (fact.type === 'AlertEnded') {
    p.alerts.delete(fact.alert)
  } else if (fact.type === 'AlertRead') {
    const known = p.alerts.get(fact.alert)
    if (known) p.alerts.set(fact.alert, { ...known, read: known.read + 1 })
  } else {
    p.alerts.set(fact.alert, {
      id: fact.alert,
      area: fact.area,
      level: fact.level,
      text: fact.text,
      by_name: fact.by_name ?? '',
      sent_at: fact.at,
      until: fact.until,
      people: fact.people,
      read: 0,
    })
  }
}

/** What waits to be read on the phone of `me`. Whoever sends an alert hears of it too, without being told by it. */
export function unreadOf(me: string, unread: readonly AlertView[], fact: AlertFact): readonly AlertView[] {
  if (fact.type === 'AlertRead' && fact.person !== me) return unread
  const rest = unread.filter((one) => one.alert !== fact.alert)
  if (fact.type !== 'AlertSent' || fact.by === me) return rest
  const { alert, level, text, at: sent_at, until } = fact
  return [...rest, { alert, level, text, by_name: fact.by_name ?? '', sent_at, until }]
}
