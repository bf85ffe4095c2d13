// What `/api/duty…` answers: the structs of command/http/duty_shown.py and duty.py.
import type { Leave, Override, Pattern, Plan, RefusalInfo, Relief, Swap } from './generated'

export interface DutyInfo {
  person: string
  name: string
  roles: string[]
  areas: string[]
  since: string | null
  state: 'rostered' | 'extra' | 'staying' | 'expected' | 'absent'
  group: string | null
  group_name: string
  shift: string
  kind: '' | 'watch' | 'station' | 'patrol' | 'standby'
  day: string | null
  layer: '' | Layer
  leads: boolean
  starts: string | null
  ends: string | null
}
export type Layer = 'pattern' | 'leave' | 'swap' | 'override' | 'temporary'
export interface TurnInfo {
  group: string
  group_name: string
  shift: string
  kind: 'watch' | 'station' | 'patrol' | 'standby'
  day: string
  starts: string
  ends: string
  seat: number
  leads: boolean
  person: string | null
  name: string
  holder: string | null
  layer: Layer
  rounds: { starts: string; ends: string }[]
}
export interface GapInfo {
  group: string
  group_name: string
  kind: 'short' | 'no_leader' | 'uncovered' | 'no_station'
  shift: string
  day: string | null
  starts: string
  ends: string
  have: number
  need: number
}
export interface GroupInfo {
  id: string
  name: string
  kind: 'watch' | 'grid'
  area: string
  leader: string
  overseer: string
  members: Record<string, string>
  steers: boolean
}
export interface DutyList {
  at: string
  /** The roster is the one that was known at this moment. */
  known_at: string
  duty: DutyInfo[]
  expected: DutyInfo[]
  standby: TurnInfo[]
}
export interface WatchInfo {
  at: string
  leader: string
  names: string[]
  shift: string
  until: string | null
  standby: number
  absent: number
  gaps: number
  nearest: GapInfo | null
  /** The reader has the duty leader's seat now. */
  mine: boolean
}
export interface Week {
  starts: string
  ends: string
  groups: GroupInfo[]
  turns: TurnInfo[]
}
export interface DutyRequests {
  swaps: Swap[]
  leaves: Leave[]
  overrides: Override[]
  plans: Plan[]
}
export interface ReliefInfo {
  relief: Relief
  filed: number
  closed: number
  open: Record<string, number>
  present: string[]
  entries: SheetEntry[]
  /** What waits to be taken in; null: not known. */
  waiting: number | null
}
/** command/domain/rostering/sheet.py. */
export interface SheetEntry {
  part: 'events' | 'unfinished' | 'watch' | 'instructions' | 'equipment' | 'documents'
  kind: string
  at?: string | null
  number?: number | null
  category?: string
  area?: string
  who?: string
  what?: string
  text?: string
  n?: number
  of?: number
  due?: string | null
}
export interface Attended {
  person: string
  name: string
  shifts: number
  came: number
  absent: number
  late: number
  early: number
  hours: number
}
export interface RowError {
  row: number
  column: string
  message: string
}
export interface Imported {
  imported: boolean
  plans: number
  turns: number
  errors: RowError[]
  free: Record<string, number>
}
export interface Mine {
  at: string
  turns: TurnInfo[]
  swaps: Swap[]
  leaves: Leave[]
  colleagues: { person: string; name: string; turns: TurnInfo[] }[]
  calendar: boolean
}
/** command/domain/roster/model.py. */
export interface Group {
  id: string
  kind: 'watch' | 'grid'
  name: string
  area: string
  leader: string
  overseer: string
  patterns: Pattern[]
}
/** `/api/duty/groups`: a group as it is written, and its plans that count. */
export interface Rostered {
  group: Group
  plans: Plan[]
}
/** `/api/duty/…/try`: what a pattern or a plan would do. Each fault has its `data.field`. */
export interface Tried {
  faults: RefusalInfo[]
  notes: { code: 'watch_thin' | 'watch_unled' | 'rounds_few' | 'round_short'; field: string; shift: string }[]
  gaps: (GapInfo & { fresh: boolean })[]
  closed: GapInfo[]
  turns: TurnInfo[]
}
