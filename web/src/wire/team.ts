// A supervisor's own people, as the server answers over HTTP.
export interface LostPerson {
  person: string
  name: string
  grid: string
  grid_name: string
  since: string | null
  place: { lat: number; lon: number; at: string } | null
}
export interface BehindRow {
  person: string
  name: string
  grid: string
  grid_name: string
  rounds: number
  need: number
  visits: number
  running: boolean
}
export interface UnattendedRow {
  resident: string
  kind: string
  grid: string
  grid_name: string
  worker_name: string
}
export interface Team {
  at: string
  hears: boolean
  on_duty: number
  lost: LostPerson[]
  evening: boolean
  behind: BehindRow[]
  unattended: UnattendedRow[]
  refused: number
}
export interface UnattendedHome {
  resident: string
  name: string
  kind: string
  grid: string
  address: string
  phone: string
}
