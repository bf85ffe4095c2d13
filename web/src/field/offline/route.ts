// What the service worker does with a request; null: nothing, it goes its own way.
export type Route = 'page' | 'file' | 'data' | null

/** Names of areas and categories hardly change. (The pack of places has a store and an ETag of its own.) */
const KEPT = ['/api/areas', '/api/categories']

export function routeOf(method: string, mode: string, url: URL, origin: string): Route {
  if (method !== 'GET' || url.origin !== origin) return null
  if (mode === 'navigate') return url.pathname === '/field' ? 'page' : null
  if (/^\/(assets|icons)\//.test(url.pathname) || url.pathname === '/field.webmanifest') return 'file'
  return KEPT.includes(url.pathname) ? 'data' : null
}
