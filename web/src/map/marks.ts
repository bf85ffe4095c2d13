// How things look on the map. Sizes are in root ems, so that a 4K wall draws them twice as large.
import { Circle, Fill, RegularShape, Stroke, Style, Text } from 'ol/style'
import type { Priority } from './types'

export interface Theme {
  land: string
  community: string
  grid: string
  street: string
  district: string
  /** Strokes outside the border, from the widest: it stands out from what lies around. */
  glow: string[]
  label: string
  streetLabel: string
  around: string
  halo: string
  words: string
  frame: string
  person: string
  hot: Record<Priority, string>
}

export const COLOURS: Record<Priority, string> = { 1: '#ff4672', 2: '#ff9838', 3: '#ffd84d', 4: '#a9bccb' }

export const DARK: Theme = {
  land: '#142431',
  grid: '#22384a',
  community: '#3c596f',
  street: '#6f90a8',
  district: '#a3bccf',
  glow: ['rgba(120,165,195,.07)', 'rgba(120,165,195,.10)', 'rgba(120,165,195,.16)'],
  label: '#a6b9c8',
  streetLabel: '#d3dfe8',
  around: '#8498a8',
  halo: '#0a1118',
  words: '#f2f7fb',
  frame: '#eef4f8',
  person: '#7cc4ee',
  hot: {
    1: 'rgba(255,70,114,.38)',
    2: 'rgba(255,152,56,.30)',
    3: 'rgba(255,216,77,.20)',
    4: 'rgba(169,188,203,.16)',
  },
}
export const LIGHT: Theme = {
  land: '#eef2f5',
  community: '#8ea3b3',
  grid: '#cfd9e0',
  street: '#7d94a5',
  district: '#5d7688',
  glow: [],
  label: '#52697a',
  streetLabel: '#3c5262',
  around: '#7b8d9a',
  halo: '#ffffff',
  words: '#12202b',
  frame: '#1677ff',
  person: '#1677ff',
  hot: {
    1: 'rgba(216,27,75,.30)',
    2: 'rgba(230,120,20,.26)',
    3: 'rgba(220,175,0,.22)',
    4: 'rgba(110,130,146,.18)',
  },
}

export const rem = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
export const font = (size: number, weight = 500): string =>
  `${weight} ${size}px "Noto Sans SC Variable", "Noto Sans SC", sans-serif`

const shapes = new Map<string, Style[]>()
const MOST_SHAPES = 600

/** Of a mark. `dim`: the dark half of a blink. */
export interface Look {
  priority: Priority
  radius: number
  ring: boolean
  alert: boolean
  dim: boolean
  chosen: boolean
  count: number
  /** Too small for a digit. */
  bare: boolean
}

/** ▲1 ◆2 ●3 ■4 with a dark rim; a broken ring: an offer is out; a whole one: nobody is coming; ×n: so many. */
export function markStyle(look: Look): Style[] {
  const { priority, radius, ring, alert, dim, chosen, count, bare } = look
  const key = Object.values(look).join()
  const made = shapes.get(key)
  if (made) return made
  // A height of its own for each priority: otherwise all digits are drawn above all shapes.
  const zIndex = 5 - priority
  const text = bare ? undefined : digit(priority, radius, dim)
  const styles = [new Style({ zIndex, image: shape(priority, radius, dim), text })]
  if (alert) styles.unshift(ringStyle(radius * 1.7, dim ? '#7a2038' : '#ff4672', 0.2))
  else if (ring)
    styles.unshift(ringStyle(radius * 1.7, 'rgba(255,255,255,.9)', 0.12, [radius * 0.5, radius * 0.35]))
  if (chosen) styles.unshift(ringStyle(radius * 2, '#1677ff', 0.09))
  if (count > 1 && !bare) styles.push(many(count, radius, zIndex))
  if (shapes.size > MOST_SHAPES) shapes.clear()
  shapes.set(key, styles)
  return styles
}

function shape(priority: Priority, radius: number, dim: boolean) {
  const fill = new Fill({ color: dim ? '#5a1a2b' : COLOURS[priority] })
  const stroke = new Stroke({ color: '#0a1118', width: Math.max(1.5, radius * 0.14) })
  if (priority === 3) return new Circle({ radius, fill, stroke })
  if (priority === 1) return new RegularShape({ points: 3, radius: radius * 1.3, fill, stroke })
  const angle = priority === 4 ? Math.PI / 4 : 0
  return new RegularShape({ points: 4, radius: radius * 1.2, angle, fill, stroke })
}

const digit = (priority: Priority, radius: number, dim: boolean) =>
  new Text({
    text: String(priority),
    font: font(radius * 1.15, 800),
    fill: new Fill({ color: dim ? '#ffb3c6' : '#0a1118' }),
    offsetY: priority === 1 ? radius * 0.2 : radius * 0.06,
    overflow: true,
  })

const many = (count: number, radius: number, zIndex: number) =>
  new Style({
    zIndex,
    text: new Text({
      text: `×${count}`,
      font: font(radius * 1.25, 700),
      textAlign: 'left',
      offsetX: radius * 1.3,
      fill: new Fill({ color: '#f2f7fb' }),
      stroke: new Stroke({ color: '#0a1118', width: radius * 0.4 }),
      overflow: true,
    }),
  })

const ringStyle = (radius: number, color: string, width: number, lineDash?: number[]) =>
  new Style({
    image: new Circle({
      radius,
      stroke: new Stroke({ color, width: Math.max(1.5, radius * width), lineDash }),
    }),
  })
