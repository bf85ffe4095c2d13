import { describe, expect, it } from 'vitest'
import { emptyPicture } from '@/picture/picture'
import { applyAll } from '@/picture/reduce'
import { byNeed, figures, isAlarm } from '@/picture/select'
import { applyToStaffAll, emptyStaff } from '@/picture/staff'
import { assigned, changed, closed, filed, merged, nobody, offered, offerClosed } from './facts'

describe('the picture', () => {
  it('follows an incident from filing to closing', () => {
    const at = (...facts: Parameters<typeof applyAll>[1]) =>
      applyAll(emptyPicture(), facts).incidents.get('i1')
    expect(at(filed(1))?.status).toBe('filed')
    expect(at(filed(1), offered(2))).toMatchObject({ status: 'offered', offer: 'o1' })
    expect(at(filed(1), offered(2), assigned(3))).toMatchObject({
      status: 'assigned',
      offer: null,
      handler: 'p1',
    })
    expect(at(filed(1), offered(2), assigned(3), changed(4, 'en_route'))?.status).toBe('en_route')
    expect(at(filed(1), offered(2), assigned(3), changed(4, 'done'))).toMatchObject({
      status: 'handled',
      assignment: null,
    })
    expect(at(filed(1), offered(2), assigned(3), changed(4, 'failed'))).toMatchObject({
      status: 'filed',
      tried: { p1: 'failed' },
    })
    expect(at(filed(1), closed(2))).toBeUndefined()
  })

  it('says nothing of a second offer that closes late', () => {
    const p = applyAll(emptyPicture(), [
      filed(1),
      offered(2),
      offerClosed(3),
      offered(4, 'o2'),
      offerClosed(5, 'o1'),
    ])
    expect(p.incidents.get('i1')).toMatchObject({ status: 'offered', offer: 'o2' })
  })

  it('raises the work with the incident when a merged report is worse', () => {
    const p = applyAll(emptyPicture(), [filed(1), offered(2), merged(3, 1)])
    expect([p.incidents.get('i1')?.priority, p.offers.get('o1')?.priority]).toEqual([1, 1])
  })

  it('takes facts whose hidden parts were cut out for a kiosk', () => {
    const { reporter: _, ...redacted } = filed(1)
    const p = applyAll(emptyPicture(), [redacted as ReturnType<typeof filed>])
    expect(p.incidents.get('i1')).toMatchObject({ status: 'filed', reporters: [] })
  })

  it('changes nothing about what it does not hold', () => {
    const p = applyAll(emptyPicture(), [offered(1), assigned(2), changed(3, 'done'), nobody(4), closed(5)])
    expect([p.incidents.size, p.offers.size, p.assignments.size]).toEqual([0, 0, 0])
  })
})

describe('what needs a decision', () => {
  const now = Date.parse('2026-09-01T02:00:00Z')
  it('is in the order: unattended, overdue, priority, nearest deadline', () => {
    const p = applyAll(emptyPicture(), [
      filed(1, 'calm', 3, '2026-09-01T02:10:00Z'),
      filed(2, 'soon', 3, '2026-09-01T02:05:00Z'),
      filed(3, 'life', 1, '2026-09-01T02:09:00Z'),
      filed(4, 'late', 4, '2026-09-01T01:59:00Z'),
      filed(5, 'nobody', 4, '2026-09-01T02:20:00Z'),
      nobody(6, 'nobody'),
    ])
    expect(byNeed(p, now).map((one) => one.id)).toEqual(['nobody', 'late', 'life', 'soon', 'calm'])
    expect(figures(p, now)).toMatchObject({ open: 5, unattended: 1, overdue: 1, alarms: 1 })
  })

  it('blinks only for danger to life that nobody has taken', () => {
    const p = applyAll(emptyPicture(), [filed(1, 'i1', 1), offered(2)])
    expect(isAlarm(p.incidents.get('i1')!)).toBe(true)
    expect(isAlarm(applyAll(p, [assigned(3)]).incidents.get('i1')!)).toBe(false)
    expect(isAlarm(applyAll(emptyPicture(), [filed(1, 'i1', 2)]).incidents.get('i1')!)).toBe(false)
  })
})

describe('a phone', () => {
  it('holds its own offers and work, and nobody else’s', () => {
    const me = applyToStaffAll(emptyStaff('p1'), [offered(1), offered(2, 'o2', 'p2')])
    expect(me.offers.map((one) => one.offer)).toEqual(['o1'])
    const working = applyToStaffAll(me, [assigned(3), changed(4, 'on_scene')])
    expect(working.offers).toEqual([])
    expect(working.assignments).toMatchObject([{ assignment: 'a1', status: 'on_scene' }])
    expect(applyToStaffAll(working, [changed(5, 'done')]).assignments).toEqual([])
  })

  it('loses an offer that somebody else answered for it', () => {
    expect(applyToStaffAll(emptyStaff('p1'), [offered(1), offerClosed(2)]).offers).toEqual([])
    expect(applyToStaffAll(emptyStaff('p1'), [offered(1), closed(2)]).offers).toEqual([])
  })
})
