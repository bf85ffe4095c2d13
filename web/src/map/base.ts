// The ground: district, streets, communities and grids, drawn once to an image, and the names that belong to it.
import GeoJSON from 'ol/format/GeoJSON'
import type Feature from 'ol/Feature'
import VectorImageLayer from 'ol/layer/VectorImage'
import VectorLayer from 'ol/layer/Vector'
import VectorSource from 'ol/source/Vector'
import { Fill, Stroke, Style, Text } from 'ol/style'
import type { Areas, Level } from '@/wire/replies'
import { font, type Theme } from './marks'
import { middleOf, type Name } from './names'

const format = new GeoJSON({ featureProjection: 'EPSG:3857' })
const LEVELS: Level[] = ['district', 'street', 'grid', 'community']

export function makeBase(theme: Theme, labelPx: () => number, decluttered: boolean, thin: boolean) {
  /** A small map of the whole has thin lines. */
  const pen = () => labelPx() / (thin ? 2.2 : 1)
  const source = new VectorSource()
  const names = new VectorSource()
  const grids = new Map<string, Feature>()
  const found: Name[] = []
  const line = (color: string, width: number) =>
    new Stroke({ color, width: Math.max(0.7, width), lineJoin: 'round' })
  const styles: Record<Level, () => Style | Style[]> = {
    district: () => [
      ...theme.glow.map((color, i) => {
        const width = (pen() * 2.6) / (i * 1.3 + 1)
        return new Style({ stroke: line(color, width), zIndex: -1 })
      }),
      new Style({ stroke: line(theme.district, pen() / 6), zIndex: 5 }),
    ],
    street: () => new Style({ stroke: line(theme.street, pen() / 9), zIndex: 4 }),
    community: () => new Style({ stroke: line(theme.community, pen() / 14), zIndex: 2 }),
    grid: () =>
      new Style({
        fill: new Fill({ color: theme.land }),
        stroke: line(theme.grid, pen() / 24),
        zIndex: 1,
      }),
  }
  const ground = new VectorImageLayer({
    source,
    style: (feature) => styles[feature.get('level') as Level](),
    imageRatio: decluttered ? 1.2 : 1,
  })
  const labels = new VectorLayer({
    source: names,
    declutter: 'names',
    style: (feature) =>
      new Style({
        text: new Text({
          text: String(feature.get('label')),
          font: font(labelPx(), 500),
          fill: new Fill({ color: theme.label }),
          stroke: line(theme.halo, labelPx() / 5),
          overflow: true,
        }),
      }),
  })

  function set(areas: Map<Level, Areas>, name: (code: string) => string): void {
    source.clear()
    names.clear()
    grids.clear()
    found.length = 0
    const within = new Map<string, number>()
    for (const { properties } of areas.get('community')?.features ?? [])
      within.set(properties.code.slice(0, 9), (within.get(properties.code.slice(0, 9)) ?? 0) + 1)
    for (const level of LEVELS) {
      const features = format.readFeatures(
        areas.get(level) ?? { type: 'FeatureCollection', features: [] },
      ) as Feature[]
      for (const feature of features) {
        const code = String(feature.get('code'))
        feature.setId(code)
        if (level === 'grid') grids.set(code, feature)
        const middle = level === 'street' || level === 'community' ? middleOf(feature) : null
        // A street of one community has one name, not two.
        const alone = level === 'community' && within.get(code.slice(0, 9)) === 1 && areas.has('street')
        if (middle && !alone)
          found.push({ text: name(code), level: level as 'street' | 'community', ...middle })
        if (level === 'community' && decluttered) {
          const label = feature.clone()
          label.set('label', name(code))
          names.addFeature(label)
        }
      }
      source.addFeatures(features)
    }
  }
  return { ground, labels, grids, names: found, set }
}
