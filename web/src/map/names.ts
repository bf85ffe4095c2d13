// Names on the ground, put where nothing else is: streets and towns first, then communities, then what lies around.
import type OlPolygon from 'ol/geom/Polygon'
import type MultiPolygon from 'ol/geom/MultiPolygon'
import type Feature from 'ol/Feature'
import { around, type Rect, type Taken } from './boxes'

export interface Name {
  text: string
  level: 'street' | 'community' | 'around'
  /** Projected. */
  x: number
  y: number
  /** Of the ground at that height, projected units. */
  width: number
}
export interface PlacedName extends Name {
  dy: number
}

/** A point well inside an area, and how wide the area is there. */
export function middleOf(feature: Feature): { x: number; y: number; width: number } | null {
  const geometry = feature.getGeometry()
  if (!geometry) return null
  const points =
    geometry.getType() === 'MultiPolygon'
      ? (geometry as MultiPolygon).getInteriorPoints().getCoordinates()
      : [(geometry as OlPolygon).getInteriorPoint().getCoordinates()]
  const widest = points.reduce((a, b) => ((b[2] ?? 0) > (a[2] ?? 0) ? b : a))
  return { x: widest[0]!, y: widest[1]!, width: widest[2] ?? 0 }
}

const RANK = { street: 0, community: 1, around: 2 }
/** How much of a name its ground must hold. */
const FITS = { street: 0.7, community: 0.72, around: 0 }

export function placeNames(
  names: readonly Name[],
  taken: Taken,
  pixel: (x: number, y: number) => [number, number],
  resolution: number,
  size: (name: Name) => [width: number, height: number],
): PlacedName[] {
  const placed: PlacedName[] = []
  for (const name of [...names].sort((a, b) => RANK[a.level] - RANK[b.level])) {
    const [wide, high] = size(name)
    if (name.level !== 'around' && name.width / resolution < wide * FITS[name.level]) continue
    const [x, y] = pixel(name.x, name.y)
    const shifts = [0, -high * 0.9, high * 0.9]
    const wishes: Rect[] = shifts.map((dy) => around(x, y + dy, wide * 1.04, high))
    const found = taken.place(wishes)
    if (found >= 0) placed.push({ ...name, dy: shifts[found]! })
  }
  return placed
}
