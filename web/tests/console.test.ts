import { describe, expect, it } from 'vitest'
import { FIRST_LINES, firstLineFor, questionsFor } from '@/console/advice'
import { ACTS, allowed, type Hand } from '@/console/allowed'
import { duplicatesOf } from '@/console/duplicates'
import { candidates } from '@/console/nearest'
import { emptyPicture, type Picture } from '@/picture/picture'
import { applyAll } from '@/picture/reduce'
import en from '@/ui/locales/en'
import type { AnyFact } from '@/wire/generated'
import type { Person, PictureIncident } from '@/wire/replies'
import { filed, offered } from './facts'

const METRE = 1 / 111_195
const NOW = Date.parse('2026-09-01T01:10:00Z')
const HERE = { lat: 20, lon: 110.4 }
const picture = (...facts: AnyFact[]): Picture => applyAll(emptyPicture('460107'), facts)
const first = (one: Picture): PictureIncident => [...one.incidents.values()][0]!

describe('likely duplicates', () => {
  const open = picture(filed(1))
  const north = (m: number) => ({ lat: HERE.lat + m * METRE, lon: HERE.lon })
  it('are of the same kind and within 50 metres', () => {
    expect(duplicatesOf(open, 'event.0406', north(49), NOW)).toMatchObject([{ distance: 49, merges: true }])
    expect(duplicatesOf(open, 'event.0406', north(52), NOW)).toEqual([])
    expect(duplicatesOf(open, 'event.0404', HERE, NOW)).toEqual([])
  })
  it('are not older than a day', () => {
    expect(duplicatesOf(open, 'event.0406', HERE, NOW + 24 * 3600_000)).toEqual([])
  })
  it('are not looked for before kind and place are known', () => {
    expect(duplicatesOf(open, '', HERE, NOW)).toEqual([])
    expect(duplicatesOf(open, 'event.0406', null, NOW)).toEqual([])
  })
  it('say which are kept apart', () => {
    const medical = picture({ ...filed(1), category: 'grid.medical' })
    expect(duplicatesOf(medical, 'grid.medical', HERE, NOW)).toMatchObject([{ merges: false }])
  })
})

describe('what may be done', () => {
  const me = (role: string, more: Partial<Hand> = {}): Hand => ({
    id: 'me',
    roles: [role],
    areas: ['460107'],
    watchLeader: false,
    ...more,
  })
  const held = {
    ...first(picture(filed(1))),
    next: { kind: 'confirm' as const, round: 0, step: 1, due: '2026-09-01T01:00:20Z' },
  }
  it('dispatches what is held, and says who has been asked otherwise', () => {
    expect(allowed(me('operator'), held, false).dispatch).toBeNull()
    const asked = first(picture(filed(1), offered(2)))
    expect(allowed(me('operator'), asked, false).dispatch).toBe('dispatch_offered')
    expect(allowed(me('operator'), asked, false).accept).toBeNull()
  })
  it('voids only for who leads the watch, or coordinates', () => {
    expect(allowed(me('supervisor'), held, false).void).toBe('centre')
    expect(allowed(me('operator', { watchLeader: true }), held, false).void).toBeNull()
    expect(allowed(me('coordinator'), held, false).void).toBeNull()
  })
  it('lets an operator ask for voiding once, and whoever leads the watch rule', () => {
    expect(allowed(me('operator'), held, false).void).toBeNull()
    const asked = {
      ...held,
      loop: { asked: { kind: 'void' as const, by: 'op', reason: 'x', at: held.filed_at } },
    }
    expect(allowed(me('operator'), asked, false)).toMatchObject({ void: 'askedAlready', grant: 'leader' })
    expect(allowed(me('coordinator'), asked, false)).toMatchObject({ void: null, grant: null, refuse: null })
    expect(allowed({ ...me('coordinator'), id: 'op' }, asked, false).grant).toBe('ownRequest')
  })
  it('lets whoever has the duty leader’s seat rule on a second return, whatever their role and areas', () => {
    const back = { ...held, status: 'returned' as const, loop: { returned_by: 'unit' } }
    expect(allowed(me('operator'), back, false).grant).toBe('dutyLeader')
    expect(allowed(me('operator', { leadsNow: true }), back, false)).toMatchObject({
      grant: null,
      refuse: null,
    })
    const elsewhere = me('supervisor', { leadsNow: true, areas: ['460108'] })
    expect(allowed(elsewhere, back, false)).toMatchObject({ grant: null, close: 'elsewhere' })
    expect(allowed(elsewhere, held, false).grant).toBe('elsewhere')
  })
  it('asks for an extension twice at most and never once overdue, and says which it is', () => {
    const due = Date.parse('2026-09-01T09:00:00Z')
    const working = {
      ...held,
      status: 'on_scene' as const,
      assignment: 'a',
      handle_by: '2026-09-01T09:00:00Z',
    }
    expect(allowed(me('operator'), working, false, due - 1).extend).toBeNull()
    expect(allowed(me('operator'), working, false, due).extend).toBe('overdueAlready')
    expect(allowed(me('operator'), { ...working, loop: { extensions: 2 } }, false, due - 1).extend).toBe(
      'extendedTwice',
    )
    expect(allowed(me('operator'), held, false, due - 1).extend).toBe('notWorkedOn')
  })
  it('leaves a second return to the duty leader, and nobody verifies their own work', () => {
    const returned = { ...held, status: 'returned' as const, loop: { returns: 2, returned_by: 'w1' } }
    expect(allowed(me('operator', { watchLeader: true }), returned, false).grant).toBe('dutyLeader')
    expect(allowed(me('coordinator'), returned, false)).toMatchObject({
      grant: null,
      reassign: 'rulingPending',
    })
    const own = { ...held, status: 'handled' as const, handler: me('supervisor').id }
    expect(allowed(me('supervisor'), own, false)).toMatchObject({ close: 'ownWork', rework: 'ownWork' })
  })
  it('opens again only what is closed, for who leads', () => {
    const closed = { ...held, status: 'closed' as const }
    expect(allowed(me('coordinator'), closed, true).reopen).toBeNull()
    expect(allowed(me('operator'), closed, true).reopen).toBe('leader')
    expect(allowed(me('coordinator'), { ...held, status: 'voided' as const }, true).reopen).toBe('over')
  })
  it('lets a supervisor close in their own areas, and nothing elsewhere', () => {
    expect(allowed(me('supervisor'), held, false)).toMatchObject({ close: null, reassign: 'centre' })
    expect(allowed(me('supervisor', { areas: ['460107009'] }), held, false).close).toBe('elsewhere')
  })
  it('does nothing to what is over', () => {
    expect(new Set(Object.values(allowed(me('coordinator'), held, true)))).toEqual(new Set(['over']))
  })
  it('has words for every reason and every act', () => {
    const why = en.console.why as Record<string, string>
    const acts = en.console.act as Record<string, string>
    for (const act of ACTS) expect(acts[act], act).toBeTruthy()
    for (const role of ['worker', 'supervisor', 'operator'])
      for (const reason of Object.values(allowed(me(role), held, false)))
        if (reason) expect(why[reason], reason).toBeTruthy()
    for (const status of [
      'filed',
      'offered',
      'assigned',
      'en_route',
      'on_scene',
      'handled',
      'suspended',
      'returned',
    ])
      expect(why[`dispatch_${status}`], status).toBeTruthy()
  })
})

describe('whom to send', () => {
  const worker = (id: string, grid: string): Person => ({
    id,
    name: id,
    roles: ['worker'],
    areas: [grid],
    on_duty: true,
  })
  it('puts the free and near before the busy and the far, and who is off duty last', () => {
    const base = picture(filed(1), offered(2))
    const asked = [...base.offers.values()][0]!.person
    const on = (person: string, m: number) => ({
      person, name: person, roles: ['worker'], areas: [], since: null,
      place: { lat: HERE.lat + m * METRE, lon: HERE.lon, grid: '460107001001001' },
    }) // prettier-ignore
    const duty = new Map([on('far', 900), on('near', 100), on(asked, 10)].map((one) => [one.person, one]))
    const people = ['off', 'far', asked, 'near'].map((id) => worker(id, '460107001001002'))
    const found = candidates({ ...base, duty } as unknown as Picture, people, first(base), () => HERE)
    expect(found.map((one) => one.id)).toEqual(['near', 'far', asked, 'off'])
    expect(found[0]).toMatchObject({ state: 'free', distance: 100, exact: true })
    expect(found[2]).toMatchObject({ state: 'asked', at: 1 })
    expect(found[3]).toMatchObject({ state: 'off', exact: false })
  })
})

describe('advice', () => {
  it('has questions for every kind, in both languages', () => {
    for (const category of ['grid.medical', 'event.0406', 'component.0106', 'event.0599'])
      for (const chinese of [true, false]) expect(questionsFor(category, chinese).length).toBeGreaterThan(1)
    expect(questionsFor('', true)).toEqual([])
  })
  it('sends fire, medicine and crime to 119, 120 and 110 first', () => {
    expect(firstLineFor('grid.fire')[0]).toBe('119')
    expect(firstLineFor('grid.medical')[0]).toBe('120')
    expect(firstLineFor('grid.rescue')[0]).toBe('120')
    expect(firstLineFor('grid.crime')[0]).toBe('110')
    const names = en.firstLine as Record<string, string>
    for (const one of FIRST_LINES) expect(names[one]).toBeTruthy()
  })
})
