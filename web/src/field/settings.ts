// What this phone remembers for whoever uses it: letter size and the map to navigate with.
import { ref, watch } from 'vue'
import { MAPS, type MapApp } from './navigate'

export const SIZES = [100, 118, 136] as const
export type Size = (typeof SIZES)[number]

export function remembered<T>(key: string, otherwise: T): T {
  try {
    return JSON.parse(localStorage.getItem(`gridcommand.${key}`) ?? 'null') ?? otherwise
  } catch {
    return otherwise
  }
}
export function remember(key: string, value: unknown): void {
  try {
    localStorage.setItem(`gridcommand.${key}`, JSON.stringify(value))
  } catch {
    // Full or forbidden: it holds for this page only.
  }
}

const known = <T>(all: readonly T[], value: T): T => (all.includes(value) ? value : all[0]!)

export const size = ref<Size>(known(SIZES, remembered<Size>('field.size', 100)))
export const mapApp = ref<MapApp>(known(MAPS, remembered<MapApp>('field.map', 'auto')))

/** Letters grow with the phone's own setting, and by this on top of it. */
export function applySettings(): void {
  watch(
    size,
    (now) => {
      document.documentElement.style.fontSize = `${now}%`
      remember('field.size', now)
    },
    { immediate: true },
  )
  watch(mapApp, (now) => remember('field.map', now))
}
