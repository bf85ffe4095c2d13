import { describe, expect, it } from 'vitest'
import { apartOf } from '@/ui/mode'

describe('two times of a deadline that a level moves', () => {
  const now = Date.parse('2031-08-04T00:00:00Z')
  it('are told to the minute, with the day where it is another one', () => {
    expect(apartOf('2031-08-04T01:00:00Z', '2031-08-04T00:30:00Z', now)).toEqual(['09:00', '08:30'])
    expect(apartOf('2031-08-05T01:00:00Z', '2031-08-04T00:30:00Z', now)).toEqual(['08-05 09:00', '08:30'])
  })
  it('are told to the second where the minute would be the same', () => {
    expect(apartOf('2031-08-04T00:01:30Z', '2031-08-04T00:01:10Z', now)).toEqual(['08:01:30', '08:01:10'])
  })
})
