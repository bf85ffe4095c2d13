// The map, behind words of our own (types.ts). OpenLayers on canvas: it needs no GPU and knows other projections.
import Feature from 'ol/Feature'
import OlMap from 'ol/Map'
import View from 'ol/View'
import { createEmpty, extend, isEmpty } from 'ol/extent'
import { defaults as defaultInteractions } from 'ol/interaction'
import MultiPoint from 'ol/geom/MultiPoint'
import PointGeometry from 'ol/geom/Point'
import { fromExtent } from 'ol/geom/Polygon'
import VectorLayer from 'ol/layer/Vector'
import { fromLonLat, toLonLat, transformExtent } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import { Circle, Fill, Stroke, Style, Text } from 'ol/style'
import 'ol/ol.css'
import { makeBase } from './base'
import type { Rect } from './boxes'
import { gather, type Gathered } from './gather'
import { hatch } from './hatch'
import { DARK, LIGHT, markStyle, rem } from './marks'
import type { Around, Extent, GridMap, MapOptions, Mark, People, Priority } from './types'
import { drawStorm, stormStyle } from './storm'
import { makeWords } from './words'

const BLINK_MS = 500 // a whole blink is a second: 1 Hz, below the allowed 2

export function createMap(target: HTMLElement, options: MapOptions): GridMap {
  const theme = options.dark ? DARK : LIGHT
  const px = (ems: number) => ems * rem()
  const free = !options.gather && !options.overview
  const base = makeBase(theme, () => px(options.labelSize), free, !!options.overview)
  const hot = new VectorSource()
  const silent = new VectorSource()
  const people = new VectorSource()
  const marks = new VectorSource()
  const pick = new VectorSource()
  const tints = new VectorSource()
  const storms = new VectorSource()
  let dim = false
  let list: readonly Mark[] = []
  let around: readonly Around[] = []
  let kept: readonly Rect[] = []
  let dots: People | null = null
  let drawnDots: People | null = null
  let shown: Extent | null = null
  let hotKey = ''
  let frameKey = ''

  const hotLayer = new VectorLayer({
    source: hot,
    style: (f) => new Style({ fill: new Fill({ color: String(f.get('colour')) }) }),
  })
  const tintLayer = new VectorLayer({
    source: tints,
    style: (f) => new Style({ fill: new Fill({ color: String(f.get('colour')) }) }),
  })
  const stormLayer = new VectorLayer({
    declutter: !!options.wide,
    source: storms,
    style: stormStyle({ dark: options.dark, px, size: options.labelSize, wide: !!options.wide }),
  })
  const silentLayer = new VectorLayer({ source: silent, style: (f) => silentStyle(String(f.get('label'))) })
  const peopleLayer = new VectorLayer({ source: people, style: (f) => dotStyle(!!f.get('fresh')) })
  const markLayer = new VectorLayer({ source: marks, style: (f) => styleOf(f.get('one') as Gathered) })
  const words = makeWords(theme, options, px)
  const pickLayer = new VectorLayer({ source: pick, style: pickStyle })
  const map = new OlMap({
    target,
    layers: [
      base.ground,
      tintLayer,
      hotLayer,
      stormLayer,
      silentLayer,
      free ? base.labels : words.nameLayer,
      peopleLayer,
      markLayer,
      words.wordLayer,
      pickLayer,
    ],
    controls: [],
    interactions: options.interactive ? defaultInteractions() : [],
    view: new View({
      center: fromLonLat([110.42, 19.98]),
      zoom: 12,
      enableRotation: false,
      // A wall jumps to any size; a hand goes in steps.
      constrainResolution: false,
    }),
  })

  function styleOf({ mark, count, blink, ring, alert }: Gathered) {
    return markStyle({
      priority: mark.priority,
      radius: px(options.markSize),
      ring: ring && !options.overview,
      alert: alert && !options.overview,
      dim: blink && dim,
      chosen: !!mark.chosen,
      count,
      bare: !!options.overview,
    })
  }
  const hatching = hatch(options.dark ? '#c9d6e0' : '#3d4c57', px(0.9))
  function silentStyle(label: string) {
    return new Style({
      fill: new Fill({ color: hatching ?? 'rgba(140,150,160,.5)' }),
      stroke: new Stroke({ color: options.dark ? '#e7eef3' : '#22303a', width: px(0.22), lineDash: [6, 5] }),
      text: options.overview
        ? undefined
        : new Text({
            text: label,
            font: `700 ${px(options.labelSize * 0.8)}px 'Noto Sans SC Variable', 'Noto Sans SC', sans-serif`,
            fill: new Fill({ color: options.dark ? '#fff' : '#10181f' }),
            stroke: new Stroke({ color: options.dark ? '#0a1118' : '#fff', width: px(0.5) }),
            overflow: true,
          }),
    })
  }
  function dotStyle(fresh: boolean) {
    const radius = px(options.overview ? 0.22 : 0.36)
    const stroke = new Stroke({
      color: fresh ? '#0a1118' : theme.person,
      width: radius * (fresh ? 0.35 : 0.5),
    })
    return new Style({
      image: new Circle({ radius, stroke, fill: fresh ? new Fill({ color: theme.person }) : undefined }),
    })
  }
  function pickStyle() {
    const stroke = new Stroke({ color: theme.frame, width: options.overview ? px(0.25) : 3 })
    return new Style({
      image: new Circle({ radius: 9, stroke, fill: new Fill({ color: 'rgba(22,119,255,.25)' }) }),
      stroke,
    })
  }

  /** One a grid for ever: a feature listens to its geometry, and a geometry keeps who listens. */
  const hotFeatures = new Map<string, Feature>()
  function hotFeature(grid: string): Feature | undefined {
    const geometry = base.grids.get(grid)?.getGeometry()
    const known = hotFeatures.get(grid)
    if (!geometry || known?.getGeometry() === geometry) return known
    const feature = new Feature({ geometry })
    hotFeatures.set(grid, feature)
    return feature
  }
  function drawHot(): void {
    const worst = new Map<string, Priority>()
    for (const { grid, priority } of list) if (priority < (worst.get(grid) ?? 5)) worst.set(grid, priority)
    const key = [...worst].join() + base.grids.size
    if (key === hotKey) return
    hotKey = key
    hot.clear(true)
    for (const [grid, priority] of worst) {
      const feature = hotFeature(grid)
      feature?.set('colour', theme.hot[priority], true)
      if (feature) hot.addFeature(feature)
    }
    hot.changed()
  }
  let silentGrids: readonly { code: string; label: string }[] = []
  let silentKey = ''
  const silentFeatures = new Map<string, Feature>()
  /** One a grid for ever, as for the hot ones. */
  function drawSilent(): void {
    const key = silentGrids.map(({ code, label }) => code + label).join() + base.grids.size
    if (key === silentKey) return
    silentKey = key
    silent.clear(true)
    for (const { code, label } of silentGrids) {
      const geometry = base.grids.get(code)?.getGeometry()
      let feature = silentFeatures.get(code)
      if (geometry && feature?.getGeometry() !== geometry)
        silentFeatures.set(code, (feature = new Feature({ geometry })))
      feature?.set('label', label, true)
      if (feature) silent.addFeature(feature)
    }
    silent.changed()
  }
  let tintKey = ''
  const tintFeatures = new Map<string, Feature>()
  /** One a grid for ever, as for the hot ones. */
  function drawTints(list: readonly (readonly [string, string])[]): void {
    const key = list.map((one) => one.join('')).join() + base.grids.size
    if (key === tintKey) return
    tintKey = key
    tints.clear(true)
    for (const [code, colour] of list) {
      const geometry = base.grids.get(code)?.getGeometry()
      let feature = tintFeatures.get(code)
      if (geometry && feature?.getGeometry() !== geometry)
        tintFeatures.set(code, (feature = new Feature({ geometry })))
      feature?.set('colour', colour, true)
      if (feature) tints.addFeature(feature)
    }
    tints.changed()
  }
  let tinted: readonly (readonly [string, string])[] = []
  const many = (points: [number, number][]) => new MultiPoint(points.map((point) => fromLonLat(point)))
  function drawPeople(): void {
    if (dots === drawnDots) return
    drawnDots = dots
    people.clear(true)
    if (!dots) return
    people.addFeatures([
      new Feature({ geometry: many(dots.old), fresh: false }),
      new Feature({ geometry: many(dots.fresh), fresh: true }),
    ])
    people.changed()
  }
  /** Where a projected point is on the screen, whether or not it was drawn yet. */
  function toPixel(x: number, y: number): [number, number] {
    const view = map.getView()
    const [cx = 0, cy = 0] = view.getCenter() ?? []
    const [wide = 0, high = 0] = map.getSize() ?? []
    const resolution = view.getResolution() ?? 1
    return [wide / 2 + (x - cx) / resolution, high / 2 - (y - cy) / resolution]
  }
  const alone = (mark: Mark): Gathered => ({
    mark,
    x: 0,
    y: 0,
    count: mark.count ?? 1,
    blink: !!mark.blink,
    ring: !!mark.ring,
    alert: !!mark.alert,
    single: true,
  })
  /** Marks, then their words, then the names of the ground: each takes only what is left. */
  function layOut(): void {
    const size = map.getSize()
    const spots = list.map((mark) => {
      const [x = 0, y = 0] = fromLonLat([mark.lon, mark.lat])
      const [left, top] = toPixel(x, y)
      return { mark, x: left, y: top }
    })
    const drawn = free ? list.map(alone) : gather(spots, px(options.markSize))
    marks.clear(true)
    // The most urgent is drawn last, on top.
    marks.addFeatures(
      [...drawn]
        .sort((a, b) => b.mark.priority - a.mark.priority)
        .map((one) => {
          const point = fromLonLat([one.mark.lon, one.mark.lat])
          return new Feature({ geometry: new PointGeometry(point), one, mark: one.mark })
        }),
    )
    marks.changed()
    if (!size) return
    const resolution = map.getView().getResolution() ?? 1
    words.layOut({ drawn, free, size, resolution, toPixel, names: base.names, around, kept })
  }
  /** A map nobody touches is drawn at the beat of the blink, however much it is told in between. */
  let stale = false
  function flush(): void {
    stale = false
    drawHot()
    drawSilent()
    drawTints(tinted)
    drawPeople()
    layOut()
  }
  function tell(): void {
    if (free) return flush()
    stale = true
  }
  const blinker = setInterval(() => {
    const any = marks.getFeatures().some((f) => (f.get('one') as Gathered).blink)
    const turns = any || dim
    dim = any && !dim
    if (stale) flush()
    else if (turns) markLayer.changed()
  }, BLINK_MS)

  const padding = () => {
    const space = options.overview ? px(0.6) : px(options.labelSize * 1.4)
    return [space + px(options.topSpace?.() ?? 0), space, space, space + px(options.leftSpace?.() ?? 0)]
  }
  function tellSeen(): void {
    const size = map.getSize()
    const view = map.getView()
    if (!size || !options.seen) return
    const [west = 0, south = 0, east = 0, north = 0] = transformExtent(
      view.calculateExtent(size),
      'EPSG:3857',
      'EPSG:4326',
    )
    const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
    const metresPerPixel = (view.getResolution() ?? 1) * shrink
    options.seen({ extent: { west, south, east, north }, metresPerPixel })
  }
  const project = ({ west, south, east, north }: Extent) =>
    transformExtent([west, south, east, north], 'EPSG:4326', 'EPSG:3857')
  function moved(): void {
    if (!free) layOut()
    tellSeen()
  }
  function fit(code?: string): void {
    const extent = createEmpty()
    for (const [grid, feature] of base.grids)
      if (!code || grid.startsWith(code)) extend(extent, feature.getGeometry()!.getExtent())
    if (isEmpty(extent)) return
    map.getView().fit(extent, { padding: padding(), maxZoom: code ? 17 : 20 })
    moved()
  }
  function show(extent: Extent): void {
    shown = extent
    map.updateSize()
    map.getView().fit(project(extent), { padding: padding(), maxZoom: 17 })
    moved()
  }
  const watcher = new ResizeObserver(() => {
    map.updateSize()
    if (options.interactive) return
    if (shown) show(shown)
    else fit()
  })
  watcher.observe(target)

  if (options.interactive && options.seen) map.on('moveend', tellSeen) // by hand, too

  let under: string | null = null
  map.on('pointermove', (event) => {
    if (!options.hovered || event.dragging) return
    const mark = map.forEachFeatureAtPixel(event.pixel, (f) => f.get('mark') as Mark | undefined, {
      hitTolerance: 4,
    })
    if ((mark?.id ?? null) === under) return
    options.hovered((under = mark?.id ?? null))
  })
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
      flush()
      if (shown) show(shown)
      else fit()
    },
    setMarks(marks) {
      list = marks
      tell()
    },
    setSilent(grids) {
      silentGrids = grids
      tell()
    },
    setStorm(storm) {
      storms.clear(true)
      if (storm) storms.addFeatures(drawStorm(storm))
      storms.changed()
    },
    setTints(list) {
      tinted = list
      tell()
    },
    setPeople(where) {
      dots = where
      tell()
    },
    setAround(names) {
      around = names
      tell()
    },
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
    show,
    frame(extent) {
      const key = JSON.stringify(extent)
      if (key === frameKey) return
      frameKey = key
      pick.clear()
      if (extent) pick.addFeature(new Feature(fromExtent(project(extent))))
    },
    keepFree(rects) {
      if (JSON.stringify(rects) === JSON.stringify(kept)) return
      kept = rects
      tell()
    },
    pixelOf(lat, lon) {
      if (!map.getSize()) return null
      const [x = 0, y = 0] = fromLonLat([lon, lat])
      return toPixel(x, y)
    },
    gridsIn({ left, top, right, bottom }) {
      let count = 0
      for (const feature of base.grids.values()) {
        const [west = 0, south = 0, east = 0, north = 0] = feature.getGeometry()!.getExtent()
        const [x, y] = toPixel((west + east) / 2, (south + north) / 2)
        if (x > left && x < right && y > top && y < bottom) count += 1
      }
      return count
    },
    extentOf(prefixes) {
      const extent = createEmpty()
      for (const [grid, feature] of base.grids)
        if (prefixes.some((prefix) => grid.startsWith(prefix)))
          extend(extent, feature.getGeometry()!.getExtent())
      if (isEmpty(extent)) return null
      const [west = 0, south = 0, east = 0, north = 0] = transformExtent(extent, 'EPSG:3857', 'EPSG:4326')
      return { west, south, east, north }
    },
    dispose() {
      clearInterval(blinker)
      watcher.disconnect()
      map.setTarget(undefined)
      map.dispose()
    },
  }
}
