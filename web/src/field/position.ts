// Where I am, told while I am on duty and this page is seen: a web page has no position in the background, and says so.
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { distanceM } from '@/places/geo'
import type { Point } from '@/places/entry'
import type { UpdatePosition } from '@/wire/generated'

const EVERY_MS = 15_000
const MOVED_M = 30
const LOOK_MS = 3_000
const FRESH_MS = 20_000

export interface Fix extends Point {
  accuracy_m: number
  at: number
}
export type PositionState = 'off' | 'asking' | 'denied' | 'unavailable' | 'on'
export interface PositionOptions {
  onDuty: Ref<boolean>
  connected: () => boolean
  send: (position: UpdatePosition) => Promise<unknown>
}
interface Battery {
  level: number
}

/** Told after 15 s, or 30 m from where it was told last. */
export const isDue = (fix: Fix, told: Fix | null, toldAt: number, now: number): boolean =>
  !told || now - toldAt >= EVERY_MS || distanceM(fix, told) >= MOVED_M

export function trackPosition({ onDuty, connected, send }: PositionOptions) {
  const state = ref<PositionState>('off')
  const fix = shallowRef<Fix | null>(null)
  const toldAt = ref<number | null>(null)
  const visible = ref(document.visibilityState === 'visible')
  let told: Fix | null = null
  let watching: number | null = null
  let battery: Battery | null = null
  void (navigator as unknown as { getBattery?: () => Promise<Battery> })
    .getBattery?.()
    .then((found) => (battery = found))
    .catch(() => undefined)

  async function tell(): Promise<void> {
    const current = fix.value
    if (!current || state.value !== 'on' || !connected()) return
    if (!isDue(current, told, toldAt.value ?? 0, Date.now())) return
    told = current
    const charge = battery ? { battery: Math.round(battery.level * 100) } : {}
    const { lat, lon, accuracy_m } = current
    try {
      await send({ lat, lon, accuracy_m, at: new Date(current.at).toISOString(), ...charge })
      toldAt.value = Date.now()
    } catch {
      told = null
    }
  }
  function begin(): void {
    if (!navigator.geolocation) return void (state.value = 'unavailable')
    state.value = fix.value ? 'on' : 'asking'
    watching = navigator.geolocation.watchPosition(
      (found) => {
        state.value = 'on'
        fix.value = fixOf(found)
        void tell()
      },
      ({ code, PERMISSION_DENIED }) => (state.value = code === PERMISSION_DENIED ? 'denied' : 'unavailable'),
      { enableHighAccuracy: true, maximumAge: 5_000 },
    )
  }
  function end(): void {
    if (watching !== null) navigator.geolocation.clearWatch(watching)
    watching = null
    state.value = 'off'
  }
  const stopWatch = watch(
    () => onDuty.value && visible.value,
    (wanted) => (wanted ? begin() : end()),
    { immediate: true },
  )
  const seen = () => (visible.value = document.visibilityState === 'visible')
  document.addEventListener('visibilitychange', seen)
  const timer = setInterval(() => void tell(), LOOK_MS)
  return {
    state,
    /** The newest fix, on duty or asked for by a report. */
    fix: computed(() => fix.value),
    /** A fix now: the one that is kept if it is fresh, else asked for. Throws the browser's own reason. */
    async locate(): Promise<Fix> {
      const kept = fix.value
      if (kept && Date.now() - kept.at < FRESH_MS) return kept
      return (fix.value = await locate())
    },
    toldAt,
    stop() {
      stopWatch()
      end()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', seen)
    },
  }
}

export const fixOf = ({ coords, timestamp }: GeolocationPosition): Fix => ({
  lat: coords.latitude,
  lon: coords.longitude,
  accuracy_m: Math.min(100_000, Math.round(coords.accuracy)),
  at: timestamp,
})

const locate = (): Promise<Fix> =>
  new Promise((resolve, reject) => {
    if (!navigator.geolocation) return reject(new Error('none'))
    navigator.geolocation.getCurrentPosition((found) => resolve(fixOf(found)), reject, {
      enableHighAccuracy: true,
      timeout: 10_000,
      maximumAge: 15_000,
    })
  })
