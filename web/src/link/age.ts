// How old a picture is, and what the district's clock says. Pure: the caller brings the monotonic time (ms).
import type { PictureAge } from '@/wire/replies'

/** ≤ 5 s quiet, > 15 s amber, > 60 s broken: the last values stay, hatched. */
export type Freshness = 'fresh' | 'quiet' | 'late' | 'broken'
export const freshnessOf = (ageS: number): Freshness =>
  ageS > 60 ? 'broken' : ageS > 15 ? 'late' : ageS > 5 ? 'quiet' : 'fresh'

export class AgeMeter {
  private freshAt: number | null = null
  private serverMinusMono: number | null = null

  constructor(private readonly startedAt: number) {}

  /** The server said how far it is behind; `live`: is this screen's own feed whole? If not, its age goes on growing. */
  heard(age: Pick<PictureAge, 'behind_s' | 'server_time'>, now: number, rttMs: number, live: boolean): void {
    this.serverMinusMono = Date.parse(age.server_time) + rttMs / 2 - now
    if (live && age.behind_s !== null)
      this.freshAt = Math.max(this.freshAt ?? -Infinity, now - age.behind_s * 1000)
  }

  /** A first idea of the server's time, from the socket's welcome. */
  welcomed(serverTime: string, now: number): void {
    this.serverMinusMono ??= Date.parse(serverTime) - now
  }

  /** Seconds since the picture was last known to be whole. */
  ageS(now: number): number {
    return Math.max(0, now - (this.freshAt ?? this.startedAt)) / 1000
  }

  /** The server's time in ms since 1970, or null while it was never heard. */
  serverNow(now: number): number | null {
    return this.serverMinusMono === null ? null : this.serverMinusMono + now
  }
}
