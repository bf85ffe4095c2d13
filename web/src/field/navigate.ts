// The way there, in the map that this phone has. Chinese maps read GCJ-02; ours are WGS84.
import gcoord from 'gcoord'
import type { Point } from '@/places/entry'

export const MAPS = ['auto', 'amap', 'baidu', 'apple', 'geo'] as const
export type MapApp = (typeof MAPS)[number]
type Platform = 'ios' | 'android' | 'other'

export function platformOf(agent: string, touchPoints = 0): Platform {
  if (/iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && touchPoints > 1)) return 'ios'
  return /Android|HarmonyOS|OpenHarmony/.test(agent) ? 'android' : 'other'
}

/** The address that opens navigation to a point (WGS84). No address leads to a web page: there may be no internet. */
export function navigationTo({ lat, lon }: Point, name: string, app: MapApp, platform: Platform): string {
  const [east, north] = gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02) as [number, number]
  const gcj = { lat: north.toFixed(6), lon: east.toFixed(6) }
  const label = encodeURIComponent(name)
  switch (app === 'auto' ? (platform === 'ios' ? 'apple' : 'geo') : app) {
    case 'amap':
      return platform === 'ios'
        ? `iosamap://path?sourceApplication=gridcommand&dlat=${gcj.lat}&dlon=${gcj.lon}&dname=${label}&dev=0&t=0`
        : `androidamap://route?sourceApplication=gridcommand&dlat=${gcj.lat}&dlon=${gcj.lon}&dname=${label}&dev=0&t=0`
    case 'baidu':
      return (
        `${platform === 'ios' ? 'baidumap' : 'bdapp'}://map/direction?destination=name:${label}` +
        `|latlng:${gcj.lat},${gcj.lon}&coord_type=gcj02&mode=driving&src=gridcommand`
      )
    case 'apple':
      return `maps://?daddr=${gcj.lat},${gcj.lon}&q=${label}`
    default:
      // RFC 5870: geo is WGS84.
      return `geo:${lat.toFixed(6)},${lon.toFixed(6)}?q=${lat.toFixed(6)},${lon.toFixed(6)}(${label})`
  }
}

/** Opened by a link, so that the page stays and no window is asked for. */
export function open(href: string): void {
  const link = document.createElement('a')
  link.href = href
  link.rel = 'noreferrer'
  link.click()
}
