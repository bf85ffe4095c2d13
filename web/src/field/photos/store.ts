// Where photos wait: an IndexedDB of their own, so that a full disk never touches the reports. And its twin in memory.
import { openDB, type DBSchema } from 'idb'
import type { PhotoJob } from './job'

interface Schema extends DBSchema {
  photos: { key: string; value: PhotoJob; indexes: { user: string } }
}
export interface PhotoStore {
  all(user: string): Promise<PhotoJob[]>
  put(job: PhotoJob): Promise<void>
  remove(id: string): Promise<void>
}

export async function openPhotos(name = 'gridcommand-photos'): Promise<PhotoStore> {
  const db = await openDB<Schema>(name, 1, {
    upgrade: (fresh) => void fresh.createObjectStore('photos', { keyPath: 'id' }).createIndex('user', 'user'),
  })
  return {
    all: (user) => db.getAllFromIndex('photos', 'user', user),
    put: async (job) => void (await db.put('photos', job)),
    remove: (id) => db.delete('photos', id),
  }
}

export function memoryPhotos(): PhotoStore {
  const jobs = new Map<string, PhotoJob>()
  return {
    all: async (user) => [...jobs.values()].filter((job) => job.user === user),
    put: async (job) => void jobs.set(job.id, job),
    remove: async (id) => void jobs.delete(id),
  }
}
