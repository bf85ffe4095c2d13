// Letters for a distance. Chinese needs about 25 minutes of arc to be read, 30 for headlines: the text of the wall is
// 2.8 root ems and its list 3.4, which is 25 : 30, so one factor serves both.
const MINUTES = 25
const TEXT_REM = 2.8
const INCH_M = 0.0254
/** Beyond these the layout has no room, or nothing is gained. */
const LEAST = 0.85
const MOST = 1.6

export interface Room {
  distanceM: number | null
  diagonalIn: number | null
}

/** Pixels of text that is read at `distanceM` on a screen of so many pixels. */
export function textPx(width: number, height: number, distanceM: number, diagonalIn: number): number {
  const pixelM = (diagonalIn * INCH_M) / Math.hypot(width, height)
  return Math.ceil((distanceM * Math.tan((MINUTES / 60 / 180) * Math.PI)) / pixelM)
}

/** Root em in pixels: 10 on 1920×1080, more where the room asks for it; `factor` is how much more. */
export function sizeOf(width: number, height: number, room: Room): { rem: number; factor: number } {
  const plain = Math.min(width / 192, height / 108)
  if (room.distanceM === null || room.diagonalIn === null) return { rem: plain, factor: 1 }
  const wanted = textPx(width, height, room.distanceM, room.diagonalIn) / TEXT_REM
  const factor = Math.min(MOST, Math.max(LEAST, wanted / plain))
  return { rem: plain * factor, factor }
}
