// Lists of people to be moved, kept on the phone for where there is no network. In an IndexedDB of their own: of whoever is
// signed in and of nobody else, for a day, while an evacuation is under way; gone at sign-out.
import { openDB, type DBSchema } from 'idb'
import type { OwnLists } from '@/wire/moving'

export const KEPT_MS = 24 * 3_600_000
interface Kept {
  user: string
  at: number
  lists: OwnLists
}
interface Schema extends DBSchema {
  lists: { key: string; value: Kept }
}
export interface ListStore {
  /** Those of this person, unless they are too old; whatever else is there is deleted. */
  load(user: string, now: number): Promise<OwnLists | null>
  save(user: string, lists: OwnLists, now: number): Promise<void>
  clear(): Promise<void>
}

export async function openLists(name = 'gridcommand-lists'): Promise<ListStore> {
  const db = await openDB<Schema>(name, 1, {
    upgrade: (fresh) => void fresh.createObjectStore('lists', { keyPath: 'user' }),
  })
  return {
    async load(user, now) {
      const all = await db.getAll('lists')
      const own = all.find((one) => one.user === user && now - one.at < KEPT_MS && one.at <= now + KEPT_MS)
      if (all.length > (own ? 1 : 0)) {
        await db.clear('lists')
        if (own) await db.put('lists', own)
      }
      return own?.lists ?? null
    },
    async save(user, lists, at) {
      if (lists.evacuations.length) await db.put('lists', { user, at, lists })
      else await db.clear('lists')
    },
    clear: () => db.clear('lists'),
  }
}

/** For a browser that forbids IndexedDB: what is here dies with the page. */
export const forgetful = (): ListStore => ({
  load: async () => null,
  save: async () => undefined,
  clear: async () => undefined,
})

export const lists = (): Promise<ListStore> => openLists().catch(forgetful)
