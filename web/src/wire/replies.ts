// Answers of the server that are not generated: receipts, the age of the picture, HTTP bodies.
import type { Part } from '@/drill/parts'
import type {
  AnyFact,
  Assignment,
  AssignmentMade,
  AssignmentView,
  AttentionItem,
  Flood,
  Incident,
  OfferMade,
  OfferView,
  RefusalInfo,
  Referral,
} from './generated'

export interface User {
  id: string
  name: string
  roles: string[]
  areas: string[]
  language?: string
  watch_leader?: boolean
}
export interface Session {
  token: string
  expires_at: string
  user: User
}

/** The first answer of a socket. */
export interface Welcome {
  user: User | string
  district: string
  server_time: string
  epoch: string
  /** The exercises that this person is in now. */
  exercises?: Part[]
  /** Seconds of the district's clock in a second; only in a demo that rehearses by a clock of its own. */
  clock_rate?: number
}

/** A kiosk's facts leave these out; its picture fills in blanks. */
type Hidden =
  | 'text'
  | 'photos'
  | 'reporters'
  | 'caller'
  | 'tried'
  | 'reasons'
  | 'press'
  | 'referrals'
  | 'loop'
  | 'limits'
  | 'handle_by'
  | 'slots'
  | 'crew'
  | 'awaits'
  | 'tier'
  | 'seen'
  | 'held'
  | 'need'
  | 'asked_grid'
  | 'callers'
  | 'skipped'
  | 'lacking'
export type PictureIncident = Omit<Incident, Hidden> & Partial<Pick<Incident, Hidden>>

/** An offer or assignment of this phone, from the snapshot or from its fact. */
type Fields<F> = { priority: 1 | 2 | 3 | 4 } & Partial<Omit<F, 'priority'>>
export type StaffOffer = Omit<OfferView, 'priority' | 'number' | 'person' | 'made_at'> & Fields<OfferMade>
export type StaffAssignment = Omit<
  AssignmentView,
  | 'priority'
  | 'number'
  | 'person'
  | 'made_at'
  | 'changed_at'
  | 'status'
  | 'handle_by'
  | 'rework'
  | 'reason'
  | 'asked'
  | 'extensions'
  | 'returns'
  | 'ruled'
> &
  Fields<AssignmentMade> & { status: Assignment['status'] } & Partial<
    Pick<AssignmentView, 'asked' | 'extensions' | 'returns' | 'ruled'>
  >

/** What waits in the inbox, as `picture.age` tells it. `writer`: somebody is deciding. */
export interface Waiting {
  urgent: number
  routine: number
  oldest_s: number
  writer: boolean
  auditor?: boolean
  without_deadline?: number
}
/** `picture.age`: how far the hub is behind the ledger (null: it does not know), and which parts work. */
export interface PictureAge {
  position: number
  behind_s: number | null
  server_time: string
  redis: boolean
  database: boolean
  lag?: Waiting | null
}

/** What a durable request is answered with. `stored` and `refused` repeat an outcome that is already known. */
export interface Receipt {
  id: string
  status: 'accepted' | 'stored' | 'refused'
  receipt?: string
  resend_after?: number
  refusal?: RefusalInfo
  [outcome: string]: unknown
}

export interface Category {
  code: string
  name: string
  name_en: string
  group: string
  group_en: string
  urgent: boolean
  kind: 'component' | 'event' | 'grid'
}
export interface Person {
  id: string
  name: string
  roles: string[]
  areas: string[]
  on_duty: boolean
}
export interface IncidentPage {
  incidents: PictureIncident[]
  next: string | null
}
export type Level = 'district' | 'street' | 'community' | 'grid'
export type FirstLine = Referral['to']
/** The file of a person in special need. Asking for it is recorded. */
export interface ResidentFile {
  id: string
  name: string
  kind: string
  birth_year: number
  phone: string
  grid: string
  address: string
  street: string
  building: string
  lat: number | null
  lon: number | null
  worker: { id: string; name: string; on_duty: boolean } | null
  family: { name: string; relation: string; phone: string }
  medical: string
  device: string | null
  synthetic: boolean
}
export interface AreaProperties {
  code: string
  name: string
  name_en: string
  level: Level
  parent: string | null
  /** Made up for the demo: says so wherever it is drawn. */
  synthetic?: boolean
}
export interface AreaFeature {
  type: 'Feature'
  properties: AreaProperties
  geometry: { type: string; coordinates: unknown }
}
export interface Areas {
  type: 'FeatureCollection'
  features: AreaFeature[]
}
export interface IncidentFile {
  incident: PictureIncident
  timeline: AnyFact[]
}

/** One way to somebody: whether it could work now, and how we know. */
export interface ReachRung {
  way: 'socket' | 'messenger' | 'sms' | 'call' | 'report'
  could: boolean
  how: string
  at: string | null
}
export interface PersonReach {
  person: string
  name: string
  areas: string[]
  on_duty: boolean
  rungs: ReachRung[]
  heard_at: string | null
  answered_at: string | null
  position: { lat: number; lon: number; at: string } | null
  reported: string
}
export interface ReachList {
  at: string
  hears: boolean
  people: PersonReach[]
  grids: {
    grid: string
    contact: {
      state: 'contact' | 'thin' | 'lost' | 'unstaffed'
      why: string
      since: string | null
      on_duty: number
      alive: number
    }
  }[]
}

/** `/api/statistics`: a count has `n`; a rate `n` of `of` and `value`; a time `of` cases, P50 `value` and `p90` seconds. */
export interface Cell {
  n?: number
  of?: number
  value?: number | null
  p90?: number | null
}
export interface FiguresAge {
  number: number
  missing: number
  behind_s: number
}
export interface StatisticsRow {
  key: string
  name: string
  figures: Record<string, Cell>
}
export interface Statistics {
  from: string
  to: string
  as_of: string
  by: string
  age: FiguresAge
  total: Record<string, Cell>
  rows: StatisticsRow[]
  step: 'hour' | 'day' | 'month'
  trend: { start: string; counts: Record<string, number> }[]
}
export interface FigureInfo {
  figure: string
  kind: 'count' | 'rate' | 'duration'
  name: string
  formula: string
  source: 'P' | 'D'
  about: string
  opens: boolean
}
export interface BehindIncident {
  incident: string
  number: number
  category: string
  priority: 1 | 2 | 3 | 4
  grid: string
  filed_at: string
  person: string
  person_name: string
  counts: boolean
  value: number | null
  times: number
}
export interface BehindPage {
  incidents: BehindIncident[]
  count: number
  age: FiguresAge
}

/** `/api/day`: a grid worker's own day. */
export interface DayRound {
  id: string
  began_at: string
  over_at: string | null
  short: boolean
}
export interface Visit {
  resident: string
  name: string
  kind: string
  grid: string
  building: string
  address: string
  phone: string
  lat: number | null
  lon: number | null
  why: string
  reason: string
  due: string | null
  last_at: string | null
  done_at: string | null
}
export interface MyDay {
  at: string
  day: string | null
  need: number
  rounds: DayRound[]
  visits: Visit[]
}
/** `/api/days`: everybody's day in numbers. */
export interface DayRow {
  person: string
  person_name: string
  area: string
  need: number
  rounds: number
  short: number
  running: boolean
  visits: number
  missed: number
  over: boolean
}
export interface CareRow {
  care: string
  area: string
  why: string
  reason: string
  by_name: string
  due: string | null
  people: number
  done: number
}
export interface Days {
  at: string
  days: DayRow[]
  cares: CareRow[]
}

/** `GET /api/attention`: how the operators' queue stands. */
export interface AttentionOverview {
  at: string
  waits: number
  life: number
  held: number
  operators: number
  used: number
  most: number
  flood: Flood | null
  items: { item: AttentionItem; concerns: number; priority: 1 | 2 | 3 | 4 | null; oldest: string | null }[]
  held_back: {
    kind: AttentionItem['kind']
    area: string
    concerns: number
    priority: number
    oldest: string
  }[]
}
