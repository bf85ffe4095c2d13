// How things look on the map. Sizes are in root ems, so that a 4K wall draws them twice as large.
import { Circle, Fill, RegularShape, Stroke, Style, Text } from 'ol/style'
import type { Priority } from './types'

export interface Theme {
  land: string
  community: string
  grid: string
  district: string
  label: string
  halo: string
  hot: Record<Priority, string>
}

export const COLOURS: Record<Priority, string> = { 1: '#ff4672', 2: '#ff9838', 3: '#ffd84d', 4: '#a9bccb' }

export const DARK: Theme = {
  land: '#13212d',
  community: '#3a5266',
  grid: '#203341',
  district: '#4f6b81',
  label: '#8fa6b7',
  halo: '#0a1118',
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
  district: '#5d7688',
  label: '#52697a',
  halo: '#ffffff',
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

/** ▲1 ◆2 ●3 ■4 with a dark rim; `ring`: an offer is out; `dim`: the dark half of a blink. */
export function markStyle(
  priority: Priority,
  radius: number,
  ring: boolean,
  dim: boolean,
  chosen: boolean,
): Style[] {
  const key = [priority, radius, ring, dim, chosen].join()
  const made = shapes.get(key)
  if (made) return made
  // A height of its own for each priority: otherwise all digits are drawn above all shapes.
  const zIndex = 5 - priority
  const styles = [
    new Style({ zIndex, image: shape(priority, radius, dim), text: digit(priority, radius, dim) }),
  ]
  if (ring) styles.unshift(ringStyle(radius * 1.75, 'rgba(255,255,255,.9)', [radius * 0.5, radius * 0.35]))
  if (chosen) styles.unshift(ringStyle(radius * 2, '#1677ff'))
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

const ringStyle = (radius: number, color: string, lineDash?: number[]) =>
  new Style({
    image: new Circle({
      radius,
      stroke: new Stroke({ color, width: Math.max(1.5, radius * 0.09), lineDash }),
    }),
  })
