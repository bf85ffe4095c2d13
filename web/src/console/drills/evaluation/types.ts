// What `/api/drills/{id}/evaluation` answers: as `command/domain/drill/evaluation` has it. What is as usual is left out.
export const OUTCOMES = ['met', 'late', 'missed', 'open', 'not_given'] as const
export type Outcome = (typeof OUTCOMES)[number]
export interface Assessed {
  inject: string
  number: number
  index: number
  expectation: { what: string; within_s: number; who?: string; value?: string; note?: string }
  given_at?: string
  at?: string
  took_s?: number
  by?: string
  outcome?: Outcome
}
export interface Injected {
  id: string
  number: number
  title: string
  kind: string
  offset_s: number
  state: 'planned' | 'held' | 'skipped' | 'given'
  due: string
  given_at?: string
  late_s?: number
  why?: string
  added_by?: string
  repeats?: string
  incident?: string
  incident_number?: number
  to?: string[]
  answered?: number
  expected?: Assessed[]
}
export interface Counted {
  what: string | null
  met: number
  late: number
  missed: number
  open: number
  not_given: number
  p50: number | null
  p90: number | null
  limit_s: number | null
}
export interface Cell {
  n?: number
  of?: number
  value?: number | null
  p90?: number | null
}
export interface Member {
  person: string
  name?: string
  part?: 'player' | 'director' | 'observer'
  roles?: string[]
  areas?: string[]
  offered?: number
  accepted?: number
  declined?: number
  unanswered?: number
  silent?: number
  failed?: number
  not_reached?: number
  lost?: number
  absent?: number
  taken_at?: string
  taken_why?: string
}
export interface Moment {
  number: number
  at: string
  offset_s: number
  kind: string
  inject?: number
  who?: string
  level?: number
  incident?: string
  text?: string
}
export interface Asked {
  inject: string
  person: string
  name?: string
  role?: string
  area?: string
  at: string
  took_s?: number
  way?: 'screen' | 'messenger' | 'sms' | 'call'
  taken?: boolean
}
export interface Contacts {
  asked?: number
  answered?: number
  in_time?: number
  taken?: number
  within_s?: number
  p50?: number
  p90?: number
  ways?: Record<string, number>
}
export interface Pause {
  start: string
  end: string | null
  why: string
}
export interface Evaluation {
  exercise: string
  plan: { name: string; form?: string; goal?: string; level?: number; compression?: number }
  script: string
  started_at: string
  as_of: string
  ended_at: string | null
  end_why: string | null
  lasted_s: number
  paused_s: number
  pauses: Pause[]
  upto: number
  people: Member[]
  names: Record<string, string>
  injects: Injected[]
  counts: Counted[]
  timeline: Moment[]
  asked: Asked[]
  contacts: Contacts
}
export interface Earlier {
  exercise: string
  name: string
  started_at: string
  counts: Counted
  contacts: Contacts
}
export interface Comparison {
  earlier: Earlier[]
  real: { start: string; end: string } | null
  rows: { figure: string; priority: number; this: Cell; earlier: (Cell | null)[]; real: Cell | null }[]
}
export interface Note {
  id: string
  at: string
  text: string
  inject?: string
  seen?: boolean
  by: string
  by_name?: string
}
export interface Improvement {
  id: string
  text: string
  owner?: string
  owner_name?: string
  due?: string
  done?: boolean
  done_at?: string
}
export interface Problem {
  kind: string
  inject?: number
  title?: string
  what?: string
  who?: string
  over_s?: number
  people?: string[]
  times?: number
}
export interface Outstanding {
  exercise: string
  drill: string
  started_at: string
  id: string
  text: string
  owner?: string
  owner_name?: string
  due?: string
  overdue?: boolean
}
export interface Shown {
  evaluation: Evaluation
  comparison: Comparison
  said: {
    upto: number
    notes: Note[]
    improvements: Improvement[]
    conclusion: string
    concluded_at: string | null
    concluded_by: string
  }
  /** What earlier drills were to make better, and is not done now: the overdue first. */
  outstanding: Outstanding[]
  problems: Problem[]
  areas: Record<string, string>
  hash: string
  frozen: boolean
  made_at: string
  may_write: boolean
}

export const all = (one: Counted): number => one.met + one.late + one.missed + one.open + one.not_given
export const judged = (one: Counted): number => one.met + one.late + one.missed
export const rateOf = (one: Counted): number | null => (judged(one) ? one.met / judged(one) : null)
/** Whether anything that was meant for them got no answer. */
export const wasUnreachable = (one: Member): boolean =>
  !!(one.unanswered || one.silent || one.not_reached || one.lost || one.absent)
/** The gravest thing that came of an inject. */
export function worst(one: Injected): Outcome {
  const found = new Set((one.expected ?? []).map((each) => each.outcome ?? 'open'))
  return (['missed', 'late', 'open', 'met'] as const).find((each) => found.has(each)) ?? 'open'
}
/** Seconds as people say them: 45″, 3′20″, 2:05:00. */
export function lasting(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return '–'
  const whole = Math.round(seconds)
  const two = (n: number) => String(n).padStart(2, '0')
  if (whole < 3600) return `${Math.floor(whole / 60)}′${two(whole % 60)}″`
  return `${Math.floor(whole / 3600)}:${two(Math.floor((whole % 3600) / 60))}:${two(whole % 60)}`
}
/** Seconds of the exercise's clock from its start: pauses are not counted. */
export function offsetOf(made: Evaluation, at: string): number {
  const end = Date.parse(at)
  const start = Date.parse(made.started_at)
  const stood = made.pauses.map((one) => {
    const until = one.end ? Date.parse(one.end) : end
    return Math.max(0, Math.min(until, end) - Math.max(Date.parse(one.start), start))
  })
  return Math.max(0, end - start - stood.reduce((a, b) => a + b, 0)) / 1000
}
