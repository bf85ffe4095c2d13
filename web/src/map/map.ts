// The map, behind words of our own (types.ts). OpenLayers on canvas: it needs no GPU and knows other projections.
import Feature from 'ol/Feature'
import OlMap from 'ol/Map'
import View from 'ol/View'
import { createEmpty, extend, isEmpty } from 'ol/extent'
import { defaults as defaultInteractions } from 'ol/interaction'
import PointGeometry from 'ol/geom/Point'
import VectorLayer from 'ol/layer/Vector'
import { fromLonLat, toLonLat } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import { Circle, Fill, Stroke, Style, Text } from 'ol/style'
import 'ol/ol.css'
import { makeBase } from './base'
import { DARK, font, LIGHT, markStyle, rem } from './marks'
import type { GridMap, MapOptions, Mark, Priority } from './types'

const BLINK_MS = 500 // a whole blink is a second: 1 Hz, below the allowed 2

export function createMap(target: HTMLElement, options: MapOptions): GridMap {
  const theme = options.dark ? DARK : LIGHT
  const px = (ems: number) => ems * rem()
  const base = makeBase(theme, () => px(options.labelSize))
  const hot = new VectorSource()
  const marks = new VectorSource()
  const pick = new VectorSource()
  let dim = false

  const hotLayer = new VectorLayer({
    source: hot,
    style: (f) => new Style({ fill: new Fill({ color: String(f.get('colour')) }) }),
  })
  const markLayer = new VectorLayer({ source: marks, style: (f) => styleOf(f.get('mark') as Mark) })
  const wordLayer = new VectorLayer({
    source: marks,
    declutter: 'words',
    style: (f) => wordsOf(f.get('mark') as Mark),
  })
  const pickLayer = new VectorLayer({ source: pick, style: pickStyle })
  const [ground, names] = base.layers
  const map = new OlMap({
    target,
    layers: [ground!, hotLayer, names!, markLayer, wordLayer, pickLayer],
    controls: [],
    interactions: options.interactive ? defaultInteractions() : [],
    view: new View({ center: fromLonLat([110.42, 19.98]), zoom: 12, enableRotation: false }),
  })

  function styleOf(mark: Mark) {
    return markStyle(mark.priority, px(options.markSize), !!mark.ring, !!mark.blink && dim, !!mark.chosen)
  }
  function wordsOf({ label, priority }: Mark) {
    if (!label) return undefined
    return new Style({
      zIndex: 5 - priority,
      text: new Text({
        text: label,
        font: font(px(options.labelSize * 1.1), 700),
        fill: new Fill({ color: options.dark ? '#f2f7fb' : '#12202b' }),
        stroke: new Stroke({ color: theme.halo, width: px(options.labelSize / 3.5) }),
        offsetY: -px(options.markSize * 2 + options.labelSize * 0.45),
        overflow: true,
      }),
    })
  }
  function pickStyle() {
    const stroke = new Stroke({ color: '#1677ff', width: 3 })
    return new Style({
      image: new Circle({ radius: 9, stroke, fill: new Fill({ color: 'rgba(22,119,255,.25)' }) }),
      stroke,
    })
  }

  function setMarks(list: readonly Mark[]): void {
    const worst = new Map<string, Priority>()
    for (const { grid, priority } of list) if (priority < (worst.get(grid) ?? 5)) worst.set(grid, priority)
    hot.clear(true)
    for (const [grid, priority] of worst) {
      const geometry = base.grids.get(grid)?.getGeometry()
      if (geometry) hot.addFeature(new Feature({ geometry, colour: theme.hot[priority] }))
    }
    hot.changed()
    marks.clear(true)
    // The most urgent is drawn last, on top.
    marks.addFeatures(
      [...list]
        .sort((a, b) => b.priority - a.priority)
        .map((mark) => new Feature({ geometry: new PointGeometry(fromLonLat([mark.lon, mark.lat])), mark })),
    )
  }
  const blinker = setInterval(() => {
    const any = marks.getFeatures().some((f) => (f.get('mark') as Mark).blink)
    if (!any && !dim) return
    dim = any && !dim
    markLayer.changed()
  }, BLINK_MS)

  function fit(code?: string): void {
    const extent = createEmpty()
    for (const [grid, feature] of base.grids)
      if (!code || grid.startsWith(code)) extend(extent, feature.getGeometry()!.getExtent())
    if (isEmpty(extent)) return
    const space = px(options.labelSize * 1.4)
    map.getView().fit(extent, {
      padding: [space + px(options.topSpace ?? 0), space, space, space],
      maxZoom: code ? 17 : 20,
    })
  }
  const watcher = new ResizeObserver(() => {
    map.updateSize()
    if (!options.interactive) fit()
  })
  watcher.observe(target)

  map.on('singleclick', (event) => {
    const mark = map.forEachFeatureAtPixel(event.pixel, (f) => f.get('mark') as Mark | undefined, {
      hitTolerance: 6,
    })
    if (mark && options.chosen) return options.chosen(mark.id)
    const [lon = 0, lat = 0] = toLonLat(event.coordinate)
    const grid = [...base.grids].find(([, f]) => f.getGeometry()?.intersectsCoordinate(event.coordinate))
    options.picked?.({ lat, lon, grid: grid?.[0] ?? null })
  })

  return {
    setAreas(areas, name) {
      base.set(areas, name)
      fit()
    },
    setMarks,
    setPick(point) {
      pick.clear()
      if (point) pick.addFeature(new Feature(new PointGeometry(fromLonLat([point.lon, point.lat]))))
    },
    chooseGrid(code) {
      pick.clear()
      const geometry = code ? base.grids.get(code)?.getGeometry() : undefined
      if (geometry) pick.addFeature(new Feature(geometry))
    },
    fit,
    dispose() {
      clearInterval(blinker)
      watcher.disconnect()
      map.setTarget(undefined)
      map.dispose()
    },
  }
}
