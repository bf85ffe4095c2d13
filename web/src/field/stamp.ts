// What is burnt into a photo: when, and where.
import { stampOf } from '@/ui/time'
import type { Fix } from './position'

/** Older than this, a file was not taken just now. */
const FRESH_MS = 10 * 60_000

export const stampOfPlace = (words: string, fix: Fix | null): string[] => [
  words + (fix ? `  ${fix.lat.toFixed(5)}, ${fix.lon.toFixed(5)} ±${fix.accuracy_m} m` : ''),
]

/** The district's time when the picture was taken; from the gallery, its own, marked so. */
export function stampOfTime(file: { lastModified?: number }, now: number, gallery: string): string {
  const taken = file.lastModified ?? now
  const old = now - taken > FRESH_MS
  return stampOf(new Date(old ? taken : now).toISOString()) + (old ? ` · ${gallery}` : '')
}
