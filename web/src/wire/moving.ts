// Moving people, as the server answers over HTTP: numbers for everybody, names where they must be known.
import type { GridTask } from './generated'

export const STANDINGS = ['to_move', 'told', 'moved', 'safe', 'arrived', 'refused', 'returned'] as const
export type Standing = (typeof STANDINGS)[number]
export type Tally = Record<Standing, number> & { people: number; unsafe: number; late: number; open: number }

export interface EvacuationInfo {
  id: string
  area: string
  area_name: string
  title: string
  reason: string
  by_name: string
  opened_at: string
  until: string | null
  closed_at: string | null
  tally: Tally
  areas: { area: string; name: string; tally: Tally }[]
}
export interface ShelterInfo {
  id: string
  area: string
  area_name: string
  name: string
  address: string
  lat: number
  lon: number
  capacity: number
  here: number
  coming: number
  left: number
  contact_name: string
  contact_phone: string
  keepers: string[]
  counted: number | null
  listed: number | null
  counted_at: string | null
  counted_by: string
}
export interface EvacuationList {
  at: string
  evacuations: EvacuationInfo[]
  shelters: ShelterInfo[]
  past: EvacuationInfo[]
}
export interface Evacuee {
  id: string
  evacuation: string
  line: string
  name: string
  phone: string
  address: string
  building: string
  grid: string
  grid_name: string
  heads: number
  source: string
  need: string
  status: string
  standing: Standing
  at: string | null
  by_name: string
  note: string
  paper: boolean
  shelter: string | null
  shelter_name: string
  arrive_by: string | null
  late: number
  signed: string | null
  photos?: string[]
  relative: { name: string; phone: string; address: string } | null
  worker: string
  responsible: { person: string; name: string; standing: string } | null
}
/** A task of the response level on a printed line. */
export interface TaskLine {
  line: string
  area: string
  area_name: string
  task: GridTask
  people: string[]
}
/** What the code beside a printed line stands for: one of the two. */
export interface PaperLine {
  at: string
  evacuee: Evacuee | null
  task: TaskLine | null
}
export interface PeopleList {
  at: string
  entries: number
  heads: number
  people: Evacuee[]
}
export interface Helper {
  id: string
  name: string
  on_duty: boolean
}
export interface OwnLists {
  at: string
  evacuations: EvacuationInfo[]
  people: Evacuee[]
  shelters: ShelterInfo[]
  keeps: string[]
  guests: Evacuee[]
  /** By grid, who could answer for people there. */
  helpers: Record<string, Helper[]>
}
export interface Candidates {
  in_need: number
  in_need_listed: number
  buildings: {
    id: string
    name: string
    grid: string
    hazard: string
    households: number
    people: number
  }[]
}

/** All evacuations under way together. */
export function together(list: readonly { tally: Tally }[]): Tally {
  const sum = Object.fromEntries(
    [...STANDINGS, 'people', 'unsafe', 'late', 'open'].map((name) => [name, 0]),
  ) as Tally
  for (const { tally } of list)
    for (const name of Object.keys(sum) as (keyof Tally)[]) sum[name] += tally[name]
  return sum
}
