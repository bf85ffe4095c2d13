import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { KEEP_STORED_MS, type ItemState } from '@/outbox/item'
import { Outbox, type Sender } from '@/outbox/outbox'
import { openStore, type OutboxStore } from '@/outbox/store'
import type { AnyFact } from '@/wire/generated'
import type { Receipt } from '@/wire/replies'

type Answer = Partial<Receipt> | Error
let store: OutboxStore
let now: number
let turn = 0
let sent: { method: string; id: string }[]
let answers: Answer[]
let online: boolean

const sender: Sender = {
  get connected() {
    return online
  },
  async rpc<T>(method: string, data: unknown) {
    const { id } = data as { id: string }
    sent.push({ method, id })
    const answer = answers.shift() ?? { status: 'accepted', resend_after: 15 }
    if (answer instanceof Error) throw answer
    return { id, ...answer } as T
  },
}
const open = async (user = 'p1') => {
  const box = new Outbox({ user, store, sender, now: () => now })
  await box.start()
  await box.idle()
  return box
}
const state = (box: Outbox): ItemState | undefined => box.list[0]?.state
const add = async (box: Outbox) => {
  const item = await box.add('duty.check_in', { at: '2026-09-01T01:00:00Z' })
  await box.idle()
  return item
}
const fact = (type: string, request: string, more = {}) =>
  [{ type, request, number: 1, at: '', district: '460107', ...more }] as unknown as AnyFact[]
const stored = (request: string) => fact('DutyStarted', request, { person: 'p1' })

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  store = await openStore(`outbox-${++turn}`)
  now = 1_790_000_000_000
  sent = []
  answers = []
  online = true
})

describe('the outbox', () => {
  it('goes from sending to accepted to stored', async () => {
    online = false
    const box = await open()
    const { id } = await add(box)
    expect(state(box)).toBe('sending')
    online = true
    box.drain()
    await box.idle()
    expect(state(box)).toBe('accepted')
    box.heard(stored(id))
    expect(state(box)).toBe('stored')
    expect((await box.outcome(id)).outcome).toMatchObject({ type: 'DutyStarted' })
  })

  it('keeps what was never sent through a reload, and sends it with the same id', async () => {
    online = false
    const { id } = await add(await open())
    online = true
    const again = await open()
    expect(sent).toEqual([{ method: 'duty.check_in', id }])
    expect(state(again)).toBe('accepted')
  })

  it('sends again what was accepted and not stored, after resend_after and not before', async () => {
    const box = await open()
    const { id } = await add(box)
    now += 14_000
    box.drain()
    await box.idle()
    expect(sent).toHaveLength(1)
    now += 2_000
    answers = [{ status: 'stored' }]
    box.drain()
    await box.idle()
    expect(sent.map((one) => one.id)).toEqual([id, id])
    expect(state(box)).toBe('stored')
  })

  it('never deletes what is not settled', async () => {
    const box = await open()
    const { id } = await add(box)
    await box.remove(id)
    expect(box.list).toHaveLength(1)
    box.heard(stored(id))
    await box.remove(id)
    expect(box.list).toHaveLength(0)
  })

  it('keeps what was stored for seven days', async () => {
    const first = await open()
    first.heard(stored((await add(first)).id))
    await vi.waitFor(async () => expect((await store.all('p1'))[0]?.state).toBe('stored'))
    now += KEEP_STORED_MS - 1_000
    expect((await open()).list).toHaveLength(1)
    now += 2_000
    expect((await open()).list).toHaveLength(0)
    expect(await store.all('p1')).toEqual([])
  })

  it('is refused with the reason, and can be tried again', async () => {
    answers = [{ status: 'refused', refusal: { code: 'outside', reason: 'impossible', message: '不在本区' } }]
    const box = await open()
    const { id } = await add(box)
    expect(box.list[0]).toMatchObject({ state: 'refused', refusal: { message: '不在本区' } })
    await box.retry(id)
    await box.idle()
    expect(state(box)).toBe('accepted')
  })

  it('hears a refusal that comes later, as a fact', async () => {
    const box = await open()
    const { id } = await add(box)
    box.heard(
      fact('RequestRefused', id, { method: 'x', refusal: { code: 'c', reason: 'conflict', message: 'm' } }),
    )
    expect(state(box)).toBe('refused')
  })

  it('waits as long as a temporary refusal says', async () => {
    answers = [
      {
        status: 'refused',
        refusal: { code: 'full', reason: 'temporary', message: '稍后', retry_after_s: 40 },
      },
    ]
    const box = await open()
    await add(box)
    expect(box.list[0]).toMatchObject({ state: 'sending', trouble: '稍后', dueAt: now + 40_000 })
    now += 39_000
    box.drain()
    await box.idle()
    expect(sent).toHaveLength(1)
  })

  it('tries again after a timeout, and one bad request does not stop the others', async () => {
    answers = [new Error('timeout'), Object.assign(new Error('bad request'), { code: 107 })]
    const box = await open()
    await add(box)
    const second = await add(box)
    const third = await add(box)
    expect(box.list.map((item) => item.state)).toEqual(['accepted', 'refused', 'sending'])
    expect([second.id < third.id, sent.length]).toEqual([true, 3])
  })

  it('holds an advance for five seconds, in which it can be undone', async () => {
    const box = await open()
    const advance = () =>
      box.add('assignment.advance', { assignment: 'a1', to: 'en_route', at: '2026-09-01T01:00:00Z' }, 5_000)
    const first = await advance()
    expect(await box.undo(first.id)).toBe(true)
    const second = await advance()
    now += 5_001
    box.drain()
    await box.idle()
    expect(sent.map((one) => one.id)).toEqual([second.id])
    expect(await box.undo(second.id)).toBe(false)
  })

  it('sends what was stored this week again when the server begins another epoch', async () => {
    const box = await open()
    await box.epoch('e1')
    const { id } = await add(box)
    box.heard(stored(id))
    answers = [{ status: 'stored' }]
    await box.epoch('e1')
    expect(sent).toHaveLength(1)
    await box.epoch('e2')
    await box.idle()
    expect(sent.map((one) => one.id)).toEqual([id, id])
    expect(state(box)).toBe('stored')
  })

  it('shows each person only their own', async () => {
    await add(await open('p1'))
    expect((await open('p2')).list).toEqual([])
  })
})
