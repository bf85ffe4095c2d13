// The service worker of /field: the page opens without a network. Built apart, without imports; `vite.config.ts` fills
// in what belongs to this build. The page comes from the network first and from here when that is slow or gone; hashed
// assets from here first. Of /api only what hardly changes is kept, and only as a fallback.
import { routeOf } from './route'

interface Extended extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetched extends Extended {
  request: Request
  respondWith(answer: Promise<Response>): void
}
interface Worker {
  location: Location
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  addEventListener(type: 'install' | 'activate', handler: (event: Extended) => void): void
  addEventListener(type: 'fetch', handler: (event: Fetched) => void): void
}

const worker = self as unknown as Worker
const BUILD = '__FIELD_BUILD__'
const FILES = '__FIELD_FILES__'.split(' ')
const PAGE = '/field'
const SHELL = `field-${BUILD}`
const DATA = 'field-data'
const PATIENCE_MS = 3_000

worker.addEventListener('install', (event) => event.waitUntil(install()))
worker.addEventListener('activate', (event) => event.waitUntil(activate()))
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const route = routeOf(request.method, request.mode, new URL(request.url), worker.location.origin)
  if (route === 'page') event.respondWith(page(request))
  if (route === 'file') event.respondWith(file(request))
  if (route === 'data') event.respondWith(data(event))
})

/** Whole or not at all: a page without its scripts is worse than none. */
async function install(): Promise<void> {
  const cache = await caches.open(SHELL)
  await cache.addAll([PAGE, ...FILES].map((path) => new Request(path, { cache: 'no-cache' })))
  await worker.skipWaiting()
}

async function activate(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith('field-'))
  await Promise.all(
    names.filter((name) => name !== SHELL && name !== DATA).map((name) => caches.delete(name)),
  )
  await worker.clients.claim()
}

async function page(request: Request): Promise<Response> {
  const kept = await (await caches.open(SHELL)).match(PAGE)
  const asked = fetch(request)
  if (!kept) return asked
  const slow = new Promise<Response>((done) => setTimeout(() => done(kept), PATIENCE_MS))
  return Promise.race([asked.then((answer) => (answer.status < 500 ? answer : kept)), slow]).catch(() => kept)
}

async function file(request: Request): Promise<Response> {
  const cache = await caches.open(SHELL)
  const kept = await cache.match(request, { ignoreVary: true })
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}

async function data({ request }: Fetched): Promise<Response> {
  const cache = await caches.open(DATA)
  try {
    const answer = await fetch(request)
    if (answer.ok) await cache.put(request, answer.clone())
    return answer
  } catch (error) {
    const kept = await cache.match(request, { ignoreVary: true })
    if (kept) return kept
    throw error
  }
}
