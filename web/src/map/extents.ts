// Where grids lie, in degrees and as the map projects them.
import type Feature from 'ol/Feature'
import type View from 'ol/View'
import { createEmpty, extend, isEmpty, type Extent as Projected } from 'ol/extent'
import { transformExtent } from 'ol/proj'
import type { Extent, Seen } from './types'

export const project = ({ west, south, east, north }: Extent): Projected =>
  transformExtent([west, south, east, north], 'EPSG:4326', 'EPSG:3857')

function degrees(extent: Projected): Extent {
  const [west = 0, south = 0, east = 0, north = 0] = transformExtent(extent, 'EPSG:3857', 'EPSG:4326')
  return { west, south, east, north }
}

/** What the grids of these codes, or below them, cover together; null for none. */
export function coverOf(grids: ReadonlyMap<string, Feature>, prefixes: readonly string[]): Projected | null {
  const extent = createEmpty()
  for (const [grid, feature] of grids)
    if (prefixes.some((prefix) => grid.startsWith(prefix))) extend(extent, feature.getGeometry()!.getExtent())
  return isEmpty(extent) ? null : extent
}

/** The same in degrees. */
export function extentOf(grids: ReadonlyMap<string, Feature>, prefixes: readonly string[]): Extent | null {
  const extent = coverOf(grids, prefixes)
  return extent && degrees(extent)
}

/** What a view of this size (CSS pixels) shows. */
export function seenBy(view: View, size: number[]): Seen {
  const extent = degrees(view.calculateExtent(size))
  const shrink = Math.cos((((extent.south + extent.north) / 2) * Math.PI) / 180)
  return { extent, metresPerPixel: (view.getResolution() ?? 1) * shrink }
}
