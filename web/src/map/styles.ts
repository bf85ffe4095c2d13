// How grids, people and what is being chosen look.
import { Circle, Fill, Stroke, Style, Text } from 'ol/style'
import { hatch } from './hatch'
import type { Theme } from './marks'
import type { MapOptions } from './types'

export const fillStyle = (color: string) => new Style({ fill: new Fill({ color }) })

export function makeStyles(theme: Theme, options: MapOptions, px: (ems: number) => number) {
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
  return { silentStyle, dotStyle, pickStyle }
}
