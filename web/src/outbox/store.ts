// Where the outbox is kept: IndexedDB, one store, keyed by request id. And its twin in memory.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { OutboxItem } from './item'

interface Schema extends DBSchema {
  outbox: { key: string; value: OutboxItem; indexes: { user: string } }
  notes: { key: string; value: string }
}

export interface OutboxStore {
  all(user: string): Promise<OutboxItem[]>
  put(item: OutboxItem): Promise<void>
  remove(id: string): Promise<void>
  note(key: string): Promise<string | undefined>
  setNote(key: string, value: string): Promise<void>
}

export async function openStore(name = 'gridcommand'): Promise<OutboxStore> {
  const db: IDBPDatabase<Schema> = await openDB<Schema>(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('outbox', { keyPath: 'id' }).createIndex('user', 'user')
      fresh.createObjectStore('notes')
    },
  })
  return {
    all: (user) => db.getAllFromIndex('outbox', 'user', user),
    put: async (item) => void (await db.put('outbox', plain(item))),
    remove: (id) => db.delete('outbox', id),
    note: (key) => db.get('notes', key),
    setNote: async (key, value) => void (await db.put('notes', value, key)),
  }
}

/** For a browser that forbids IndexedDB, and for tests. What is here dies with the page. */
export function memoryStore(): OutboxStore {
  const items = new Map<string, OutboxItem>()
  const notes = new Map<string, string>()
  return {
    all: async (user) => [...items.values()].filter((item) => item.user === user),
    put: async (item) => void items.set(item.id, plain(item)),
    remove: async (id) => void items.delete(id),
    note: async (key) => notes.get(key),
    setNote: async (key, value) => void notes.set(key, value),
  }
}

/** Proxies and functions cannot be stored. */
const plain = (item: OutboxItem): OutboxItem => JSON.parse(JSON.stringify(item)) as OutboxItem
