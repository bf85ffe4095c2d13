// A community's places in one piece, kept in this browser so that they are found without a network. Asked for once a
// day; what has not changed is not sent again (ETag).
import { openDB, type DBSchema } from 'idb'
import type { Entry } from './entry'

export interface Pack {
  community: string
  name: string
  etag: string
  askedAt: number
  entries: Entry[]
}
interface Body {
  community: string
  name: string
  columns: string[]
  rows: unknown[][]
}
interface Schema extends DBSchema {
  packs: { key: string; value: Pack }
}
export interface PackStore {
  get(community: string): Promise<Pack | undefined>
  put(pack: Pack): Promise<void>
}

const DAY_MS = 24 * 3600 * 1000

export async function openPacks(name = 'gridcommand-places'): Promise<PackStore> {
  const db = await openDB<Schema>(name, 1, {
    upgrade: (fresh) => void fresh.createObjectStore('packs', { keyPath: 'community' }),
  })
  return {
    get: (community) => db.get('packs', community),
    put: async (pack) => void (await db.put('packs', pack)),
  }
}

/** For a browser that forbids IndexedDB, and for tests. */
export function memoryPacks(): PackStore {
  const packs = new Map<string, Pack>()
  return {
    get: async (community) => packs.get(community),
    put: async (pack) => void packs.set(pack.community, pack),
  }
}

/** Rows with named columns: columns that are added later do no harm. */
export const entriesOf = ({ columns, rows }: Pick<Body, 'columns' | 'rows'>): Entry[] =>
  rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])) as unknown as Entry)

/** The pack as kept, made younger if it is a day old and the server can be asked. Null: neither kept nor to be had. */
export async function freshPack(
  store: PackStore,
  community: string,
  ask: typeof fetch = fetch,
  now: number = Date.now(),
): Promise<Pack | null> {
  const kept = await store.get(community)
  if (kept && now - kept.askedAt < DAY_MS) return kept
  const headers: Record<string, string> = kept ? { 'If-None-Match': kept.etag } : {}
  try {
    const answer = await ask(`/api/places/pack?community=${community}`, {
      headers,
      credentials: 'same-origin',
    })
    const pack =
      answer.status === 304 && kept ? { ...kept, askedAt: now } : await packOf(answer, community, now)
    if (!pack) return kept ?? null
    await store.put(pack)
    return pack
  } catch {
    return kept ?? null
  }
}

async function packOf(answer: Response, community: string, now: number): Promise<Pack | null> {
  if (!answer.ok) return null
  const body = (await answer.json()) as Body
  return {
    community,
    name: body.name,
    etag: answer.headers.get('ETag') ?? '',
    askedAt: now,
    entries: entriesOf(body),
  }
}
