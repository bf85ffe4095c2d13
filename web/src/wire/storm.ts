// `/api/storms`: what the server says of storms (command/service/storms.py).
import type { TrackPoint } from './generated'

export type LonLat = [lon: number, lat: number]
export type WindForce = 7 | 10 | 12
export interface ForceShape {
  force: WindForce
  ring: LonLat[]
  modelled: boolean
  mean_km: number
}
export interface StormNow {
  at: string
  lat: number
  lon: number
  wind_ms: number
  error_km: number
  circles: ForceShape[]
}
export interface StormSummary {
  force: WindForce
  grids: number
  reached: number
  first_grid: string | null
  earliest: string | null
  arrives: string | null
  spread_s: number | null
  leaves: string | null
  closest_at: string | null
  closest_km: number | null
  error_km: number | null
  outdoor_by: string | null
  indoors_by: string | null
  modelled: boolean
}
interface TrackInfo {
  code: string
  name: string
  version: number
  agency: string
  averaging: string
  issued_at: string
  points: TrackPoint[]
  by_name: string
  summary: StormSummary
}
export interface StormInfo extends TrackInfo {
  id: string
  name_en: string
  set_at: string | null
  source: string
  now: StormNow | null
  cone: LonLat[]
  /** Grids where nobody is sent outdoors now → until when. */
  peak: Record<string, string | null>
}
export interface ProposedTrack extends TrackInfo {
  storm: string
  at: string
  answer_by: string
}
export interface StormList {
  at: string
  storms: StormInfo[]
  proposed: ProposedTrack[]
}
export interface WindWindow {
  force: WindForce
  earliest: string | null
  arrives: string | null
  latest: string | null
  leaves_earliest: string | null
  leaves: string | null
  leaves_latest: string | null
  modelled: boolean
}
export interface GridTimes {
  grid: string
  order: number
  closest_at: string
  closest_km: number
  error_km: number
  arrival: { windows: [WindWindow, WindWindow, WindWindow] }
  spread_s: number | null
  outdoor_by: string | null
  indoors_by: string | null
  peak_begins: string | null
  peak_ends: string | null
}
export interface OwnStorm {
  storm: string
  code: string
  name: string
  name_en: string
  agency: string
  issued_at: string
  grids: GridTimes[]
  peak: Record<string, string | null>
}
export interface OwnGrids {
  at: string
  storms: OwnStorm[]
}
export interface TrackReview {
  committed: boolean
  agency: string
  agencies: string[]
  averaging: string
  issued_at: string | null
  code: string
  name: string
  points: TrackPoint[]
  errors: { row: number; code: string; message: string }[]
  summary: StormSummary | null
}
