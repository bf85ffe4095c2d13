// One socket of one screen: it connects, comes back by itself, asks, and follows channels. No view sees it.
import { Centrifuge, State, type Options } from 'centrifuge'
import { partsOf, partsTold, type Part } from '@/drill/parts'
import type { Welcome } from '@/wire/replies'
import { rehearse } from './rehearsal'
import { Feed, type Followed } from './feed'

export type LinkState = 'connecting' | 'connected' | 'refused'
export interface LinkOptions {
  url: string
  token: string
  /** A new token when the old one has run out; null when the person is signed out. */
  renew?: () => Promise<string | null>
  language: string
  /** The exercise this page is bound to: then it follows and asks for nothing else. */
  exercise?: string | null
  /** For tests outside a browser. */
  websocket?: unknown
}

export class Link {
  state: LinkState = 'connecting'
  welcome: Welcome | null = null
  /** The exercises this person is in now, bound to one or not. */
  parts: Part[] = []
  readonly exercise: string | null
  /** Why the server does not want us, when it does not. */
  refusal = ''
  private readonly client: Centrifuge
  private readonly listeners = new Set<() => void>()

  constructor({ url, token, renew, language, exercise, websocket }: LinkOptions) {
    this.exercise = exercise ?? null
    const options: Partial<Options> = {
      token,
      data: { language },
      name: 'gridcommand-web',
      minReconnectDelay: 300,
      maxReconnectDelay: 8_000,
      timeout: 5_000,
      maxServerPingDelay: 5_000,
      getToken: async () => {
        const next = await (renew?.() ?? Promise.resolve(token))
        if (next === null) throw new Centrifuge.UnauthorizedError('signed out')
        return next
      },
    }
    if (websocket) options.websocket = websocket
    this.client = new Centrifuge(url, options)
    this.client.on('connected', (context) => {
      this.welcome = (context.data as Welcome | undefined) ?? null
      if (this.welcome?.clock_rate) rehearse(this.welcome.server_time, this.welcome.clock_rate)
      this.parts = partsOf(this.welcome)
      this.become('connected')
    })
    this.client.on('message', ({ data }) => {
      const told = partsTold(data)
      if (!told) return
      this.parts = told
      this.become(this.state)
    })
    this.client.on('connecting', () => this.become('connecting'))
    this.client.on('disconnected', ({ code, reason }) => {
      this.refusal = `${code} ${reason}`
      this.become('refused')
    })
  }

  connect(): void {
    this.client.connect()
  }

  /** After a refusal: with a token asked for anew, since the old one may be why. */
  comeBack(): void {
    this.client.setToken('')
    this.client.connect()
  }

  close(): void {
    this.listeners.clear()
    this.client.disconnect()
  }

  get connected(): boolean {
    return this.client.state === State.Connected
  }

  /** Called at every change of `state`; returns how to stop it. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  async rpc<T>(method: string, data: unknown): Promise<T> {
    const bound = this.exercise && method !== 'position.update'
    const asked = bound ? { ...(data as object), exercise: this.exercise } : data
    const { data: answer } = await this.client.rpc(method, asked)
    return answer as T
  }

  /** Follow a channel from a snapshot on, for as long as the link lives. */
  follow<S extends { epoch: string; offset: number }>(channel: string, followed: Followed<S>): Feed<S> {
    const subscription = this.client.newSubscription(channel, { recoverable: true })
    return new Feed(subscription, followed, () => this.client.removeSubscription(subscription))
  }

  /** Hear what is said on a channel that keeps nothing; `begun` before the first word of each new beginning. */
  listen(channel: string, heard: (data: unknown) => void, begun: () => void): () => void {
    const subscription = this.client.newSubscription(channel)
    subscription.on('subscribed', begun)
    subscription.on('publication', ({ data }) => heard(data))
    subscription.subscribe()
    return () => {
      subscription.unsubscribe()
      subscription.removeAllListeners()
    }
  }

  private become(state: LinkState): void {
    this.state = state
    for (const listener of this.listeners) listener()
  }
}

/** The socket's address beside this page. */
export function socketUrl(): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/connection/websocket`
}
