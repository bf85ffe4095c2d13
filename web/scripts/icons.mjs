// Draws the phone's icons into public/icons: `node scripts/icons.mjs`. PNG by hand, so that nothing need be installed.
import { mkdirSync, writeFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'

const GROUND = [0x0d, 0x18, 0x22]
const CELL = [0x7f, 0x9d, 0xb3]
const ALARM = [0xff, 0x4f, 0x7b]
const SAMPLES = 4

/** The drawing of assets/icon.svg in a square of 32; null outside a rounded corner. */
function colourAt(x, y, inset, radius) {
  const corner = (v) => Math.max(0, radius - v, v - (32 - radius))
  if (Math.hypot(corner(x), corner(y)) > radius) return null
  const scale = 1 - 2 * inset
  const [u, v] = [(x - 32 * inset) / scale, (y - 32 * inset) / scale]
  const cell = (left, top) => u >= left && u < left + 8 && v >= top && v < top + 8
  if (cell(7, 7) || cell(17, 7) || cell(7, 17)) return CELL
  const down = (v - 16.5) / 9
  if (down >= 0 && down <= 1 && Math.abs(u - 21) <= 5 * down) return ALARM
  return GROUND
}

function pixel(size, px, py, inset, radius) {
  const sum = [0, 0, 0, 0]
  for (let i = 0; i < SAMPLES * SAMPLES; i++) {
    const x = ((px + ((i % SAMPLES) + 0.5) / SAMPLES) * 32) / size
    const y = ((py + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES) * 32) / size
    const colour = colourAt(x, y, inset, radius)
    if (!colour) continue
    colour.forEach((part, at) => (sum[at] += part))
    sum[3] += 1
  }
  const [r, g, b, seen] = sum
  return seen ? [r / seen, g / seen, b / seen, (255 * seen) / SAMPLES ** 2].map(Math.round) : [0, 0, 0, 0]
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data])
  const whole = Buffer.alloc(body.length + 8)
  whole.writeUInt32BE(data.length, 0)
  body.copy(whole, 4)
  whole.writeUInt32BE(crc32(body), body.length + 4)
  return whole
}

function png(size, inset, radius) {
  const rows = []
  for (let y = 0; y < size; y++) {
    rows.push(0)
    for (let x = 0; x < size; x++) rows.push(...pixel(size, x, y, inset, radius))
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  head.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const folder = new URL('../public/icons/', import.meta.url)
mkdirSync(folder, { recursive: true })
// A maskable icon is cut to the system's shape: what matters lies in the inner 80 %.
for (const [name, size, inset, radius] of [
  ['field-192', 192, 0, 7],
  ['field-512', 512, 0, 7],
  ['field-maskable-512', 512, 0.1, 0],
  ['field-180', 180, 0.02, 0],
])
  writeFileSync(new URL(`${name}.png`, folder), png(size, inset, radius))
