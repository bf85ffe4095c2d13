// Where the map looks: at what is open, near enough to be read. It jumps, and seldom: a picture that moves is not read.
export interface Box {
  west: number
  south: number
  east: number
  north: number
}
export interface Spot {
  lat: number
  lon: number
  /** Somebody has to do something about it. */
  pressing: boolean
  life: boolean
}

const LEAST_KM = 3
const MARGIN = 0.18
const KM_PER_DEGREE = 111.2
/** No second jump before this, unless life is in danger out of sight. */
const REST_MS = 20_000

export function boxOf(points: readonly { lat: number; lon: number }[]): Box | null {
  if (!points.length) return null
  const [lats, lons] = [points.map((p) => p.lat), points.map((p) => p.lon)]
  return {
    west: Math.min(...lons),
    east: Math.max(...lons),
    south: Math.min(...lats),
    north: Math.max(...lats),
  }
}

const shrink = (box: Box): number => Math.cos((((box.north + box.south) / 2) * Math.PI) / 180)
/** The longer side in km. */
export const spanKm = (box: Box): number =>
  Math.max(box.north - box.south, (box.east - box.west) * shrink(box)) * KM_PER_DEGREE

export const holds = (box: Box, { lat, lon }: { lat: number; lon: number }): boolean =>
  lon >= box.west && lon <= box.east && lat >= box.south && lat <= box.north

/** With a margin, and never nearer than a few kilometres: a single point has no neighbourhood by itself. */
export function airy(box: Box): Box {
  const least = LEAST_KM / KM_PER_DEGREE
  const high = Math.max(box.north - box.south, least) * (1 + 2 * MARGIN)
  const wide = Math.max(box.east - box.west, least / shrink(box)) * (1 + 2 * MARGIN)
  const [lat, lon] = [(box.north + box.south) / 2, (box.east + box.west) / 2]
  return { west: lon - wide / 2, east: lon + wide / 2, south: lat - high / 2, north: lat + high / 2 }
}

/** The best view: the town when nothing is open or all is in it; nearer when all is in one corner; else the town, unless little
 * is in it: the whole stands in the corner anyway, and a long district is small in a wide frame. */
export function wanted(whole: Box, home: Box, spots: readonly Spot[]): Box {
  const pressing = spots.filter((spot) => spot.pressing)
  const looked = pressing.length ? pressing : spots
  const box = boxOf(looked)
  if (!box) return home
  const near = airy(box)
  if (spanKm(near) < spanKm(home) * 0.5) return near
  const inHome = looked.filter((spot) => holds(home, spot)).length
  if (inHome === looked.length) return home
  if (spanKm(near) <= spanKm(home) * 1.3) return near
  return inHome * 4 >= looked.length ? home : whole
}

export interface View {
  box: Box
  at: number
}

const same = (a: Box, b: Box): boolean =>
  a.west === b.west && a.east === b.east && a.south === b.south && a.north === b.north

/** The view to show now: the one that is shown, unless it misses something or is far too wide for long enough. */
export function nextView(
  view: View | null,
  whole: Box,
  home: Box,
  spots: readonly Spot[],
  now: number,
): View {
  const best = wanted(whole, home, spots)
  if (!view) return { box: best, at: now }
  if (same(view.box, best)) return view
  const unseen = (spot: Spot) => !holds(view.box, spot) && holds(best, spot)
  const rested = now - view.at >= REST_MS
  if (spots.some((spot) => spot.life && unseen(spot))) return { box: best, at: now }
  const misses = spots.some((spot) => spot.pressing && unseen(spot))
  const wide = spanKm(view.box) > spanKm(best) * 1.7
  const narrow = spanKm(best) > spanKm(view.box) * 1.7
  return rested && (misses || wide || narrow) ? { box: best, at: now } : view
}
