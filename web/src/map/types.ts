// What a screen tells the map, in its own words: no screen sees OpenLayers.
import type { Areas, Level } from '@/wire/replies'

export type Priority = 1 | 2 | 3 | 4

export interface Mark {
  id: string
  lat: number
  lon: number
  grid: string
  priority: Priority
  /** An offer is out. */
  ring?: boolean
  blink?: boolean
  chosen?: boolean
  /** Words beside the mark. */
  label?: string
}
export interface Point {
  lat: number
  lon: number
  grid: string | null
}
export interface GridMap {
  setAreas(areas: Map<Level, Areas>, name: (code: string) => string): void
  setMarks(marks: readonly Mark[]): void
  /** A point somebody is choosing. */
  setPick(point: { lat: number; lon: number } | null): void
  chooseGrid(code: string | null): void
  fit(code?: string): void
  dispose(): void
}
export interface MapOptions {
  dark: boolean
  interactive: boolean
  /** Root ems. */
  markSize: number
  labelSize: number
  /** Root ems kept free above, for a title. */
  topSpace?: number
  picked?: (point: Point) => void
  chosen?: (id: string) => void
}
