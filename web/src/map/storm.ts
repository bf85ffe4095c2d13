// A storm on the map: past solid, forecast dashed, circles by force with a letter each, the area where the centre may be.
import Feature, { type FeatureLike } from 'ol/Feature'
import LineString from 'ol/geom/LineString'
import PointGeometry from 'ol/geom/Point'
import Polygon from 'ol/geom/Polygon'
import { fromLonLat } from 'ol/proj'
import { Circle, Fill, RegularShape, Stroke, Style, Text } from 'ol/style'
import type { StormDrawing } from './types'

const at = (points: readonly [number, number][]) => points.map((point) => fromLonLat(point))
const FORCE: Record<number, { line: string; fill: string }> = {
  7: { line: '#5b8cff', fill: 'rgba(91, 140, 255, .10)' },
  10: { line: '#a86bff', fill: 'rgba(168, 107, 255, .14)' },
  12: { line: '#e15cff', fill: 'rgba(225, 92, 255, .18)' },
}

export function drawStorm(storm: StormDrawing): Feature[] {
  const features: Feature[] = []
  for (const ring of storm.land ?? [])
    features.push(new Feature({ geometry: new Polygon([at(ring)]), part: 'land' }))
  if (storm.cone.length) features.push(new Feature({ geometry: new Polygon([at(storm.cone)]), part: 'cone' }))
  for (const circle of [...storm.circles].sort((a, b) => a.force - b.force)) {
    features.push(new Feature({ geometry: new Polygon([at(circle.ring)]), part: 'circle', circle }))
    const north = circle.ring[0]
    if (north)
      features.push(
        new Feature({
          geometry: new PointGeometry(fromLonLat(north)),
          part: 'force',
          label: circle.label,
          force: circle.force,
        }),
      )
  }
  if (storm.past.length > 1)
    features.push(new Feature({ geometry: new LineString(at(storm.past)), part: 'past' }))
  if (storm.forecast.length > 1)
    features.push(new Feature({ geometry: new LineString(at(storm.forecast)), part: 'forecast' }))
  for (const point of storm.points)
    features.push(
      new Feature({
        geometry: new PointGeometry(fromLonLat([point.lon, point.lat])),
        part: 'point',
        label: point.label,
        forecast: point.forecast,
      }),
    )
  if (storm.centre)
    features.push(
      new Feature({
        geometry: new PointGeometry(fromLonLat([storm.centre.lon, storm.centre.lat])),
        part: 'centre',
        label: storm.centre.label,
      }),
    )
  return features
}

interface Look {
  dark: boolean
  px: (ems: number) => number
  size: number
  wide: boolean
}
export function stormStyle({ dark, px, size, wide }: Look) {
  const ink = dark ? '#f1f6fa' : '#172330'
  const ground = dark ? '#0a1118' : '#ffffff'
  const words = (text: string, colour: string, offset: number, ems = 0.8) =>
    new Text({
      text,
      font: `600 ${px(size * ems)}px 'Noto Sans SC Variable', 'Noto Sans SC', sans-serif`,
      fill: new Fill({ color: colour }),
      stroke: new Stroke({ color: ground, width: px(size * 0.28) }),
      offsetY: offset,
      overflow: true,
    })
  const line = px(size * 0.1)
  return (feature: FeatureLike): Style | undefined => {
    const part = String(feature.get('part'))
    const label = String(feature.get('label') ?? '')
    switch (part) {
      case 'land':
        return new Style({
          fill: new Fill({ color: dark ? '#1d2a35' : '#e9ebe4' }),
          stroke: new Stroke({ color: dark ? '#4b6173' : '#9aa7a0', width: line * 0.5 }),
        })
      case 'cone':
        return new Style({
          fill: new Fill({ color: dark ? 'rgba(220, 235, 245, .10)' : 'rgba(40, 60, 80, .10)' }),
          stroke: new Stroke({
            color: dark ? '#9fb4c4' : '#5b6d7b',
            width: line * 0.7,
            lineDash: [line * 2, line * 2],
          }),
        })
      case 'circle': {
        const { force, modelled } = feature.get('circle') as { force: number; modelled: boolean }
        const { line: colour, fill } = FORCE[force] ?? FORCE[7]!
        return new Style({
          fill: wide ? new Fill({ color: fill }) : undefined,
          stroke: new Stroke({
            color: colour,
            width: line * (wide ? 1 : 1.6),
            lineDash: modelled ? [line * 4, line * 3] : undefined,
          }),
        })
      }
      case 'force':
        return wide
          ? new Style({
              text: words(label, FORCE[Number(feature.get('force'))]?.line ?? ink, -px(size * 0.5), 0.72),
            })
          : undefined
      case 'past':
        return new Style({ stroke: new Stroke({ color: ink, width: line * 1.6 }) })
      case 'forecast':
        return new Style({
          stroke: new Stroke({ color: ink, width: line * 1.3, lineDash: [line * 5, line * 4] }),
        })
      case 'point': {
        const forecast = !!feature.get('forecast')
        return new Style({
          image: new Circle({
            radius: line * 1.7,
            fill: new Fill({ color: forecast ? ground : ink }),
            stroke: new Stroke({ color: ink, width: line * 0.8 }),
          }),
          text: wide && label ? words(label, ink, px(size * 0.85), 0.62) : undefined,
        })
      }
      default:
        return new Style({
          image: new RegularShape({
            points: 4,
            radius: px(size * 0.55),
            radius2: px(size * 0.18),
            angle: Math.PI / 4,
            fill: new Fill({ color: '#ff4d6d' }),
            stroke: new Stroke({ color: ground, width: line * 0.7 }),
          }),
          text: label ? words(label, ink, -px(size * 1.05), 0.85) : undefined,
        })
    }
  }
}
