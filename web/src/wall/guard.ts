// A page that runs for months alone: it looks after its frames, its timers, its memory and its phosphor.
import { onScopeDispose, ref } from 'vue'

const LOOK_MS = 5_000
const STALLED_MS = 30_000
/** A timer that comes so late has slept: what is on the screen may be older than it says. */
const SLEPT_MS = 120_000
const HEAP_BYTES = 700 * 1024 * 1024
const RELOADED = 'gridcommand.wall.reloaded'
const AT_LEAST_BETWEEN_MS = 600_000
const ORBIT_MS = 60_000
const ORBIT: [number, number][] = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 2],
  [-2, 2],
  [-2, 0],
  [-2, -2],
  [0, -2],
  [2, -2],
]

/** Loads the page anew, but never onto a server that does not answer, and at most every ten minutes. */
export async function reloadSafely(why: string): Promise<void> {
  const last = Number(sessionStorage.getItem(RELOADED) ?? 0)
  if (Date.now() - last < AT_LEAST_BETWEEN_MS) return
  try {
    const response = await fetch(location.pathname, { cache: 'no-store' })
    if (!response.ok) return
  } catch {
    return
  }
  sessionStorage.setItem(RELOADED, String(Date.now()))
  console.warn(`reloading: ${why}`)
  location.reload()
}

/** At night, once: after 04:00 of the district, at a minute of its own, when it has run for six hours and all is calm. */
export function isReloadTime(now: number, startedAt: number, minute: number, calm: boolean): boolean {
  const local = new Date(now + 8 * 3_600_000)
  const minutes = local.getUTCHours() * 60 + local.getUTCMinutes() - 240
  return calm && now - startedAt > 6 * 3_600_000 && minutes >= minute && minutes < 120
}

export interface Heartbeat {
  frameMs: number
  timerMs: number
  heapBytes: number
}
/** Why the page should be loaded anew, or null. */
export function isSick({ frameMs, timerMs, heapBytes }: Heartbeat): string | null {
  if (timerMs > SLEPT_MS) return `its timers stood still for ${Math.round(timerMs / 1000)} s`
  if (frameMs > STALLED_MS) return `nothing was drawn for ${Math.round(frameMs / 1000)} s`
  if (heapBytes > HEAP_BYTES) return `its memory has grown to ${Math.round(heapBytes / 1048576)} MB`
  return null
}

export function useGuard(state: () => { now: number; calm: boolean }) {
  const orbit = ref<[number, number]>([0, 0])
  const minute = Math.floor(Math.random() * 60)
  let startedAt = 0
  let framedAt = performance.now()
  let lookedAt = performance.now()
  let asked = false

  const look = () => {
    const at = performance.now()
    const timerMs = at - lookedAt
    lookedAt = at
    const seen = document.visibilityState === 'visible'
    if (!seen) framedAt = at
    const heapBytes = (performance as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? 0
    const why = isSick({ frameMs: seen ? at - framedAt : 0, timerMs, heapBytes })
    if (why) void reloadSafely(why)
    const { now, calm } = state()
    if (now) startedAt ||= now
    if (startedAt && isReloadTime(now, startedAt, minute, calm)) void reloadSafely('every night')
    if (asked) return
    asked = true
    requestAnimationFrame(() => {
      asked = false
      framedAt = performance.now()
    })
  }
  const looker = setInterval(look, LOOK_MS)
  let step = 0
  const orbiter = setInterval(() => (orbit.value = ORBIT[++step % ORBIT.length]!), ORBIT_MS)
  onScopeDispose(() => {
    clearInterval(looker)
    clearInterval(orbiter)
  })
  return { orbit }
}
