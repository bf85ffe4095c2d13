// A screen that stays open for months takes a new version by itself: when the served page names another script.
export const VERSION = '0.1.0'
const EVERY_MS = 60_000

export const scriptOf = (html: string): string | null => /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? null

/** Calls `changed` when the server serves another build of this page. Returns how to stop. */
export function watchVersion(path: string, changed: () => void): () => void {
  const own = document.querySelector('script[type=module][src^="/assets/"]')?.getAttribute('src')
  if (!own) return () => undefined
  const look = async () => {
    try {
      const response = await fetch(path, { cache: 'no-store' })
      const served = response.ok ? scriptOf(await response.text()) : null
      if (served && served !== own) changed()
    } catch {
      // Not reachable now: the next look will tell.
    }
  }
  const timer = setInterval(() => void look(), EVERY_MS * (0.9 + Math.random() * 0.2))
  return () => clearInterval(timer)
}
