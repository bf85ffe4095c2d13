// Scripts and plans of drills, as the server has them.
import type { Caller, Place } from '@/wire/generated'
import { ask, get } from '@/link/http'

export const KINDS = [
  'report',
  'call',
  'warning',
  'track',
  'order',
  'road',
  'silent',
  'message',
  'contact',
] as const
export type Kind = (typeof KINDS)[number]
export type Hazard = 'life' | 'property' | 'none'
export type Colour = 'blue' | 'yellow' | 'orange' | 'red'
export const EXPECTED = [
  'stored',
  'offered',
  'accepted',
  'set_out',
  'arrived',
  'done',
  'referred',
  'proposed',
  'switched',
  'proposal_taken',
  'alerted',
  'noticed',
  'answered',
  'noted',
] as const
export type Expected = (typeof EXPECTED)[number]

export interface Expectation {
  what: Expected
  within_s: number
  who?: string
  value?: string
  note?: string
}
export interface TrackFix {
  offset_s: number
  lat: number
  lon: number
  wind_ms?: number | null
  pressure_hpa?: number | null
  r7_km?: (number | null)[]
  r10_km?: (number | null)[]
  r12_km?: (number | null)[]
  forecast?: boolean
}
export type Content =
  | {
      kind: 'report'
      category: string
      place: Place
      text?: string
      hazard?: Hazard
      caller?: Caller | null
      by?: string
    }
  | {
      kind: 'call'
      text: string
      category: string
      place: Place
      hazard?: Hazard
      caller?: Caller | null
    }
  | {
      kind: 'warning'
      event: string
      colour: Colour
      areas: string[]
      headline?: string
      description?: string
      expires_s?: number
    }
  | { kind: 'track'; storm: string; agency: string; averaging?: string; points: TrackFix[] }
  | { kind: 'order'; issuer: string; number: string; level: number; text?: string }
  | { kind: 'road'; text: string; place: Place; areas?: string[]; opens_s?: number | null }
  | { kind: 'silent'; people?: string[]; area?: string | null; count?: number; for_s?: number }
  | { kind: 'message'; text: string; to: string[] }
  | { kind: 'contact'; text?: string; to?: string[] }

export interface Inject {
  number: number
  offset_s: number
  title: string
  content: Content
  expected?: Expectation[]
  note?: string
}
export interface Script {
  name: string
  scenario?: string
  source?: 'hand' | 'risks' | 'ledger' | 'excel' | 'shipped'
  origin?: string
  injects?: Inject[]
}
export interface Finding {
  severity: 'refused' | 'warning' | 'note'
  code: string
  zh: string
  en: string
  number?: number
  expectation?: number
  overridable?: boolean
}
export interface Measured {
  injects: number
  written_s: number
  duration_s: number
  tens: number[]
  most: number
  from_s: number
  kinds: Partial<Record<Kind, number>>
  people: { who: string; things: number; most: number; from_s: number }[]
}
export interface Review {
  findings: Finding[]
  forbids: number
  measured: Measured
}
export type ScriptState = 'draft' | 'ready' | 'retired'
export interface ScriptLine {
  id: string
  version: number
  name: string
  state: ScriptState
  by: string
  at: string
  injects: number
  source: string
}
export interface Shipped {
  id: string
  name: string
  name_en: string
  about: string
  about_en: string
  area: 'district' | 'grid'
  /** As it is meant to be played; `minutes` of its own time. */
  form: 'tabletop' | 'live' | 'contact'
  compression: number
  injects: number
  minutes: number
}
export interface ScriptList {
  scripts: ScriptLine[]
  shipped: Shipped[]
  names: Record<string, string>
}
export interface OneScript {
  id: string
  version: number
  state: ScriptState
  script: Script
  versions: { version: number; state: ScriptState; by: string; at: string }[]
  review: Review
}
export interface ReadIn {
  script: Script | null
  errors: { row: number; column: string; message: string }[]
  review: Review | null
}
export interface Generating {
  how: 'risks' | 'past' | 'shipped'
  area?: string
  count?: number
  minutes?: number
  seed?: string
  starts?: string | null
  ends?: string | null
  name?: string
  shipped?: string
}

export const listScripts = () => get<ScriptList>('/api/scripts')
export const loadScript = (id: string, version?: number) =>
  get<OneScript>(`/api/scripts/${encodeURIComponent(id)}${version ? `?version=${version}` : ''}`)
export const checkScript = (script: Script, compression: number) =>
  ask<Review>('POST', '/api/scripts/check', { script, compression })
export const makeScript = (how: Generating) =>
  ask<{ script: Script; review: Review }>('POST', '/api/scripts/generate', how)
export const saveScript = (id: string, version: number, script: Script, state: ScriptState) =>
  id
    ? ask<{ id: string; version: number; review: Review }>('PUT', `/api/scripts/${encodeURIComponent(id)}`, {
        script,
        state,
        version,
      })
    : ask<{ id: string; version: number; review: Review }>('POST', '/api/scripts', { script, state })
