// Hatching: neither a colour nor empty, so that what is not known is never taken for what is quiet.
/** A pattern of slanted lines, `step` pixels apart; null where there is no canvas. */
export function hatch(colour: string, step: number): CanvasPattern | null {
  const size = Math.max(6, Math.round(step))
  const tile = document.createElement('canvas')
  tile.width = tile.height = size
  const brush = tile.getContext('2d')
  if (!brush) return null
  brush.strokeStyle = colour
  brush.globalAlpha = 0.75
  brush.lineWidth = size / 5
  brush.lineCap = 'square'
  for (const shift of [-size, 0, size]) {
    brush.moveTo(shift, size)
    brush.lineTo(shift + size, 0)
  }
  brush.stroke()
  return brush.createPattern(tile, 'repeat')
}
