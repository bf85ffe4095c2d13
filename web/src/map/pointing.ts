// The pointer on a map: on which mark it is, and what was clicked.
import type Feature from 'ol/Feature'
import type OlMap from 'ol/Map'
import { toLonLat } from 'ol/proj'
import type { MapOptions, Mark } from './types'

export function followPointer(
  map: OlMap,
  grids: ReadonlyMap<string, Feature>,
  { hovered, chosen, picked }: Pick<MapOptions, 'hovered' | 'chosen' | 'picked'>,
): void {
  const markAt = (pixel: number[], hitTolerance: number) =>
    map.forEachFeatureAtPixel(pixel, (f) => f.get('mark') as Mark | undefined, { hitTolerance })
  let under: string | null = null
  map.on('pointermove', (event) => {
    if (!hovered || event.dragging) return
    const id = markAt(event.pixel, 4)?.id ?? null
    if (id === under) return
    hovered((under = id))
  })
  map.on('singleclick', (event) => {
    const mark = markAt(event.pixel, 6)
    if (mark && chosen) return chosen(mark.id)
    const [lon = 0, lat = 0] = toLonLat(event.coordinate)
    const grid = [...grids].find(([, f]) => f.getGeometry()?.intersectsCoordinate(event.coordinate))
    picked?.({ lat, lon, grid: grid?.[0] ?? null })
  })
}
