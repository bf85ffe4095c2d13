import { describe, expect, it } from 'vitest'
import { AgeMeter, freshnessOf } from '@/link/age'

const server_time = '2026-09-01T01:00:00Z'

describe('P7: the age of the picture', () => {
  it('is what the server is behind, plus the time since it said so', () => {
    const meter = new AgeMeter(0)
    meter.heard({ behind_s: 2, server_time }, 10_000, 20, true)
    expect(meter.ageS(10_000)).toBe(2)
    expect(meter.ageS(13_000)).toBe(5)
  })

  it('goes on growing when answers come but the feed is not whole, or the hub does not know', () => {
    const meter = new AgeMeter(0)
    meter.heard({ behind_s: 0, server_time }, 10_000, 20, true)
    meter.heard({ behind_s: 0, server_time }, 30_000, 20, false)
    meter.heard({ behind_s: null, server_time }, 40_000, 20, true)
    expect(meter.ageS(71_000)).toBe(61)
  })

  it('counts from the opening of the page when nothing was ever heard', () => {
    expect(new AgeMeter(5_000).ageS(70_000)).toBe(65)
  })

  it('keeps the server’s time, not the computer’s', () => {
    const meter = new AgeMeter(0)
    expect(meter.serverNow(0)).toBeNull()
    meter.heard({ behind_s: 0, server_time }, 1_000, 40, true)
    expect(meter.serverNow(6_000)).toBe(Date.parse(server_time) + 5_020)
  })

  it('is quiet to 5 s, amber above 15 s and broken above 60 s', () => {
    expect([0, 5, 6, 15, 16, 60, 61].map(freshnessOf)).toEqual([
      'fresh',
      'fresh',
      'quiet',
      'quiet',
      'late',
      'late',
      'broken',
    ])
  })
})
