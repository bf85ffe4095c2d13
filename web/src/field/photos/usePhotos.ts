// The photos of whoever is signed in, as the pages show them.
import { computed, ref, shallowRef } from 'vue'
import { remember, remembered } from '../settings'
import { isWaiting, type PhotoJob } from './job'
import { putPhoto } from './put'
import { PhotoQueue } from './queue'
import { shrink } from './shrink'
import { memoryPhotos, openPhotos } from './store'

const EVERY_MS = 30_000

export async function makePhotos(user: string) {
  const jobs = shallowRef<PhotoJob[]>([])
  const shares = shallowRef<ReadonlyMap<string, number>>(new Map())
  const busy = ref(0)
  const queue = new PhotoQueue({
    user,
    store: await openPhotos().catch(() => memoryPhotos()),
    put: putPhoto,
    changed: (list, progress) => {
      jobs.value = list
      shares.value = new Map(progress)
    },
  })
  const drain = () => queue.drain()
  const seen = () => document.visibilityState === 'visible' && drain()
  await queue.start()
  addEventListener('online', drain)
  addEventListener('pageshow', drain)
  document.addEventListener('visibilitychange', seen)
  const timer = setInterval(drain, EVERY_MS)

  return {
    jobs,
    shares,
    /** Pictures that are being made small just now. */
    busy,
    waiting: computed(() => jobs.value.filter(isWaiting)),
    of: (request: string) => jobs.value.filter((job) => job.request === request),
    /** Make small, stamp, keep. Throws when it is no picture. */
    async take(file: Blob, stamp: string[]): Promise<PhotoJob> {
      busy.value += 1
      try {
        return await queue.add(await shrink(file, stamp))
      } finally {
        busy.value -= 1
      }
    },
    release: (ids: readonly string[], request: string) => queue.release(ids, request),
    retry: (id: string) => queue.retry(id),
    remove: (id: string) => queue.remove(id),
    drain,
    /** Another epoch than last time: the server may have lost what it had. */
    async epoch(epoch: string): Promise<void> {
      const key = `field.photos.epoch.${user}`
      const before = remembered<string>(key, '')
      remember(key, epoch)
      if (before && before !== epoch) await queue.again()
    },
    stop() {
      queue.stop()
      clearInterval(timer)
      removeEventListener('online', drain)
      removeEventListener('pageshow', drain)
      document.removeEventListener('visibilitychange', seen)
    },
  }
}
export type Photos = Awaited<ReturnType<typeof makePhotos>>
