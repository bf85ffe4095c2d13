// Answers of the server that have no Struct of their own: snapshots, receipts, HTTP bodies.
import type {
  Assignment,
  AssignmentMade,
  AnyFact,
  Incident,
  Offer,
  OfferMade,
  RefusalInfo,
  Spot,
  Task,
} from './generated'

export interface User {
  id: string
  name: string
  roles: string[]
  areas: string[]
  language?: string
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
}

export interface OnDuty {
  person: string
  name: string
  areas: string[]
  since: string
  place?: Spot | null
}
export interface Lag {
  urgent: number
  routine: number
  oldest_ms: number
  at?: number | string
}

/** A kiosk is shown incidents without these. */
type Hidden = 'text' | 'photos' | 'reporters' | 'caller' | 'tried' | 'reasons'
export type PictureIncident = Omit<Incident, Hidden> & Partial<Pick<Incident, Hidden>>

interface Positioned {
  epoch: string
  offset: number
  server_time: string
}
export interface PictureSnapshot extends Positioned {
  picture: {
    district: string
    incidents: PictureIncident[]
    offers: Offer[]
    assignments: Assignment[]
    duty: OnDuty[]
    tasks: Task[]
    people: { workers: number; on_duty: number }
    lag?: Lag | null
  }
}

type Job = 'category' | 'priority' | 'place' | 'grid' | 'text' | 'photos' | 'incident'
export type StaffOffer = Pick<OfferMade, Job | 'offer' | 'answer_by'> & Partial<OfferMade>
export type StaffAssignment = Pick<AssignmentMade, Job | 'assignment'> &
  Partial<AssignmentMade> & { status?: Assignment['status'] }
export interface StaffSnapshot extends Positioned {
  duty: { on_duty: boolean; since?: string | null }
  offers: StaffOffer[]
  assignments: StaffAssignment[]
  alerts: unknown[]
  pending: { request: string }[]
}

/** `picture.age`: how far the hub is behind the ledger, and which parts work. */
export interface PictureAge {
  position: number
  behind_s: number
  server_time: string
  redis: boolean | string
  database: boolean | string
  lag?: Lag | null
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
export type Level = 'district' | 'street' | 'community' | 'grid'
export interface AreaProperties {
  code: string
  name: string
  name_en: string
  level: Level
  parent: string | null
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
