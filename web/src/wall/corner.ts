// Where a small map lies on a large one.
import type { Rect } from '@/map/boxes'
import type { GridMap, Mark } from '@/map/types'

const CORNERS = ['br', 'bl', 'tr', 'tl'] as const
/** Bottom or top, right or left. */
export type Corner = (typeof CORNERS)[number]
interface Size {
  readonly width: number
  readonly height: number
}

/** What a box covers in this corner. Below the top edge: there stands the panel's title. */
export function rectIn(corner: Corner, size: Size, box: Size): Rect {
  const left = corner.endsWith('l') ? 0 : size.width - box.width
  const top = corner.startsWith('t') ? size.height * 0.07 : size.height - box.height
  return { left, top, right: left + box.width, bottom: top + box.height }
}

/** The corner where the box covers the fewest marks, then the fewest grids; only for a real gain another than now. */
export function bestCorner(map: GridMap, marks: readonly Mark[], size: Size, box: Size, now: Corner): Corner {
  const edge = box.width / 8
  const cost = (corner: Corner) => {
    const rect = rectIn(corner, size, box)
    const covered = marks.filter(({ lat, lon }) => {
      const [x = -1, y = -1] = map.pixelOf(lat, lon) ?? []
      return x > rect.left - edge && x < rect.right + edge && y > rect.top - edge && y < rect.bottom + edge
    })
    return covered.length * 10 + map.gridsIn(rect)
  }
  const best = CORNERS.reduce((a, b) => (cost(b) < cost(a) ? b : a))
  return cost(best) + 4 < cost(now) ? best : now
}
