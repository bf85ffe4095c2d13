// A camera's picture made fit to travel: long edge 1600 px, JPEG, drawn anew (so that nothing of its EXIF is left), with
// time and place burnt in.
import type { Taken } from './queue'

export const LONG_EDGE = 1600
const THUMB_EDGE = 160
const LARGEST = 5 * 1024 * 1024
/** Letters that are not here by then are drawn as this phone can. */
const LETTERS_MS = 2_000
const QUALITIES = [0.82, 0.7, 0.55, 0.4]

/** Width and height with the long edge at most `edge`; never enlarged. */
export function fit(width: number, height: number, edge: number): [number, number] {
  const share = Math.min(1, edge / Math.max(width, height))
  return [Math.max(1, Math.round(width * share)), Math.max(1, Math.round(height * share))]
}

/** Throws when the file is no picture that this browser can read. `stamp`: the lines to burn in. */
export async function shrink(file: Blob, stamp: string[]): Promise<Taken> {
  const source = await read(file)
  try {
    const canvas = drawn(source, LONG_EDGE)
    await burn(canvas, stamp)
    const thumb = drawn(canvas, THUMB_EDGE).toDataURL('image/jpeg', 0.7)
    return { bytes: await (await encode(canvas)).arrayBuffer(), thumb }
  } finally {
    if ('close' in source) source.close()
  }
}

/** Upright, as its EXIF says. */
async function read(file: Blob): Promise<ImageBitmap | HTMLImageElement> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    const image = new Image()
    image.src = URL.createObjectURL(file)
    await image.decode().finally(() => URL.revokeObjectURL(image.src))
    return image
  }
}

function drawn(source: ImageBitmap | HTMLImageElement | HTMLCanvasElement, edge: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  const [width, height] =
    source instanceof HTMLImageElement
      ? [source.naturalWidth, source.naturalHeight]
      : [source.width, source.height]
  ;[canvas.width, canvas.height] = fit(width, height, edge)
  canvas.getContext('2d')!.drawImage(source, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** In the page's letters: a canvas would not fetch the bundled ones by itself. */
async function burn(canvas: HTMLCanvasElement, lines: string[]): Promise<void> {
  const pen = canvas.getContext('2d')!
  const size = Math.max(12, Math.round(Math.max(canvas.width, canvas.height) / 48))
  const [step, edge] = [Math.round(size * 1.4), Math.round(size * 0.6)]
  const height = lines.length * step + edge
  pen.fillStyle = 'rgb(0 0 0 / 60%)'
  pen.fillRect(0, canvas.height - height, canvas.width, height)
  pen.fillStyle = '#fff'
  const font = `600 ${size}px ${getComputedStyle(document.body).fontFamily}`
  const late = new Promise((done) => setTimeout(done, LETTERS_MS))
  await Promise.race([document.fonts.load(font, lines.join('')).catch(() => undefined), late])
  pen.font = font
  pen.textBaseline = 'top'
  lines.forEach((line, i) =>
    pen.fillText(line, edge, canvas.height - height + edge + i * step, canvas.width - 2 * edge),
  )
}

/** As good as the limit of an upload allows. */
async function encode(canvas: HTMLCanvasElement): Promise<Blob> {
  for (const quality of QUALITIES) {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
    if (blob && blob.size <= LARGEST) return blob
  }
  throw new Error('too large')
}
