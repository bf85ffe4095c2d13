// Places by words as they are typed: the whole district from the server, or what this browser keeps of the own
// community when the server does not answer in time.
import { get, query } from '@/link/http'
import { placeOf, type PlaceChoice, type Point } from './entry'
import { freshPack, memoryPacks, openPacks, type PackStore } from './pack'
import { PlaceIndex, type Found } from './search'

/** Longer than a good connection needs, shorter than a thumb's patience. */
const PATIENCE_MS = 1_500
const REFRESH_MS = 3_600_000
const RETRY_MS = 20_000

export interface Answer {
  places: PlaceChoice[]
  /** Only the own community was searched, here. */
  offline: boolean
}
export interface FinderOptions {
  /** The community to keep, 12 digits; none for a screen that always has a network. */
  community?: string
  /** What a grid is called here. */
  gridName?: (code: string) => string
  packs?: PackStore
  ask?: (path: string) => Promise<{ places: PlaceChoice[] }>
}

export class PlaceFinder {
  private index: PlaceIndex | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private store: PackStore | null = null

  constructor(private readonly options: FinderOptions = {}) {
    this.store = options.packs ?? null
  }

  /** How many places are kept here. */
  get kept(): number {
    return this.index?.size ?? 0
  }

  /** Take the own community's places along, and keep them fresh. */
  async keep(): Promise<void> {
    const { community } = this.options
    clearTimeout(this.timer)
    if (!community) return
    this.store ??= await openPacks().catch(() => memoryPacks())
    const pack = await freshPack(this.store, community)
    if (pack) this.index = new PlaceIndex(pack.entries)
    this.timer = setTimeout(() => void this.keep(), pack ? REFRESH_MS : RETRY_MS)
  }

  stop(): void {
    clearTimeout(this.timer)
  }

  async find(words: string, near: Point | null = null, limit = 8): Promise<Answer> {
    if (!words.trim()) return { places: [], offline: false }
    const ask = this.options.ask ?? ((path: string) => get<{ places: PlaceChoice[] }>(path))
    try {
      const path = `/api/places${query({ q: words.trim(), lat: near?.lat, lon: near?.lon, limit })}`
      const { places } = await within(ask(path), this.index ? PATIENCE_MS : 4 * PATIENCE_MS)
      return { places, offline: false }
    } catch {
      return { places: this.here(words, near, limit), offline: true }
    }
  }

  /** In what is kept here. */
  here(words: string, near: Point | null = null, limit = 8): PlaceChoice[] {
    return (this.index?.search(words, near, limit) ?? []).map((found) => this.choiceOf(found))
  }

  private choiceOf({ entry, distance_m }: Found): PlaceChoice {
    const { kind, id, name, detail, area, lat, lon } = entry
    const grid = area.length === 15 ? area : null
    const grid_name = this.options.gridName?.(area) ?? area
    return { kind, id, name, detail, grid, grid_name, lat, lon, place: placeOf(entry), distance_m }
  }
}

const within = <T>(promise: Promise<T>, ms: number): Promise<T> =>
  Promise.race([promise, new Promise<never>((_, fail) => setTimeout(() => fail(new Error('too slow')), ms))])
