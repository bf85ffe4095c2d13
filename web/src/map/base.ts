// The ground: district, communities and grids, drawn once to an image, with the communities' names above.
import GeoJSON from 'ol/format/GeoJSON'
import type Feature from 'ol/Feature'
import VectorImageLayer from 'ol/layer/VectorImage'
import VectorLayer from 'ol/layer/Vector'
import VectorSource from 'ol/source/Vector'
import { Fill, Stroke, Style, Text } from 'ol/style'
import type { Areas, Level } from '@/wire/replies'
import { font, type Theme } from './marks'

const format = new GeoJSON({ featureProjection: 'EPSG:3857' })
const LEVELS: Level[] = ['district', 'street', 'grid', 'community']

export function makeBase(theme: Theme, labelPx: () => number) {
  const source = new VectorSource()
  const names = new VectorSource()
  const grids = new Map<string, Feature>()
  const line = (color: string, width: number) => new Stroke({ color, width })
  const styles: Record<Level, () => Style> = {
    district: () => new Style({ stroke: line(theme.district, labelPx() / 9), zIndex: 3 }),
    street: () => new Style({ stroke: line(theme.grid, labelPx() / 16), zIndex: 0 }),
    grid: () =>
      new Style({
        fill: new Fill({ color: theme.land }),
        stroke: line(theme.grid, labelPx() / 20),
        zIndex: 1,
      }),
    community: () => new Style({ stroke: line(theme.community, labelPx() / 13), zIndex: 2 }),
  }
  const ground = new VectorImageLayer({
    source,
    style: (feature) => styles[feature.get('level') as Level](),
    imageRatio: 1.2,
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
    for (const level of LEVELS) {
      const features = format.readFeatures(
        areas.get(level) ?? { type: 'FeatureCollection', features: [] },
      ) as Feature[]
      for (const feature of features) {
        const code = String(feature.get('code'))
        feature.setId(code)
        if (level === 'grid') grids.set(code, feature)
        if (level === 'community') {
          const label = feature.clone()
          label.set('label', name(code))
          names.addFeature(label)
        }
      }
      source.addFeatures(features)
    }
  }
  return { layers: [ground, labels], source, grids, set }
}
