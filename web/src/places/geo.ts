// Distances, and which area a point lies in. WGS84 degrees, metres.
import type { AreaFeature } from '@/wire/replies'
import type { Point } from './entry'

const EARTH_M = 6_371_008.8
const rad = (degrees: number) => (degrees * Math.PI) / 180

export function distanceM(a: Point, b: Point): number {
  const dLat = Math.sin(rad(b.lat - a.lat) / 2)
  const dLon = Math.sin(rad(b.lon - a.lon) / 2)
  const h = dLat * dLat + Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * dLon * dLon
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h)))
}

type Ring = [number, number][]

/** The first area that contains the point, by its GeoJSON polygon. */
export const areaAt = (features: readonly AreaFeature[], point: Point): AreaFeature | undefined =>
  features.find(({ geometry }) => polygonsOf(geometry).some((rings) => inside(rings, point)))

function polygonsOf({ type, coordinates }: AreaFeature['geometry']): Ring[][] {
  if (type === 'Polygon') return [coordinates as Ring[]]
  return type === 'MultiPolygon' ? (coordinates as Ring[][]) : []
}

/** Inside an odd number of rings: in the outline and in none of its holes. */
const inside = (rings: Ring[], point: Point): boolean =>
  rings.reduce((odd, ring) => odd !== crossed(ring, point), false)

function crossed(ring: Ring, { lat, lon }: Point): boolean {
  let odd = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!
    const [xj, yj] = ring[j]!
    if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) odd = !odd
  }
  return odd
}
