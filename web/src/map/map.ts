// The map, behind words of our own (types.ts). OpenLayers on canvas: it needs no GPU and knows other projections.
import Feature from 'ol/Feature'
import OlMap from 'ol/Map'
import View from 'ol/View'
import { defaults as defaultInteractions } from 'ol/interaction'
import MultiPoint from 'ol/geom/MultiPoint'
import PointGeometry from 'ol/geom/Point'
import { fromExtent } from 'ol/geom/Polygon'
import VectorLayer from 'ol/layer/Vector'
import { fromLonLat } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import 'ol/ol.css'
import { makeBase } from './base'
import type { Rect } from './boxes'
import { coverOf, extentOf, project, seenBy } from './extents'
import { gridFill } from './fills'
import { gather, type Gathered } from './gather'
import { DARK, LIGHT, markStyle, rem } from './marks'
import { followPointer } from './pointing'
import { drawStorm, stormStyle } from './storm'
import { fillStyle, makeStyles } from './styles'
import type { Around, Extent, GridMap, MapOptions, Mark, People, Priority } from './types'
import { makeWords } from './words'

const BLINK_MS = 500 // a whole blink is a second: 1 Hz, below the allowed 2

export function createMap(target: HTMLElement, options: MapOptions): GridMap {
  const theme = options.dark ? DARK : LIGHT
  const px = (ems: number) => ems * rem()
  const free = !options.gather && !options.overview
  const base = makeBase(theme, () => px(options.labelSize), free, !!options.overview)
  const people = new VectorSource()
  const marks = new VectorSource()
  const pick = new VectorSource()
  const storms = new VectorSource()
  let dim = false
  let list: readonly Mark[] = []
  let around: readonly Around[] = []
  let kept: readonly Rect[] = []
  let dots: People | null = null
  let drawnDots: People | null = null
  let shown: Extent | null = null
  let frameKey = ''

  const { silentStyle, dotStyle, pickStyle } = makeStyles(theme, options, px)
  const hot = gridFill(base.grids, fillStyle)
  const tints = gridFill(base.grids, fillStyle)
  const silent = gridFill(base.grids, silentStyle)
  const stormLayer = new VectorLayer({
    declutter: !!options.wide,
    source: storms,
    style: stormStyle({ dark: options.dark, px, size: options.labelSize, wide: !!options.wide }),
  })
  const peopleLayer = new VectorLayer({ source: people, style: (f) => dotStyle(!!f.get('fresh')) })
  const markLayer = new VectorLayer({ source: marks, style: (f) => styleOf(f.get('one') as Gathered) })
  const words = makeWords(theme, options, px)
  const pickLayer = new VectorLayer({ source: pick, style: pickStyle })
  const map = new OlMap({
    target,
    layers: [
      base.ground,
      tints.layer,
      hot.layer,
      stormLayer,
      silent.layer,
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
  function drawHot(): void {
    const worst = new Map<string, Priority>()
    for (const { grid, priority } of list) if (priority < (worst.get(grid) ?? 5)) worst.set(grid, priority)
    hot.draw([...worst].map(([grid, priority]) => [grid, theme.hot[priority]] as const))
  }
  let silentGrids: readonly { code: string; label: string }[] = []
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
    silent.draw(silentGrids.map(({ code, label }) => [code, label] as const))
    tints.draw(tinted)
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
    if (size && options.seen) options.seen(seenBy(map.getView(), size))
  }
  function moved(): void {
    if (!free) layOut()
    tellSeen()
  }
  function fit(code?: string): void {
    const extent = coverOf(base.grids, [code ?? ''])
    if (!extent) return
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

  followPointer(map, base.grids, options)
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
    extentOf: (prefixes) => extentOf(base.grids, prefixes),
    dispose() {
      clearInterval(blinker)
      watcher.disconnect()
      map.setTarget(undefined)
      map.dispose()
    },
  }
}
