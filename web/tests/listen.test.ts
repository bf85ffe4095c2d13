import { afterEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { Link } from '@/link/link'
import { LittleServer } from './server'

describe('a channel that keeps nothing', () => {
  const server = new LittleServer()
  afterEach(() => server.close())

  it('is heard from a new beginning after each reconnection', async () => {
    const link = new Link({ url: server.url, token: 't', language: 'zh-CN', websocket: WebSocket })
    const heard: unknown[] = []
    let begun = 0
    const stop = link.listen(
      'positions:460107',
      (data) => heard.push(data),
      () => (begun += 1),
    )
    link.connect()
    await vi.waitFor(() => expect(begun).toBe(1))
    server.push({ type: 'Positions' }, 0)
    await vi.waitFor(() => expect(heard).toHaveLength(1))
    server.cut()
    await vi.waitFor(() => expect(begun).toBe(2), 5_000)
    server.push({ type: 'Positions' }, 0)
    await vi.waitFor(() => expect(heard).toHaveLength(2))
    stop()
    link.close()
  })
})
