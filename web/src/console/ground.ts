// Where grids are: the middle of each, for people whose place nobody has told.
import type { AreaFeature } from '@/wire/replies'

const middles = new Map<string, { lat: number; lon: number }>()

export function learnGround(features: readonly AreaFeature[]): void {
  for (const { properties, geometry } of features) {
    const points = flat(geometry.coordinates)
    if (!points.length) continue
    const lons = points.map(([lon]) => lon)
    const lats = points.map(([, lat]) => lat)
    const middle = (all: number[]) => (Math.min(...all) + Math.max(...all)) / 2
    middles.set(properties.code, { lat: middle(lats), lon: middle(lons) })
  }
}
export const homeOf = (grid: string) => middles.get(grid) ?? null

function flat(node: unknown): [number, number][] {
  if (!Array.isArray(node)) return []
  return typeof node[0] === 'number' ? [node as [number, number]] : node.flatMap(flat)
}
