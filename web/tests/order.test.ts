import { describe, expect, it } from 'vitest'
import { Order } from '@/link/order'
import { filed } from './facts'

const numbers = (facts: { number: number }[]) => facts.map((fact) => fact.number)

describe('the order of facts', () => {
  it('keeps what comes before the snapshot until it is there, and drops what the snapshot holds', () => {
    const order = new Order()
    expect(order.take(filed(4))).toEqual([])
    expect(order.take([filed(5), filed(6)])).toEqual([])
    expect(numbers(order.restart(5))).toEqual([6])
  })

  it('takes each number once, whether facts come alone, gathered or again', () => {
    const order = new Order()
    order.restart(3)
    expect(numbers(order.take([filed(4), filed(7)]))).toEqual([4, 7])
    expect(numbers(order.take(filed(7)))).toEqual([])
    expect(numbers(order.take([filed(6), filed(7), filed(9)]))).toEqual([9])
    expect(order.number).toBe(9)
  })

  it('is not moved by an empty publication', () => {
    const order = new Order()
    order.restart(3)
    expect(order.take([])).toEqual([])
    expect(order.number).toBe(3)
  })

  it('begins anew from a snapshot of another epoch, whose numbers may be smaller', () => {
    const order = new Order()
    order.restart(100)
    order.lost()
    order.take(filed(41))
    expect(numbers(order.restart(40))).toEqual([41])
  })
})
