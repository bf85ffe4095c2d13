// Words on the map: beside marks, and the names of the ground. On a map nobody touches they are put where they are free.
import Feature from 'ol/Feature'
import PointGeometry from 'ol/geom/Point'
import VectorLayer from 'ol/layer/Vector'
import { fromLonLat } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import { Fill, Stroke, Style, Text } from 'ol/style'
import { around as rectAround, Taken, type Rect } from './boxes'
import { roomOf, type Gathered } from './gather'
import { font, type Theme } from './marks'
import { placeNames, type Name, type PlacedName } from './names'
import type { Around, MapOptions } from './types'

interface Layout {
  drawn: readonly Gathered[]
  /** The map moves under a hand: words stay where they are, above their marks. */
  free: boolean
  size: number[]
  resolution: number
  toPixel: (x: number, y: number) => [number, number]
  names: readonly Name[]
  around: readonly Around[]
  kept: readonly Rect[]
}
interface Word {
  text: string
  dx: number
  dy: number
}

const MOST_WORDS = 12
const brush = document.createElement('canvas').getContext('2d')
function widthOf(text: string, css: string): number {
  if (!brush) return text.length * 10
  brush.font = css
  return brush.measureText(text).width
}

export function makeWords(theme: Theme, options: MapOptions, px: (ems: number) => number) {
  const words = new VectorSource()
  const names = new VectorSource()
  const wordFont = () => font(px(options.labelSize * 1.1), 700)
  const sizes = { street: 1.16, community: 0.94, around: 1 }
  const nameFont = ({ level }: Name) =>
    font(px(options.labelSize * sizes[level]), level === 'street' ? 600 : 500)
  const colours = { street: theme.streetLabel, community: theme.label, around: theme.around }

  const wordLayer = new VectorLayer({
    source: words,
    declutter: options.gather ? false : 'words',
    style: (f) => {
      const { text, dx, dy } = f.get('word') as Word
      return new Style({
        text: new Text({
          text,
          font: wordFont(),
          fill: new Fill({ color: theme.words }),
          stroke: new Stroke({ color: theme.halo, width: px(options.labelSize / 3.5) }),
          offsetX: dx,
          offsetY: dy,
          overflow: true,
        }),
      })
    },
  })
  const nameLayer = new VectorLayer({
    source: names,
    style: (f) => {
      const name = f.get('name') as PlacedName
      return new Style({
        text: new Text({
          text: name.text,
          font: nameFont(name),
          fill: new Fill({ color: colours[name.level] }),
          stroke: new Stroke({ color: theme.halo, width: px(options.labelSize / 4) }),
          offsetY: name.dy,
          overflow: true,
        }),
      })
    },
  })

  function wordsOf(layout: Layout, taken: Taken): Feature[] {
    const placed: Feature[] = []
    const high = px(options.labelSize * 1.25)
    for (const one of layout.drawn) {
      const text = one.mark.label
      if (!text || !one.single || placed.length >= MOST_WORDS) continue
      const wide = widthOf(text, wordFont())
      const room = roomOf(one, px(options.markSize))
      const gap = px(options.labelSize * 0.25)
      const wishes: [number, number][] = [
        [one.x, room.top - high / 2],
        [one.x, room.bottom + high / 2],
        [room.right + gap + wide / 2, one.y],
        [room.left - gap - wide / 2, one.y],
      ]
      const found = layout.free ? 0 : taken.place(wishes.map(([x, y]) => rectAround(x, y, wide, high)))
      if (found < 0) continue
      const [x, y] = wishes[found]!
      const geometry = new PointGeometry(fromLonLat([one.mark.lon, one.mark.lat]))
      placed.push(new Feature({ geometry, word: { text, dx: x - one.x, dy: y - one.y } }))
    }
    return placed
  }

  function namesOf(layout: Layout, taken: Taken): Feature[] {
    const outside: Name[] = layout.around.map(({ name, lat, lon }) => {
      const [x = 0, y = 0] = fromLonLat([lon, lat])
      return { text: name, level: 'around', x, y, width: 0 }
    })
    const wanted = options.overview
      ? layout.names.filter(({ level }) => level === 'street')
      : [...layout.names, ...outside]
    const size = (name: Name): [number, number] => [
      widthOf(name.text, nameFont(name)),
      px(options.labelSize * sizes[name.level] * 1.2),
    ]
    return placeNames(wanted, taken, layout.toPixel, layout.resolution, size).map(
      (name) => new Feature({ geometry: new PointGeometry([name.x, name.y]), name }),
    )
  }

  function layOut(layout: Layout): void {
    const [right = 0, bottom = 0] = layout.size
    const room: Rect = { left: 2, top: px(options.topSpace?.() ?? 0), right: right - 2, bottom: bottom - 2 }
    const rooms = layout.free ? [] : layout.drawn.map((one) => roomOf(one, px(options.markSize)))
    const taken = new Taken(room, [...layout.kept, ...rooms])
    words.clear(true)
    if (!options.overview) words.addFeatures(wordsOf(layout, taken))
    words.changed()
    if (layout.free) return
    names.clear(true)
    names.addFeatures(namesOf(layout, taken))
    names.changed()
  }
  return { wordLayer, nameLayer, layOut }
}
