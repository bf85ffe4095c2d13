// A drill, as its own picture holds it: how it stands, and the notices that its injects put on screens. The same steps as
// command/domain/fold/drill.py. Injects and participants are asked for over HTTP, and anew when one of these comes.
import type { AnyFact, Drill, DrillResumed, InjectGiven, Notice, Unit } from '@/wire/generated'
import type { PictureIncident } from '@/wire/replies'
import { change } from './change'

export interface Drilled {
  readonly drills: ReadonlyMap<string, Drill>
  readonly notices: ReadonlyMap<string, Notice>
}
export interface DrilledDraft {
  drills: Map<string, Drill>
  notices: Map<string, Notice>
}
export const undrilled = (): DrilledDraft => ({ drills: new Map(), notices: new Map() })
export const DRILL = 'drill'
const TYPES = [
  'DrillStarted',
  'CarriedOver',
  'ParticipantJoined',
  'ParticipantTaken',
  'ParticipantBack',
  'ParticipantSilenced',
  'ParticipantHeard',
  'InjectPlanned',
  'InjectGiven',
  'InjectHeld',
  'InjectReleased',
  'InjectSkipped',
  'InjectAnswered',
  'NoticeOver',
  'DrillPaused',
  'DrillResumed',
  'DrillEnded',
  'ObserverNoted',
  'ImprovementSet',
  'ConclusionWritten',
] as const
const known: ReadonlySet<string> = new Set(TYPES)
export type DrillFact = Extract<AnyFact, { type: (typeof TYPES)[number] }>
export const isDrillFact = (fact: AnyFact): fact is DrillFact => known.has(fact.type)

/** Kinds of inject that are notices on screens. */
const NOTICES: ReadonlySet<string> = new Set(['message', 'call', 'order', 'contact', 'road'])
/** What goes on outside whether the drill stands still or not. */
const WEATHER: ReadonlySet<string> = new Set(['warnings', 'cancels', 'storms'])

export function drillStep(p: DrilledDraft, fact: DrillFact): void {
  switch (fact.type) {
    case 'DrillStarted': {
      const { participants: _, ...plan } = fact.plan
      p.drills.set(DRILL, {
        id: DRILL,
        drill: fact.drill,
        plan,
        script: fact.script ?? '',
        by: fact.by,
        by_name: fact.by_name ?? '',
        state: 'running' as const,
        started_at: fact.at,
        paused_at: null,
        paused_why: null,
        paused_s: 0,
        pauses: [],
        ended_at: null,
        ended_why: null,
      })
      return
    }
    case 'InjectGiven':
      if (NOTICES.has(fact.kind ?? '') && fact.to?.length && !fact.failed)
        p.notices.set(fact.inject, noticed(fact))
      return
    case 'InjectAnswered':
      return change(p.notices, fact.inject, ({ answered }) => ({
        answered: answered.includes(fact.person) ? answered : [...answered, fact.person],
      }))
    case 'NoticeOver':
      p.notices.delete(fact.notice)
      return
    case 'DrillPaused':
      return change(p.drills, DRILL, () => ({
        state: 'paused' as const,
        paused_at: fact.at,
        paused_why: fact.why,
      }))
    case 'DrillResumed':
      return change(p.drills, DRILL, ({ paused_s, pauses }) => ({
        state: 'running' as const,
        paused_at: null,
        paused_why: null,
        paused_s: paused_s + fact.shift_s,
        pauses: [...pauses, { since: fact.paused_at, until: fact.at }],
      }))
    case 'DrillEnded':
      for (const [id, one] of p.notices) p.notices.set(id, { ...one, due: null })
      return change(p.drills, DRILL, () => ({
        state: 'over' as const,
        paused_at: null,
        paused_why: null,
        ended_at: fact.at,
        ended_why: fact.why,
      }))
  }
}

const noticed = (fact: InjectGiven): Notice => ({
  id: fact.inject,
  number: fact.serial,
  kind: fact.kind ?? '',
  at: fact.at,
  to: fact.to ?? [],
  text: fact.text ?? '',
  place: fact.place ?? null,
  areas: fact.areas ?? [],
  due: fact.until ?? null,
  answer: fact.answer ?? false,
  answered: [],
  caller: fact.caller ?? null,
})

/** What a drill begins with of the district's: screens fold units alone of it. */
export function carried(units: Map<string, Unit>, kind: string, things: Record<string, unknown>): void {
  if (kind !== 'units') return
  for (const [id, one] of Object.entries(things)) units.set(id, one as Unit)
}

interface Due {
  due?: string | null
}
type Later = <T extends string | null | undefined>(due: T) => T

/** How far a drill's dues move when it goes on: what was due before it stood still is overdue still. */
export function laterBy({ paused_at, shift_s }: DrillResumed): Later {
  const after = Date.parse(paused_at)
  return ((due: string | null | undefined) => {
    if (!due || Date.parse(due) <= after) return due
    return new Date(Date.parse(due) + shift_s * 1000).toISOString().replace(/\.000Z$/, 'Z')
  }) as Later
}

export const incidentLater = (one: PictureIncident, later: Later): PictureIncident => ({
  ...one,
  handle_by: later(one.handle_by),
  next: one.next ? { ...one.next, due: later(one.next.due) } : one.next,
})

/** Everything with a time of its own, but the weather. */
export function putOff(p: Record<string, unknown>, later: Later): void {
  for (const [member, map] of Object.entries(p)) {
    if (!(map instanceof Map) || WEATHER.has(member)) continue
    const things = map as Map<string, Due>
    for (const [id, one] of things) {
      const due = later(one.due)
      if (due !== one.due) things.set(id, { ...one, due })
    }
  }
}
