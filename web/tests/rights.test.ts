import { describe, expect, it } from 'vitest'
import { inOrder, type Account } from '@/console/admin/rights'

const account = (name: string, role: string): Account =>
  ({ id: name, name, roles: [role], areas: [], active: true }) as unknown as Account

describe('accounts of a district', () => {
  it('has people first and devices last, each in the order in which people count', () => {
    const all = [
      account('一键呼叫按钮10', 'device'),
      account('一键呼叫按钮2', 'device'),
      account('大屏', 'kiosk'),
      account('供水值班台', 'unit'),
      account('网格员12', 'worker'),
      account('网格员3', 'worker'),
    ]
    expect(inOrder(all).map(({ name }) => name)).toEqual([
      '网格员3',
      '网格员12',
      '供水值班台',
      '大屏',
      '一键呼叫按钮2',
      '一键呼叫按钮10',
    ])
  })
})
