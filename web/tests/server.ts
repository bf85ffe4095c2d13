// A server of a few lines that speaks the protocol, so that the link is tested over a real socket with the real client.
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'

interface Command {
  id: number
  connect?: { token: string }
  subscribe?: { channel: string; recover?: boolean; offset?: number; epoch?: string }
  rpc?: { method: string; data: unknown }
}
type Fact = { number: number }

export class LittleServer {
  /** What was published, by number; recovery reads from here while `recoverable`. */
  readonly published: Fact[] = []
  readonly subscribes: NonNullable<Command['subscribe']>[] = []
  readonly tokens: string[] = []
  recoverable = true
  snapshots = 0
  /** What `picture.get` answers with; may wait. */
  snapshot: () => Promise<unknown> | unknown = () => ({ epoch: 'e1', offset: this.head })
  /** What any call is answered with; undefined: as `snapshot` says. */
  answer: (method: string, data: unknown) => unknown = () => undefined
  private readonly server = new WebSocketServer({ port: 0 })
  private readonly subscribed = new Map<WebSocket, Set<string>>()

  constructor() {
    this.server.on('connection', (socket) => {
      this.subscribed.set(socket, new Set())
      socket.on('close', () => this.subscribed.delete(socket))
      socket.on('message', (data) => {
        for (const line of String(data).split('\n').filter(Boolean))
          void this.handle(socket, JSON.parse(line) as Command)
      })
    })
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }
  get head(): number {
    return this.published.at(-1)?.number ?? 0
  }

  publish(...facts: Fact[]): void {
    this.published.push(...facts)
    this.push(facts.length === 1 ? facts[0] : facts, this.head)
  }
  push(data: unknown, offset: number): void {
    for (const [socket, channels] of this.subscribed)
      for (const channel of channels)
        socket.send(JSON.stringify({ push: { channel, pub: { data, offset } } }))
  }
  /** Something for the whole connection. */
  say(data: unknown): void {
    for (const socket of this.subscribed.keys()) socket.send(JSON.stringify({ push: { message: { data } } }))
  }
  /** The server ends a subscription. */
  end(channel: string, code = 2502): void {
    for (const [socket, channels] of this.subscribed)
      if (channels.delete(channel))
        socket.send(JSON.stringify({ push: { channel, unsubscribe: { code, reason: 'rights changed' } } }))
  }
  cut(): void {
    for (const socket of this.subscribed.keys()) socket.terminate()
  }
  close(): void {
    this.cut()
    this.server.close()
  }

  private async handle(socket: WebSocket, { id, connect, subscribe, rpc }: Command): Promise<void> {
    const reply = (body: object) => socket.send(JSON.stringify({ id, ...body }))
    if (connect) {
      this.tokens.push(connect.token)
      const data = { user: 'p1', district: '460107', server_time: new Date().toISOString(), epoch: 'e1' }
      return reply({ connect: { client: 'c', version: '1', ping: 25, pong: true, data } })
    }
    if (subscribe) return this.subscribe(socket, subscribe, reply)
    if (!rpc) return
    this.snapshots += 1
    try {
      reply({ rpc: { data: this.answer(rpc.method, rpc.data) ?? (await this.snapshot()) } })
    } catch {
      reply({ error: { code: 100, message: 'internal', temporary: true } })
    }
  }
  private subscribe(
    socket: WebSocket,
    asked: NonNullable<Command['subscribe']>,
    reply: (body: object) => void,
  ): void {
    this.subscribes.push(asked)
    this.subscribed.get(socket)?.add(asked.channel)
    const recovered = !!asked.recover && this.recoverable
    const missed = recovered ? this.published.filter((fact) => fact.number > (asked.offset ?? 0)) : []
    reply({
      subscribe: {
        recoverable: true,
        positioned: true,
        epoch: 'e1',
        offset: this.head,
        was_recovering: !!asked.recover,
        recovered,
        publications: missed.map((fact) => ({ data: fact, offset: fact.number })),
      },
    })
  }
}
