// Reports upward, as the server answers over HTTP.
import type { Losses, SitrepWords, WindOutlook } from './generated'

export type SitrepKind = 'first' | 'followup' | 'final' | 'correction'
export type Figures = Record<string, Record<string, number>>

export interface SitrepHead {
  id: string
  chain: string
  kind: SitrepKind
  state: 'asked' | 'cut' | 'sent'
  issue: number
  level: number
  threat: string
  cut: number
  cut_at: string
  send_by: string | null
  sent_at: string | null
  late: number
  late_s: number
  streets: string[]
  handed: Record<string, string>
  missing: string[]
  corrects: string | null
  corrects_issue: number
  reason: string
  by_name: string
}
export interface StreetPart {
  street: string
  name: string
  sitrep: string
  nothing: boolean
  losses: Losses
  note: string
  behalf: boolean
  late: boolean
  by_name: string
  at: string
}
export interface SitrepList {
  at: string
  chains: {
    id: string
    threat: string
    level: number
    began_at: string
    issued: number
    over: boolean
    every_s: number | null
  }[]
  open: SitrepHead[]
  sent: SitrepHead[]
  mine: string[]
  parts: StreetPart[]
  issuer: string
  receiver: string
}
export interface SitrepWhole {
  head: SitrepHead
  issuer: string
  receiver: string
  figures: Figures
  before: Record<string, number>
  before_issue: number
  most: Record<string, number>
  winds: WindOutlook[]
  words: SitrepWords
  began_at: string | null
}
export interface FiguresNow {
  at: string
  sitrep: string
  figures: Figures
}
export interface BehindThing {
  id: string
  kind: 'incident' | 'evacuee' | 'shelter' | 'person' | 'unit' | 'tasks' | 'warning' | 'grid' | 'street'
  area: string
  area_name: string
  label: string
  n: number
  category: string
  text: string
}
export interface BehindFigure {
  sitrep: string
  figure: string
  area: string
  cut: number
  cut_at: string
  total: number
  things: number
  rows: BehindThing[]
}
