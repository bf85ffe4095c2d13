import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { Link } from '@/link/link'
import { filed } from './facts'
import { LittleServer } from './server'

let server: LittleServer
let link: Link
let heard: number[]
let snapshots: number[]
let live: boolean

const until = (test: () => boolean) => vi.waitFor(() => expect(test()).toBe(true), { timeout: 5_000 })
function follow(): void {
  link = new Link({
    url: server.url,
    token: 'key',
    renew: () => Promise.resolve('key'),
    language: 'zh-CN',
    websocket: WebSocket,
  })
  link.follow<{ epoch: string; offset: number }>('picture:460107', {
    load: () => link.rpc('picture.get', {}),
    snapshot: ({ offset }) => snapshots.push(offset),
    facts: (facts) => heard.push(...facts.map((fact) => fact.number)),
    live: (is) => (live = is),
  })
  link.connect()
}
beforeEach(() => {
  server = new LittleServer()
  heard = []
  snapshots = []
  live = false
})
afterEach(() => {
  link.close()
  server.close()
})

describe('P3: the link', () => {
  it('begins with a snapshot, then hands on each fact once and in order, alone or gathered', async () => {
    server.published.push(filed(4))
    follow()
    await until(() => live)
    server.publish(filed(5))
    server.publish(filed(8), filed(9))
    server.push([], 12)
    server.push(filed(9), 12)
    server.publish(filed(13))
    await until(() => heard.length >= 4)
    expect([snapshots, heard]).toEqual([[4], [5, 8, 9, 13]])
  })

  it('keeps facts that overtake the snapshot until it is there', async () => {
    server.snapshot = async () => {
      server.publish(filed(5))
      const offset = server.head
      server.publish(filed(6))
      await new Promise((resolve) => setTimeout(resolve, 50))
      return { epoch: 'e1', offset }
    }
    follow()
    await until(() => live)
    expect([snapshots, heard]).toEqual([[5], [6]])
  })

  it('recovers after a cut without a snapshot when the gap is whole', async () => {
    follow()
    await until(() => live)
    server.publish(filed(1))
    await until(() => heard.length === 1)
    server.cut()
    await until(() => !live)
    server.published.push(filed(2), filed(3))
    await until(() => live)
    server.publish(filed(4))
    await until(() => heard.length === 4)
    expect([snapshots, heard]).toEqual([[0], [1, 2, 3, 4]])
    expect(server.subscribes.at(-1)).toMatchObject({ recover: true, offset: 1, epoch: 'e1' })
  })

  it('loads a new snapshot when it was not recovered', async () => {
    follow()
    await until(() => live)
    server.publish(filed(1))
    await until(() => heard.length === 1)
    server.recoverable = false
    server.cut()
    await until(() => !live)
    server.published.push(filed(2), filed(3))
    await until(() => live)
    server.publish(filed(4))
    await until(() => heard.length === 2)
    expect([snapshots, heard]).toEqual([
      [0, 3],
      [1, 4],
    ])
  })

  it('is not live before the snapshot came, and asks again until it does', async () => {
    server.snapshot = () => {
      if (server.snapshots === 1) throw new Error('database gone')
      return { epoch: 'e1', offset: 0 }
    }
    follow()
    await until(() => server.snapshots === 1)
    expect(live).toBe(false)
    await until(() => live)
    expect(server.snapshots).toBe(2)
  })

  it('sends its token in the first frame only', async () => {
    follow()
    await until(() => live)
    expect(server.tokens).toEqual(['key'])
    expect(server.url).not.toContain('key')
  })
})
