import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { KEPT_MS, openLists } from '@/field/keptLists'
import { addedOf, isSaid, shownOf } from '@/field/moving'
import type { Method, OutboxItem } from '@/outbox/item'
import type { Evacuee, OwnLists } from '@/wire/moving'

const one = (id: string, more: Partial<Evacuee> = {}) =>
  ({ id, name: id, phone: '', address: '', heads: 1, standing: 'to_move', late: 0, ...more }) as Evacuee
const item = (method: Method, data: object, state = 'sending') =>
  ({
    id: `i-${method}`,
    user: 'u',
    method,
    data,
    state,
    madeAt: 0,
    dueAt: 0,
    tries: 0,
  }) as unknown as OutboxItem
const lists = (evacuations = 1) =>
  ({
    at: '2026-09-02T06:00:00Z',
    evacuations: Array(evacuations).fill({}),
    people: [one('王五')],
  }) as unknown as OwnLists
let n = 0
const fresh = () => openLists(`lists-${++n}`)

describe('lists kept on the phone', () => {
  it('are there again after a reload, for whoever they belong to', async () => {
    const store = await fresh()
    await store.save('a', lists(), 1_000)
    expect((await store.load('a', 2_000))?.people[0]?.name).toBe('王五')
  })
  it('are never shown to somebody else, and deleted when somebody else comes', async () => {
    const store = await fresh()
    await store.save('a', lists(), 1_000)
    expect(await store.load('b', 2_000)).toBeNull()
    expect(await store.load('a', 2_000)).toBeNull()
  })
  it('are gone after a day, after a sign-out, and when the evacuation is over', async () => {
    const store = await fresh()
    await store.save('a', lists(), 1_000)
    expect(await store.load('a', 1_000 + KEPT_MS)).toBeNull()
    await store.save('a', lists(), 1_000)
    await store.clear()
    expect(await store.load('a', 2_000)).toBeNull()
    await store.save('a', lists(), 1_000)
    await store.save('a', lists(0), 2_000)
    expect(await store.load('a', 3_000)).toBeNull()
  })
})

describe('what waits to be sent', () => {
  it('is shown as said, whatever it says about somebody', () => {
    const items = [
      item('evacuee.mark', { evacuee: 'a', to: 'told' }),
      item('evacuee.amend', { evacuee: 'a', name: '王小五', phone: '139', address: '2栋', heads: 3 }),
      item('evacuee.remove', { evacuee: 'b', reason: 'x' }),
      item('evacuee.assign', { evacuees: ['c'], worker: 'w' }),
    ]
    const [a, c] = shownOf([one('a'), one('b'), one('c')], items, () => '李工')
    expect(a).toMatchObject({ standing: 'told', name: '王小五', heads: 3, waiting: true })
    expect(c).toMatchObject({ id: 'c', responsible: { person: 'w', name: '李工' } })
  })
  it('no longer counts once it is stored or refused', () => {
    const items = [item('evacuee.remove', { evacuee: 'a', reason: 'x' }, 'refused')]
    expect(shownOf([one('a')], items)).toHaveLength(1)
  })
  it('shows whoever was added here, until the centre knows them', () => {
    const data = { evacuation: 'e', people: [{ grid: '1', name: '陈小明', heads: 2 }] }
    expect(addedOf([item('evacuee.add', data)])).toMatchObject([{ name: '陈小明', heads: 2, waiting: true }])
    expect(addedOf([item('evacuee.add', data, 'stored')])).toEqual([])
  })
  it('is the same when it says the same of the same, whenever it was said', () => {
    const items = [
      item('evacuee.mark', { id: '1', evacuee: 'a', to: 'told', at: '1', place: { lat: 1, lon: 2 } }),
    ]
    expect(isSaid(items, 'evacuee.mark', { evacuee: 'a', to: 'told', at: '2' })).toBe(true)
    expect(isSaid(items, 'evacuee.mark', { evacuee: 'b', to: 'told', at: '1' })).toBe(false)
    expect(
      isSaid([item('evacuee.mark', { evacuee: 'a', to: 'told' }, 'stored')], 'evacuee.mark', {
        evacuee: 'a',
        to: 'told',
      }),
    ).toBe(false)
  })
})
