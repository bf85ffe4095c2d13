import { describe, expect, it } from 'vitest'
import { Outbox, type Sender } from '@/outbox/outbox'
import { memoryStore } from '@/outbox/store'
import { emptyPicture } from '@/picture/picture'
import { applyAll } from '@/picture/reduce'
import { isTaken, missingOf, sosByNeed } from '@/picture/safety'
import { applyToStaffAll, emptyStaff } from '@/picture/staff'
import type { AnyFact } from '@/wire/generated'

const entry = (number: number) => ({ number, at: '2026-09-01T01:00:00Z', district: '460107' })
const raised = (number: number, sos = 's1', person = 'w1', near: string[] = []): AnyFact => ({
  ...entry(number),
  type: 'SosRaised',
  sos,
  person,
  person_name: person,
  area: '460107001001001',
  pressed_at: '2026-09-01T01:00:00Z',
  told: ['op'],
  near: near.map((one) => ({ person: one, name: one, distance_m: 100 })),
  due: '2026-09-01T01:00:20Z',
})
const seen = (number: number, by: string, above: boolean, sos = 's1'): AnyFact => ({
  ...entry(number),
  type: 'SosAcknowledged',
  sos,
  person: 'w1',
  by,
  coming: !above,
  above,
  due: '2026-09-01T01:10:00Z',
})
const opened = (number: number): AnyFact => ({
  ...entry(number),
  type: 'RollCallOpened',
  rollcall: 'r1',
  area: '460107',
  people: { w1: 'A', w2: 'B' },
  by: 'op',
  due: '2026-09-01T01:05:00Z',
})
const answered = (number: number, person: string): AnyFact => ({
  ...entry(number),
  type: 'RollCallAnswered',
  rollcall: 'r1',
  area: '460107',
  person,
  by: person,
})

describe('calls for help', () => {
  it('stand in the order in which they need somebody above', () => {
    const p = applyAll(emptyPicture(), [raised(1), raised(2, 's2', 'w2'), seen(3, 'op', true)])
    expect(sosByNeed(p.sos).map((one) => one.id)).toEqual(['s2', 's1'])
  })
  it('are not taken by a colleague who goes there', () => {
    const p = applyAll(emptyPicture(), [raised(1), seen(2, 'w2', false)])
    expect(isTaken(p.sos.get('s1')!)).toBe(false)
    expect(isTaken(applyAll(p, [seen(3, 'op', true)]).sos.get('s1')!)).toBe(true)
  })
  it('reach the phone of a colleague, and leave it when they are over', () => {
    const me = applyToStaffAll(emptyStaff('w2'), [raised(1, 's1', 'w1', ['w2'])])
    expect([...me.sos.keys()]).toEqual(['s1'])
    const over: AnyFact = { ...entry(2), type: 'SosEnded', sos: 's1', person: 'w1', by: 'op', why: 'safe' }
    expect(applyToStaffAll(me, [over]).sos.size).toBe(0)
  })
})

describe('a roll-call', () => {
  it('names who is missing until they answer', () => {
    const p = applyAll(emptyPicture(), [opened(1), answered(2, 'w1')])
    expect(missingOf(p.rollcalls.get('r1')!)).toEqual([['w2', 'B']])
  })
  it('is on a phone only while it waits for this person', () => {
    expect(applyToStaffAll(emptyStaff('w1'), [opened(1)]).rollcalls.size).toBe(1)
    expect(applyToStaffAll(emptyStaff('w1'), [opened(1), answered(2, 'w1')]).rollcalls.size).toBe(0)
    expect(applyToStaffAll(emptyStaff('w9'), [opened(1)]).rollcalls.size).toBe(0)
  })
})

describe('the outbox of a phone', () => {
  it('sends a call for help past a request that hangs, and first of all after an outage', async () => {
    const order: string[] = []
    const sender: Sender & { connected: boolean } = {
      connected: true,
      rpc: (method: string) => {
        order.push(method)
        // What was sent first never gets an answer.
        return order.length === 1
          ? new Promise(() => undefined)
          : Promise.resolve({ status: 'accepted' } as never)
      },
    }
    const outbox = new Outbox({ user: 'w1', store: memoryStore(), sender })
    await outbox.start()
    const at = '2026-09-01T01:00:00Z'
    await outbox.add('duty.check_in', { at })
    await outbox.add('sos.raise', { at })
    expect(order).toEqual(['duty.check_in', 'sos.raise'])

    const later: string[] = []
    const offline: Sender & { connected: boolean } = {
      connected: false,
      rpc: (method: string) => {
        later.push(method)
        return Promise.resolve({ status: 'accepted' } as never)
      },
    }
    const second = new Outbox({ user: 'w2', store: memoryStore(), sender: offline })
    await second.start()
    await second.add('duty.check_in', { at })
    await second.add('rollcall.answer', { rollcall: 'r1', at })
    await second.add('sos.raise', { at })
    offline.connected = true
    second.drain()
    await second.idle()
    expect(later[0]).toBe('sos.raise')
    outbox.stop()
    second.stop()
  })
})
