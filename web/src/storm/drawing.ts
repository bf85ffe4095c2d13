// A storm of the server as the map draws it.
import type { StormDrawing } from '@/map/types'
import type { TrackPoint } from '@/wire/generated'
import type { LonLat, StormInfo } from '@/wire/storm'

type Words = {
  point: (one: TrackPoint) => string
  force: (force: number, modelled: boolean) => string
  centre: string
}

/** The way up to now is past even where its end was a forecast: what is drawn solid has happened, says the track. */
export function drawingOf(storm: StormInfo, words: Words): StormDrawing {
  const lonLat = ({ lon, lat }: { lon: number; lat: number }): LonLat => [lon, lat]
  const done = storm.points.filter((one) => !one.forecast)
  const ahead = storm.points.filter((one) => one.forecast)
  const last = done.at(-1)
  return {
    past: done.map(lonLat),
    forecast: [...(last ? [lonLat(last)] : []), ...ahead.map(lonLat)],
    cone: storm.cone,
    circles: (storm.now?.circles ?? []).map(({ force, ring, modelled }) => ({
      force,
      ring,
      modelled,
      label: words.force(force, modelled),
    })),
    centre: storm.now ? { lon: storm.now.lon, lat: storm.now.lat, label: words.centre } : null,
    points: storm.points.map((one) => ({
      lon: one.lon,
      lat: one.lat,
      label: words.point(one),
      forecast: !!one.forecast,
    })),
  }
}

/** What a map of the region shows: the storm as it is now and the district, and what lies between. */
export function regionOf(storm: StormInfo, home: { lat: number; lon: number }) {
  const ring = storm.now?.circles[0]?.ring ?? []
  const near = storm.points.filter(
    ({ lat, lon }) => Math.abs(lat - home.lat) < 5 && Math.abs(lon - home.lon) < 6,
  )
  const all: LonLat[] = [...ring, ...near.map(({ lon, lat }): LonLat => [lon, lat]), [home.lon, home.lat]]
  const [lons, lats] = [all.map(([lon]) => lon), all.map(([, lat]) => lat)]
  return {
    west: Math.min(...lons) - 0.3,
    east: Math.max(...lons) + 0.3,
    south: Math.min(...lats) - 0.3,
    north: Math.max(...lats) + 0.3,
  }
}
