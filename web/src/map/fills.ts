// Grids that are filled: by what is open in them, by a tint, or hatched because nobody answers from there.
import Feature from 'ol/Feature'
import VectorLayer from 'ol/layer/Vector'
import VectorSource from 'ol/source/Vector'
import type { Style } from 'ol/style'

/** A layer of grids, each with one value; `styleOf` says how a value looks. Nothing is drawn anew for the same list. */
export function gridFill(grids: ReadonlyMap<string, Feature>, styleOf: (value: string) => Style) {
  const source = new VectorSource()
  const layer = new VectorLayer({ source, style: (f) => styleOf(String(f.get('value'))) })
  /** One a grid for ever: a feature listens to its geometry, and a geometry keeps who listens. */
  const features = new Map<string, Feature>()
  let drawn = ''

  function featureOf(grid: string): Feature | undefined {
    const geometry = grids.get(grid)?.getGeometry()
    const known = features.get(grid)
    if (!geometry || known?.getGeometry() === geometry) return known
    const feature = new Feature({ geometry })
    features.set(grid, feature)
    return feature
  }
  function draw(list: readonly (readonly [grid: string, value: string])[]): void {
    const key = list.map((one) => one.join('')).join() + grids.size
    if (key === drawn) return
    drawn = key
    source.clear(true)
    for (const [grid, value] of list) {
      const feature = featureOf(grid)
      feature?.set('value', value, true)
      if (feature) source.addFeature(feature)
    }
    source.changed()
  }
  return { layer, draw }
}
