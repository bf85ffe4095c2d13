// What an editor of rosters does with a pattern: the calendar stays what it is unless somebody changes it.
import { describe, expect, it } from 'vitest'
import {
  addMember,
  daysBetween,
  fieldOf,
  formOf,
  missing,
  moveBegin,
  moveMember,
  planFormOf,
  planRequest,
  removeMember,
  resize,
  rotate,
  shiftOf,
  stationDay,
  toggle,
  turned,
  weekly,
  type RosterForm,
} from '@/console/roster/form'
import { dayAfter } from '@/ui/localtime'
import type { Group, TurnInfo } from '@/wire/duty'

const MONDAY = '2026-01-05'
const line = (name: string, kind: 'watch' | 'patrol' | 'station' | 'standby', cycle: number[][]) => ({
  shift: shiftOf(name, kind, '08:00', '16:00', { led: kind === 'watch' }),
  cycle,
})
const group = (lines: ReturnType<typeof line>[], members = ['a', 'b', 'c']): Group => ({
  id: 'g',
  kind: 'grid',
  name: '第1组',
  area: '460107001001',
  leader: '',
  overseer: '',
  patterns: [{ begins: MONDAY, members, lines }],
})
const onDay = (form: RosterForm, at: number, day: string) => {
  const { cycle } = form.lines[at]!
  return cycle[daysBetween(form.begins, day) % cycle.length]!.map((seat) => form.members[seat])
}

describe('a pattern that is changed from a later day on', () => {
  it.each([1, 2, 3, 100, 311])('says the same of every day, %i days later', (days) => {
    const lines = [line('x', 'patrol', [[0], [1], [2]]), line('y', 'standby', [[1], [], [0, 2], [], []])]
    const before = formOf(group(lines), MONDAY)
    const after = formOf(group(lines), dayAfter(MONDAY, days))
    for (let n = days; n < days + 20; n++) {
      const day = dayAfter(MONDAY, n)
      for (const at of [0, 1]) expect(onDay(after, at, day)).toEqual(onDay(before, at, day))
    }
    moveBegin(after, MONDAY)
    expect(after.lines).toEqual(before.lines)
  })
  it('is not the pattern itself', () => {
    const one = group([line('x', 'patrol', [[0]])])
    const form = formOf(one, MONDAY)
    toggle(form.lines[0]!, 0, 1)
    addMember(form, 'd')
    expect(one.patterns[0]).toEqual(group([line('x', 'patrol', [[0]])]).patterns[0])
  })
  it('turns back what it turned', () => {
    const lines = [line('x', 'patrol', [[0], [1], [2]])]
    expect(turned(turned(lines, 7), -7)).toEqual(lines)
  })
})

describe('seats', () => {
  it('are off, on, led, off again', () => {
    const one = line('x', 'watch', [[0]])
    toggle(one, 0, 1)
    expect(one.cycle).toEqual([[0, 1]])
    toggle(one, 0, 1)
    expect(one.cycle).toEqual([[1, 0]])
    toggle(one, 0, 1)
    expect(one.cycle).toEqual([[0]])
  })
  it('stay with their people when members move or go', () => {
    const form = formOf(group([line('x', 'patrol', [[0, 2], [1]])]), MONDAY)
    moveMember(form, 0, 1)
    expect([onDay(form, 0, MONDAY), onDay(form, 0, dayAfter(MONDAY))]).toEqual([['a', 'c'], ['b']])
    moveMember(form, 0, -1)
    removeMember(form, 0)
    expect([onDay(form, 0, MONDAY), onDay(form, 0, dayAfter(MONDAY))]).toEqual([['a', 'c'], []])
  })
  it('come again when a cycle is made longer, and are cut off when shorter', () => {
    const one = line('x', 'patrol', [[0], [1]])
    resize(one, 5)
    expect(one.cycle).toEqual([[0], [1], [0], [1], [0]])
    resize(one, 0)
    expect(one.cycle).toEqual([[0]])
    resize(one, 3, false)
    expect(one.cycle).toEqual([[0], [], []])
  })
})

describe('teams that take turns', () => {
  it.each([4, 5])('%i of them have every shift once and nobody two on a day', (teams) => {
    const watch = ['night', 'day', 'evening'].map((name) => line(name, 'watch', [[]]))
    const form = formOf(group(watch, [...'abcdefghijkl']), MONDAY)
    rotate(form, teams)
    for (let day = 0; day < teams; day++) {
      const on = form.lines.flatMap((one) => one.cycle[day]!)
      expect(new Set(on).size).toBe(on.length)
      expect(form.lines.every((one) => one.cycle[day]!.length >= 2)).toBe(true)
    }
    for (const one of form.lines) expect(new Set(one.cycle.flat()).size).toBe(12)
    // A night is followed by a day shift on the next day and never by one on the same.
    for (let day = 0; day < teams; day++)
      expect(form.lines[1]!.cycle[(day + 1) % teams]).toEqual(form.lines[0]!.cycle[day])
  })
})

describe('a group’s week', () => {
  it.each([0, 1, 2, 3, 4, 5, 6])('has its station day on weekday %i, whatever day it begins', (weekday) => {
    const lines = [line('p', 'patrol', [[]]), line('s', 'station', [[]]), line('n', 'standby', [[]])]
    const form = formOf(group(lines, ['a', 'b', 'c', 'd']), dayAfter(MONDAY, 3))
    weekly(form, weekday)
    expect(stationDay(form)).toBe(weekday)
    const monday = dayAfter(MONDAY, 7)
    for (let n = 0; n < 7; n++) {
      const at = dayAfter(monday, n)
      expect(onDay(form, 1, at).length).toBe(n === weekday ? 4 : 0)
      if (n === weekday) expect(onDay(form, 0, at)).toEqual([])
      else expect(onDay(form, 0, at).length).toBeGreaterThanOrEqual(2)
    }
    for (const seat of [0, 1, 2, 3])
      expect(form.lines[0]!.cycle.filter((on) => on.includes(seat)).length).toBe(5)
  })
})

describe('a temporary plan', () => {
  const turn = (day: string, person: string, seat = 0): TurnInfo =>
    ({ group: 'g', shift: 'x', day, person, seat, starts: day, leads: false }) as TurnInfo
  it('begins as the roster stands, exceptions included, and says only what was written', () => {
    const form = planFormOf(group([line('x', 'patrol', [[0]])]), MONDAY, 2, [
      turn(MONDAY, 'b', 1),
      turn(MONDAY, 'elsewhere', 0),
    ])
    const { plan, temporary } = planRequest(form)
    expect(temporary).toBe(true)
    expect(plan.days).toEqual([{ day: MONDAY, shift: 0, people: ['elsewhere', 'b'] }])
    expect([plan.first, plan.last]).toEqual([MONDAY, dayAfter(MONDAY)])
    expect(fieldOf(form, 'plan.days.0')).toBe('lines.0.cycle.0')
    expect(fieldOf(form, 'plan.shifts.0.name')).toBe('lines.0.shift.name')
  })
})

it('asks for what a request cannot be without', () => {
  const form = formOf(group([line('', 'patrol', [[0]])]), MONDAY)
  form.name = ' '
  form.area = ''
  expect(missing(form)).toEqual(['name', 'area', 'lines.0.shift.name'])
})
