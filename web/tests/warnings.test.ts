import { describe, expect, it } from 'vitest'
import { inForce } from '@/picture/warnings'
import type { Warning } from '@/wire/generated'

const one = (id: string, more: Partial<Warning>): Warning =>
  ({
    id,
    state: 'active',
    status: 'Actual',
    colour: null,
    notice: null,
    sent: '2026-07-18T00:00:00Z',
    ...more,
  }) as Warning

describe('warnings in force', () => {
  it('are the real before trials, the gravest first, then the newest', () => {
    const all = [
      one('trial', { status: 'Exercise', colour: 'red' }),
      one('old blue', { colour: 'blue' }),
      one('blue', { colour: 'blue', sent: '2026-07-18T01:00:00Z' }),
      one('notice', { notice: 'grade2' }),
      one('red', { colour: 'red' }),
      one('over', { colour: 'red', state: 'cancelled' }),
    ]
    expect(inForce(all).map(({ id }) => id)).toEqual(['red', 'notice', 'blue', 'old blue', 'trial'])
  })
})
