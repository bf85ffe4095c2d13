// Facts for tests, as short as they can be.
import type {
  AssignmentChanged,
  AssignmentMade,
  IncidentClosed,
  IncidentFiled,
  NobodyAvailable,
  OfferClosed,
  OfferMade,
  ReportMerged,
} from '@/wire/generated'

type Priority = 1 | 2 | 3 | 4
const entry = (number: number) => ({
  number,
  at: `2026-09-01T01:00:${String(number).padStart(2, '0')}Z`,
  district: '460107',
})
const place = { lat: 20, lon: 110.4, grid: '460107001001001' }
const next = (due = '2026-09-01T02:30:00Z') => ({ kind: 'dispatch' as const, round: 1, step: 1, due })
const job = { category: 'event.0406', place, grid: place.grid }

export const filed = (
  number: number,
  incident = 'i1',
  priority: Priority = 3,
  due?: string,
): IncidentFiled => ({
  ...entry(number),
  type: 'IncidentFiled',
  incident,
  report: `r${number}`,
  category: 'event.0406',
  disposition: 'help',
  priority,
  reasons: ['ordinary'],
  place,
  reporter: 'p9',
  reported_at: '2026-09-01T01:00:00Z',
  next: next(due),
})
export const merged = (number: number, priority: Priority): ReportMerged => ({
  ...entry(number),
  type: 'ReportMerged',
  incident: 'i1',
  report: `r${number}`,
  category: 'event.0406',
  disposition: 'help',
  priority,
  raised: true,
  reasons: ['hazard_life'],
  place,
  reporter: 'p8',
  reported_at: '2026-09-01T01:00:00Z',
})
export const offered = (number: number, offer = 'o1', person = 'p1'): OfferMade => ({
  ...entry(number),
  ...job,
  type: 'OfferMade',
  incident: 'i1',
  offer,
  person,
  priority: 3,
  reason: { tier: 'own_grid' },
  answer_by: '2026-09-01T02:10:00Z',
  next: next(),
})
export const offerClosed = (number: number, offer = 'o1'): OfferClosed => ({
  ...entry(number),
  type: 'OfferClosed',
  offer,
  incident: 'i1',
  person: 'p1',
  why: 'expired',
})
export const assigned = (number: number): AssignmentMade => ({
  ...entry(number),
  ...job,
  type: 'AssignmentMade',
  assignment: 'a1',
  offer: 'o1',
  incident: 'i1',
  person: 'p1',
  priority: 3,
  next: next(),
})
export const changed = (number: number, to: AssignmentChanged['to']): AssignmentChanged => ({
  ...entry(number),
  type: 'AssignmentChanged',
  assignment: 'a1',
  incident: 'i1',
  person: 'p1',
  to,
})
export const nobody = (number: number, incident = 'i1'): NobodyAvailable => ({
  ...entry(number),
  ...job,
  type: 'NobodyAvailable',
  incident,
  priority: 4,
  tally: { people: 3, off_duty: 3 },
  next: next('2026-09-01T02:20:00Z'),
})
export const closed = (number: number): IncidentClosed => ({
  ...entry(number),
  type: 'IncidentClosed',
  incident: 'i1',
  outcome: 'handled',
})
