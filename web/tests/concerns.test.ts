// What needs an operator: the screens say the same as the server, and an item's lines are sorted life first.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { concernsOf, queueOf } from '@/picture/concerns'
import { emptyPicture } from '@/picture/picture'
import { applyAll } from '@/picture/reduce'
import type { AnyFact, AttentionItem } from '@/wire/generated'
import type { PictureIncident } from '@/wire/replies'

const folder = new URL('../../tests/golden/', import.meta.url)
const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as T
const story = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => read<AnyFact>(name))
  .sort((a, b) => a.number - b.number)

const incident = (id: string, grid: string, priority: 1 | 3): PictureIncident =>
  ({
    id,
    status: 'unattended',
    priority,
    place: { grid },
    category: 'event.0406',
    filed_at: `2026-09-01T01:00:0${id}Z`,
    changed_at: '2026-09-01T01:00:00Z',
    level: 1,
  }) as unknown as PictureIncident
const item = (id: string, area: string, life: boolean): AttentionItem =>
  ({ id, kind: 'unattended', life, area, opened_at: '2026-09-01T01:00:00Z' }) as AttentionItem
const byId = <T extends { id: string }>(list: T[]) => new Map(list.map((one) => [one.id, one]))

describe('the queue', () => {
  it('finds the same concerns as the server', () => {
    const order = (list: unknown[][]) => list.map((one) => JSON.stringify(one)).sort()
    const wanted = read<[string, unknown[][]][]>('folded/concerns.json')
    let picture = emptyPicture('460107')
    let last = '[]'
    const found: [string, string[]][] = []
    for (const fact of story) {
      picture = applyAll(picture, [fact])
      const now = order(
        concernsOf(picture).map((one) => [...one.key.split(' '), one.kind, one.life, one.area, one.priority]),
      )
      if (JSON.stringify(now) !== last || !found.length) found.push([fact.type, now])
      last = JSON.stringify(now)
    }
    expect(found).toEqual(wanted.map(([type, list]) => [type, order(list)]))
  })

  it('puts each concern into the smallest item that covers it, and holds back what none covers', () => {
    const picture = {
      ...emptyPicture('460107'),
      incidents: byId([
        incident('1', '460107001001001', 3),
        incident('2', '460107001001002', 3),
        incident('3', '460107002001001', 3),
        incident('4', '460107002001001', 1),
      ]),
      attention: byId([
        item('wide', '460107001', false),
        item('narrow', '460107001001001', false),
        item('life', '460107002001001', true),
      ]),
    }
    const queue = queueOf(picture)
    expect(queue.lines.map((one) => [one.key, one.concerns.map((c) => c.incident)])).toEqual([
      ['life', ['4']],
      ['narrow', ['1']],
      ['wide', ['2']],
    ])
    expect([queue.waits, queue.life, queue.heldBack]).toEqual([4, 1, 1])
    expect(queue.held.map((one) => one.area)).toEqual(['460107002'])
  })
})
