// What a screen tells the map, in its own words: no screen sees OpenLayers.
import type { Areas, Level } from '@/wire/replies'
import type { Rect } from './boxes'

export type Priority = 1 | 2 | 3 | 4

export interface Mark {
  id: string
  lat: number
  lon: number
  grid: string
  priority: Priority
  /** An offer is out. */
  ring?: boolean
  /** Nobody is coming: a ring that is not broken. */
  alert?: boolean
  blink?: boolean
  chosen?: boolean
  /** Words beside the mark. */
  label?: string
  /** So many things stand behind this mark. */
  count?: number
}
export interface Point {
  lat: number
  lon: number
  grid: string | null
}
/** Degrees. */
export interface Extent {
  west: number
  south: number
  east: number
  north: number
}
/** Where people are, by how lately they were heard of. */
export interface People {
  fresh: [lon: number, lat: number][]
  old: [lon: number, lat: number][]
}
/** A name on the ground outside. */
export interface Around {
  name: string
  lat: number
  lon: number
}
export interface Seen {
  extent: Extent
  metresPerPixel: number
}
/** A storm as it is drawn: WGS84, rings closed. */
export interface StormDrawing {
  past: [lon: number, lat: number][]
  forecast: [lon: number, lat: number][]
  cone: [lon: number, lat: number][]
  circles: { force: number; ring: [lon: number, lat: number][]; label: string; modelled: boolean }[]
  centre: { lon: number; lat: number; label: string } | null
  points: { lon: number; lat: number; label: string; forecast: boolean }[]
  /** The land around it, rings: for a map of hundreds of kilometres. */
  land?: readonly [lon: number, lat: number][][]
}
export interface GridMap {
  /** Its track (past solid, forecast dashed), circles, where the centre is and may be; null: none. */
  setStorm(storm: StormDrawing | null): void
  /** Grids in a colour of their own, under everything that happens in them. */
  setTints(tints: readonly (readonly [grid: string, colour: string])[]): void
  setAreas(areas: Map<Level, Areas>, name: (code: string) => string): void
  setMarks(marks: readonly Mark[]): void
  /** Grids out of contact, with words that say since when: hatched, and never taken for quiet. */
  setSilent(grids: readonly { code: string; label: string }[]): void
  setPeople(people: People): void
  setAround(around: readonly Around[]): void
  /** A point somebody is choosing. */
  setPick(point: { lat: number; lon: number } | null): void
  chooseGrid(code: string | null): void
  fit(code?: string): void
  /** Jumps to where this is seen whole, and stays there. */
  show(extent: Extent): void
  /** A frame on the ground: what another map shows. */
  frame(extent: Extent | null): void
  /** Parts of the map (CSS pixels) on which no words are put. */
  keepFree(rects: readonly Rect[]): void
  pixelOf(lat: number, lon: number): [x: number, y: number] | null
  /** How many grids have their middle in a part of the screen (CSS pixels). */
  gridsIn(rect: Rect): number
  extentOf(prefixes: readonly string[]): Extent | null
  dispose(): void
}
export interface MapOptions {
  dark: boolean
  interactive: boolean
  /** Root ems. */
  markSize: number
  labelSize: number
  /** Root ems kept free above, for a title. */
  /** So much at the left, in root ems, is kept free when the map is fitted. */
  leftSpace?: () => number
  topSpace?: () => number
  /** Marks that would overlap become one, and words are put only where nothing else is. For a map nobody touches. */
  gather?: boolean
  /** A small map of the whole: no names of communities, no words, marks without digits. */
  overview?: boolean
  /** A map of hundreds of kilometres: the district is a spot on it. */
  wide?: boolean
  picked?: (point: Point) => void
  chosen?: (id: string) => void
  /** The pointer is on a mark, or on none. */
  hovered?: (id: string | null) => void
  seen?: (seen: Seen) => void
}
