// Reports and incidents: the same steps as command/domain/fold/incidents.py.
import type { ButtonPressed, IncidentFiled, IncidentReferred, ReportMerged } from '@/wire/generated'
import type { PictureIncident } from '@/wire/replies'
import { change } from './change'
import { changeIncident, type Draft } from './draft'

/** How an incident stands while nobody has been asked to take it. */
export const untaken = () => ({
  status: 'filed' as const,
  offer: null,
  assignment: null,
  handler: null,
  tried: {},
  tally: null,
  level: 0,
  asked_grid: null,
  skipped: [],
  lacking: '',
  handle_by: null,
  held: null,
  slots: [],
  crew: {},
  awaits: null,
  tier: 'grid' as const,
  seen: null,
})

export const filed = (fact: IncidentFiled): PictureIncident => ({
  ...untaken(),
  id: fact.incident,
  number: fact.number,
  category: fact.category,
  disposition: fact.disposition,
  priority: fact.priority,
  reasons: fact.reasons ?? [],
  place: fact.place,
  text: fact.text ?? '',
  photos: fact.photos ?? [],
  reporters: fact.reporter ? [fact.reporter] : [],
  caller: fact.caller ?? null,
  reports: 1,
  filed_at: fact.at,
  last_report_at: fact.at,
  changed_at: fact.at,
  next: fact.next ?? null,
  press: null,
  referrals: [],
  limits: fact.limits ?? null,
  need: fact.need ?? null,
  callers: [],
  loop: null,
})

export function pressed(p: Draft, fact: ButtonPressed): void {
  changeIncident(p, fact.incident, () => ({
    press: {
      id: fact.press,
      device: fact.device ?? '',
      device_name: fact.device_name ?? '',
      button: fact.button,
      resident: fact.resident ?? null,
      resident_name: fact.resident_name ?? '',
      pressed_at: fact.pressed_at,
    },
  }))
}

export function referred(p: Draft, fact: IncidentReferred): void {
  changeIncident(p, fact.incident, (i) => ({
    changed_at: fact.at,
    referrals: [
      ...(i.referrals ?? []),
      {
        to: fact.to,
        reference: fact.reference ?? '',
        by: fact.by,
        by_name: fact.by_name ?? '',
        at: fact.at,
        id: fact.referral ?? '',
        acknowledged_at: null,
        closed_at: null,
        outcome: '',
      },
    ],
  }))
}

const hasCalled = ({ caller, callers }: PictureIncident, phone: string): boolean =>
  [caller, ...(callers ?? [])].some((one) => one?.phone === phone)

export function merged(p: Draft, fact: ReportMerged): void {
  const incident = p.incidents.get(fact.incident)
  if (!incident) return
  const reporters = incident.reporters ?? []
  changeIncident(p, fact.incident, () => ({
    reports: incident.reports + 1,
    last_report_at: fact.at,
    changed_at: fact.at,
    reporters:
      !fact.reporter || reporters.includes(fact.reporter) ? reporters : [...reporters, fact.reporter],
    ...(fact.caller?.phone && !hasCalled(incident, fact.caller.phone)
      ? { callers: [...(incident.callers ?? []), { name: fact.caller.name ?? '', phone: fact.caller.phone }] }
      : {}),
    ...(fact.raised
      ? {
          priority: fact.priority,
          reasons: fact.reasons ?? [],
          limits: fact.limits ?? incident.limits,
          need: fact.need ?? incident.need,
          handle_by: fact.handle_by ?? incident.handle_by,
        }
      : {}),
    ...(fact.next ? { next: fact.next } : {}),
  }))
  if (fact.raised) raiseWork(p, incident, fact)
}

/** Whoever is asked or on their way hears of the new priority. */
function raiseWork(p: Draft, incident: PictureIncident, fact: ReportMerged): void {
  const { priority } = fact
  const answerBy = fact.next?.kind === 'answer' ? { answer_by: fact.next.due } : {}
  change(p.offers, incident.offer ?? '', () => ({ priority, ...answerBy }))
  change(p.assignments, incident.assignment ?? '', () => ({ priority }))
  for (const id of incident.slots ?? []) {
    const slot = p.slots.get(id)
    change(p.offers, slot?.offer ?? '', () => ({ priority }))
    change(p.assignments, slot?.assignment ?? '', () => ({ priority }))
  }
}
