// Drills as documents, and who is chosen for one; without a screen but for what it asks of the server.
import { reactive } from 'vue'
import { ask, get } from '@/link/http'
import type { Person } from '@/wire/replies'
import type { Inject, Review, Script } from './api'

export type Form = 'tabletop' | 'live' | 'contact'
export type Scope = 'single' | 'combined'
export type Purpose = 'test' | 'demonstration' | 'research'
export type DrillState = 'draft' | 'running' | 'paused' | 'over'
export type Part = 'player' | 'director' | 'observer'
export interface Participant {
  person: string
  part?: Part
  roles?: string[]
  areas?: string[]
  layout?: 'whole' | 'region'
}
export interface DrillPlan {
  name: string
  form?: Form
  scope?: Scope
  purpose?: Purpose
  goal?: string
  compression?: number
  participants?: Participant[]
  units?: string[]
  level?: number
  response_plan?: string
  sign_in?: boolean
  overridden?: string
}
export interface DrillLine {
  id: string
  state: DrillState
  plan: DrillPlan
  script: string
  injects: number
  people: Partial<Record<Part, number>>
  version: number
  changed_by: string
  changed_at: string
  started_at: string | null
  ended_at: string | null
  /** Over, and without an evaluation yet: how often making it has failed. */
  unmade?: number | null
}
export interface DrillDocument {
  id: string
  state: DrillState
  plan: DrillPlan
  script: Script
  version: number
  started_at: string | null
  ended_at: string | null
  has_code?: boolean
}

const at = (id: string) => `/api/drills/${encodeURIComponent(id)}`
export const listDrills = () => get<{ drills: DrillLine[]; names: Record<string, string> }>('/api/drills')
export const loadDrill = (id: string) => get<DrillDocument>(at(id))
export const saveDrill = (id: string, version: number, plan: DrillPlan, script: Script) =>
  id
    ? ask<DrillDocument>('PUT', at(id), { plan, script, version })
    : ask<DrillDocument>('POST', '/api/drills', { plan, script })
export const dropDrill = (id: string, version: number) => ask<void>('DELETE', `${at(id)}?version=${version}`)
export const checkDrill = (id: string, plan: DrillPlan, script: Script) =>
  ask<Review>('POST', `${at(id)}/check`, { plan, script })
export const startDrill = (id: string, version: number) =>
  ask<unknown>('POST', `${at(id)}/start`, { version })

/** A new code by which units and residents join; the one before is worth nothing any more. */
export const makeCode = (id: string) => ask<{ code: string }>('POST', `${at(id)}/code`, {})
/** Codes that this console made: told once, the server keeps only their hashes. */
export const codes = reactive(new Map<string, string>())

/** As what somebody may play: their own roles, of those that a drill has work for. */
const PLAYED = ['worker', 'supervisor', 'operator', 'coordinator', 'unit', 'kiosk']
export const canPlay = (person: Pick<Person, 'roles'>): boolean =>
  person.roles.some((role) => PLAYED.includes(role))

/** Somebody as a participant: a player is in the drill what they really are. */
export function asPart(person: Pick<Person, 'id' | 'roles' | 'areas'>, part: Part): Participant {
  if (part !== 'player') return { person: person.id, part, roles: [], areas: [] }
  const roles = person.roles.filter((role) => PLAYED.includes(role))
  return { person: person.id, part, roles, areas: person.areas.slice(0, 400) }
}

/** The list with these people in it too; nobody is in it twice, and whoever was keeps what they were. */
export function joined(list: Participant[], more: Participant[]): Participant[] {
  const there = new Set(list.map((one) => one.person))
  return [...list, ...more.filter((one) => !there.has(one.person) && there.add(one.person))]
}

/** An inject as it stands, with what became of what was expected of it. Times UTC, of the drill's clock. */
export interface Assessed {
  number: number
  index: number
  expectation: { what: string; within_s: number; who?: string; value?: string; note?: string }
  given_at?: string | null
  at?: string | null
  took_s?: number | null
  by?: string
  outcome?: 'met' | 'late' | 'missed' | 'open' | 'not_given'
}
export interface Injected {
  id: string
  number: number
  title: string
  kind: string
  offset_s: number
  state: 'planned' | 'held' | 'skipped' | 'given'
  due: string
  given_at?: string | null
  late_s?: number
  why?: string
  added_by?: string
  repeats?: string
  incident_number?: number
  to?: string[]
  answered?: number
  expected?: Assessed[]
}
export interface Live {
  evaluation: {
    started_at: string
    ended_at?: string | null
    end_why?: string | null
    paused_s: number
    pauses: { start: string; end?: string | null; why?: string }[]
    as_of: string
    people: { person: string; name?: string; part?: Part; taken_at?: string | null; taken_why?: string }[]
    names: Record<string, string>
    injects: Injected[]
  }
  may_write: boolean
}
export const loadLive = (id: string) => get<Live>(`${at(id)}/evaluation`)

/** Somebody in the drill as they stand; `guest`: joined by the sign-in code, `silent`: an inject silenced them. */
export interface Joined {
  id: string
  participant: Participant
  name: string
  guest?: boolean
  out_why?: string | null
  since: string
  silent?: string
}
/** An inject to come that nobody is left for; `who`: of whom it is expected, a role or an id. */
export interface Unplayable {
  inject: string
  number: number
  why: 'nobody_told' | 'nobody_goes' | 'nobody_files' | 'nobody_does'
  who: string
}
/** Whether it has people left to play it: those who can go, those who steer, and what nobody is left for. */
export interface Dryness {
  level: 'enough' | 'low' | 'dry'
  players: number
  left: number
  real: number
  steering: number
  steering_left: number
  left_at_end: number | null
  unplayable: Unplayable[]
}
/** How the drill stands: its injects with what they hold, and who is in it. */
export interface Standing {
  id: string
  state: DrillState
  now: string
  drill: (Omit<DrillPlan, 'participants'> & { plan: DrillPlan; script: string }) | null
  participants: Joined[]
  /** Messengers and SMS that it may use beyond the screen. */
  ways?: string[]
  has_code?: boolean
  dry?: Dryness | null
  injects: { id: string; inject: Inject }[]
}
export const loadStanding = (id: string) => get<Standing>(`${at(id)}/progress`)

/** What a director does while it runs; each is stored in the drill's own ledger before it is answered. */
export type Control =
  'hold' | 'release' | 'skip' | 'repeat' | 'add' | 'pause' | 'resume' | 'stop' | 'take' | 'readmit' | 'note'
export function control(id: string, what: Control, data: Record<string, unknown> = {}): Promise<unknown> {
  const { inject, person, ...rest } = data
  const send = (path: string, body: unknown = rest) => ask<unknown>('POST', `${at(id)}/${path}`, body)
  switch (what) {
    case 'hold':
    case 'release':
    case 'skip':
    case 'repeat':
      return send(`injects/${encodeURIComponent(String(inject))}/${what}`)
    case 'add':
      return send('injects', data)
    case 'take':
    case 'readmit':
      return send(`participants/${encodeURIComponent(String(person))}/${what}`)
    case 'note':
      return send('notes')
    default:
      return send(what)
  }
}

/** What is still to come, the next first; those that are held back come before all, for they wait for somebody. */
export function toCome(injects: Injected[]): Injected[] {
  const waits = injects.filter((one) => one.state === 'planned' || one.state === 'held')
  const rank = (one: Injected) => (one.state === 'held' ? 0 : 1)
  return waits.sort((a, b) => rank(a) - rank(b) || a.due.localeCompare(b.due) || a.number - b.number)
}
/** What has come or was skipped, the latest first. */
export const come = (injects: Injected[]): Injected[] =>
  injects
    .filter((one) => one.state === 'given' || one.state === 'skipped')
    .sort((a, b) => (b.given_at ?? b.due).localeCompare(a.given_at ?? a.due) || b.number - a.number)

/** True seconds since STARTEX, without the pauses. */
export function elapsedS(live: Live['evaluation'], now: number): number {
  const until = live.ended_at ? Date.parse(live.ended_at) : now
  const open = live.pauses.find((one) => !one.end)
  const standing = open ? Math.max(0, until - Date.parse(open.start)) / 1000 : 0
  const before = live.pauses
    .filter((one) => one.end)
    .reduce((sum, one) => sum + (Date.parse(one.end!) - Date.parse(one.start)) / 1000, 0)
  return Math.max(0, (until - Date.parse(live.started_at)) / 1000 - before - standing)
}
