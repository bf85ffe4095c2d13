// UUIDv7: 48 bits of milliseconds, then a counter within the millisecond (so that ids of one page sort), then chance.
let last = 0
let counter = 0

export function uuid7(now: number = Date.now()): string {
  counter = now === last ? (counter + 1) & 0xfff : crypto.getRandomValues(new Uint16Array(1))[0]! & 0x7ff
  last = now
  const time = now.toString(16).padStart(12, '0')
  const random = crypto.getRandomValues(new Uint8Array(8))
  random[0] = (random[0]! & 0x3f) | 0x80
  const tail = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const a = `7${counter.toString(16).padStart(3, '0')}`
  return `${time.slice(0, 8)}-${time.slice(8)}-${a}-${tail.slice(0, 4)}-${tail.slice(4)}`
}
