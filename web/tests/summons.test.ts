import { describe, expect, it } from 'vitest'
import { emptyPicture } from '@/picture/picture'
import { applyAll } from '@/picture/reduce'
import { applyToStaffAll, emptyStaff } from '@/picture/staff'
import { byNeed, isAsked, unheard } from '@/picture/summons'
import type { AnyFact } from '@/wire/generated'

const GRID = '460107001001001'
const entry = (number: number) => ({ number, at: `2026-09-01T01:0${number}:00Z`, district: '460107' })
const about = { summons: 's1', kind: 'outdoors' as const, area: GRID }
const called: AnyFact = {
  ...entry(1),
  ...about,
  type: 'PeopleSummoned',
  ref: 'storm',
  priority: 1,
  people: { w1: { name: 'A', area: GRID }, w2: { name: 'B', area: GRID } },
  due: '2026-09-01T01:03:00Z',
}
const heard = (number: number, person: string, by = person): AnyFact => ({
  ...entry(number),
  ...about,
  type: 'SummonsAnswered',
  person,
  word: 'indoors',
  by,
})
const wider: AnyFact = {
  ...entry(3),
  ...about,
  type: 'SummonsWidened',
  ref: 'storm',
  people: { w2: { name: 'B', area: GRID }, s: { name: 'S', area: GRID, about: ['w2'] } },
  missing: ['w2'],
  level: 3,
  told: ['op', 's'],
}

describe('people who are called by name', () => {
  it('stand on the wall until each was heard of', () => {
    let picture = applyAll(emptyPicture('460107'), [called, heard(2, 'w1')])
    const [one] = byNeed(picture.summonses.values())
    expect(unheard(one!).map(([id]) => id)).toEqual(['w2'])
    picture = applyAll(picture, [{ ...entry(4), ...about, type: 'SummonsEnded', why: 'answered' }])
    expect(picture.summonses.size).toBe(0)
  })
  it('ring on their own phone until they say that they are indoors, whoever says so', () => {
    const mine = applyToStaffAll(emptyStaff('w1'), [called])
    expect([...mine.summonses.keys()]).toEqual(['s1'])
    expect(applyToStaffAll(mine, [heard(2, 'w1', 'op')]).summonses.size).toBe(0)
    expect(applyToStaffAll(emptyStaff('w9'), [called]).summonses.size).toBe(0)
  })
  it('ring on the phone of whoever leads them, who never heard of it before, until they are heard of', () => {
    const leader = applyToStaffAll(emptyStaff('s'), [wider])
    const one = [...leader.summonses.values()][0]!
    expect(isAsked(one, 's')).toBe(true)
    expect(applyToStaffAll(leader, [heard(4, 'w2', 'op')]).summonses.size).toBe(0)
  })
  it('are called anew in another turn, unless they are only asked about more', () => {
    const after = applyAll(emptyPicture('460107'), [called, wider]).summonses.get('s1')!
    expect([after.people.w2!.turn, after.people.w2!.at]).toEqual([1, wider.at])
    const more = { ...wider, number: 4, people: { s: { name: 'S', about: ['w1', 'w2'], more: true } } }
    const on = applyAll(emptyPicture('460107'), [called, wider, more as AnyFact]).summonses.get('s1')!
    expect([on.people.s!.turn ?? 0, on.people.s!.at]).toEqual([0, wider.at])
  })

  it('are named on the phone of a leader who is asked about them and had not heard of them', () => {
    const asked: AnyFact = {
      ...entry(3),
      summons: 's1',
      kind: 'recall',
      area: '460107',
      type: 'SummonsWidened',
      ref: 'mode',
      people: { s: { name: 'S', about: ['w1', 'w2'] } },
      missing: ['w1', 'w2'],
      level: 1,
      told: ['s'],
      named: { w1: 'A', w2: 'B' },
    }
    const staff = applyToStaffAll(emptyStaff('s'), [asked])
    const one = staff.summonses.get('s1')!
    expect(['w1', 'w2'].map((id) => one.people[id]?.name)).toEqual(['A', 'B'])
    const half = applyToStaffAll(staff, [heard(4, 'w1')])
    expect(half.summonses.has('s1')).toBe(true)
    expect(applyToStaffAll(half, [heard(5, 'w2')]).summonses.size).toBe(0)
  })
})
