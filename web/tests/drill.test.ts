// An exercise on the screens: what belongs to it goes to it, and what is real comes first.
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref, shallowRef, type EffectScope } from 'vue'
import { WebSocket } from 'ws'
import { boxOf, exerciseOf, partsTold, type Part } from '@/drill/parts'
import { useDrill } from '@/field/drill/useDrill'
import { realWaits } from '@/field/drill/waiting'
import { inOrder } from '@/field/drill/notices'
import type { FieldState } from '@/field/useField'
import { addressOf, useExercise } from '@/link/http'
import { Link } from '@/link/link'
import { followPicture } from '@/picture/live'
import { applyToStaffAll, emptyStaff } from '@/picture/staff'
import { regionOf, useRegion } from '@/wall/drill/region'
import type { AnyFact, Notice } from '@/wire/generated'
import { filed, offered } from './facts'
import { LittleServer } from './server'

const part = (more: Partial<Part> = {}): Part => ({
  id: 'd1',
  name: '台风演练',
  form: 'live',
  state: 'running',
  part: 'player',
  roles: ['worker'],
  areas: [],
  layout: 'whole',
  ...more,
})
const until = (test: () => unknown) => vi.waitFor(() => expect(test()).toBeTruthy(), { timeout: 5_000 })

describe('a page bound to an exercise', () => {
  it('knows it from its address, and from nothing else', () => {
    expect(exerciseOf('?exercise=d1&d=5')).toBe('d1')
    expect(exerciseOf('?exercise=')).toBeNull()
    expect(exerciseOf('?d=5')).toBeNull()
    expect(boxOf('w1', null)).toBe('w1')
    expect(boxOf('w1', 'd1')).not.toBe('w1')
    expect(partsTold({ exercises: [part()] })).toEqual([part()])
    expect(partsTold({ other: 1 })).toBeNull()
  })

  it('asks everything of that exercise, by whatever way; only who is signed in is nobody’s', async () => {
    const asked: [string, string | null][] = []
    const before = globalThis.fetch
    globalThis.fetch = (path, options) => {
      asked.push([String(path), new Headers(options?.headers).get('X-Exercise')])
      return Promise.resolve(new Response('{}'))
    }
    try {
      useExercise('d1')
      await fetch('/api/incidents')
      await fetch('/api/duty/import?dry_run=true', { method: 'POST', headers: { Accept: 'x' } })
      await fetch('/api/session')
      await fetch('/wall')
      expect(asked).toEqual([
        ['/api/incidents', 'd1'],
        ['/api/duty/import?dry_run=true', 'd1'],
        ['/api/session', null],
        ['/wall', null],
      ])
      expect(addressOf('/api/pack.pdf?area=1')).toBe('/api/pack.pdf?area=1&exercise=d1')
    } finally {
      globalThis.fetch = before
      useExercise(null)
    }
    expect(addressOf('/api/pack.pdf')).toBe('/api/pack.pdf')
  })
})

describe('the link of an exercise', () => {
  let server: LittleServer
  let link: Link
  const open = (exercise: string | null) => {
    link = new Link({
      url: server.url,
      token: 'key',
      renew: () => Promise.resolve('key'),
      language: 'zh-CN',
      exercise,
      websocket: WebSocket,
    })
    return link
  }
  beforeEach(() => (server = new LittleServer()))
  afterEach(() => {
    link.close()
    server.close()
  })

  it('names it in every request and follows its one channel', async () => {
    const asked: unknown[] = []
    server.answer = (method, data) => void asked.push([method, data])
    const heard: number[] = []
    const { live } = followPicture(open('d1'), '460107', (facts) => heard.push(...facts.map((f) => f.number)))
    link.connect()
    await until(() => live.value || server.subscribes.length)
    expect(server.subscribes.map((one) => one.channel)).toEqual(['exercise:d1'])
    await until(() => asked.length)
    expect(asked[0]).toEqual(['picture.get', { exercise: 'd1' }])
  })

  it('hears from the socket which exercises it is in now', async () => {
    open(null)
    let told = 0
    link.onChange(() => (told += 1))
    link.connect()
    await until(() => link.connected)
    expect(link.parts).toEqual([])
    server.say({ exercises: [part({ state: 'paused' })] })
    await until(() => link.parts.length)
    expect(link.parts[0]!.state).toBe('paused')
    expect(told).toBeGreaterThan(1)
  })

  it('may follow the same channel again after it stopped', async () => {
    open(null)
    link.connect()
    const follow = () =>
      link.follow<{ epoch: string; offset: number }>('exercise:d1', {
        load: () => link.rpc('staff.get', { exercise: 'd1' }),
        snapshot: () => undefined,
        facts: () => undefined,
      })
    const first = follow()
    await until(() => first.live)
    first.stop()
    const second = follow()
    await until(() => second.live)
    expect(server.subscribes.map((one) => one.channel)).toEqual(['exercise:d1', 'exercise:d1'])
    second.stop()
  })
})

describe('a phone in an exercise', () => {
  let server: LittleServer
  let link: Link
  let scope: EffectScope
  let parts: ReturnType<typeof shallowRef<Part[]>>
  let staff: ReturnType<typeof shallowRef<FieldState['staff']['value']>>
  let asked: [string, Record<string, unknown>][]
  let drill: ReturnType<typeof useDrill>

  const real = (...facts: AnyFact[]) => (staff.value = applyToStaffAll(staff.value!, facts))
  const told = (...now: Part[]) => (parts.value = now)

  beforeEach(() => {
    for (const name of ['addEventListener', 'removeEventListener']) vi.stubGlobal(name, () => undefined)
    vi.stubGlobal('navigator', {})
    vi.stubGlobal('document', { addEventListener: () => undefined, removeEventListener: () => undefined })
    server = new LittleServer()
    asked = []
    server.answer = (method, data) => {
      asked.push([method, data as Record<string, unknown>])
      if (method === 'staff.get')
        return { epoch: 'e1', offset: 0, duty: { on_duty: true }, offers: [], assignments: [] }
      return { id: (data as { id: string }).id, status: 'accepted', resend_after: 60 }
    }
    link = new Link({ url: server.url, token: 'k', language: 'zh-CN', websocket: WebSocket })
    link.connect()
    parts = shallowRef<Part[]>([])
    staff = shallowRef(emptyStaff('w1'))
    scope = effectScope()
    const field = {
      user: { id: 'w1', name: 'w1', roles: ['worker'], areas: ['460107001001001'] },
      link,
      parts,
      staff,
      photos: { release: () => Promise.resolve() },
      state: ref('connected'),
      now: ref(0),
      serverNow: ref(0),
    } as unknown as FieldState
    drill = scope.run(() => useDrill(field))!
  })
  afterEach(() => {
    scope.stop()
    link.close()
    server.close()
    vi.unstubAllGlobals()
  })

  it('shows it as soon as the server says so, and sends to nowhere else', async () => {
    told(part())
    await until(() => drill.shown.value?.loaded.value)
    await drill.shown.value!.field.answer('o1', 'accept')
    await drill.shown.value!.answerNotice('n1', ' 在岗 ')
    await until(() => asked.some(([method]) => method === 'drill.answer'))
    const sent = asked.filter(([method]) => method !== 'staff.get')
    expect(sent.map(([method, data]) => [method, data.exercise])).toEqual([
      ['offer.answer', 'd1'],
      ['drill.answer', 'd1'],
    ])
    expect(sent[1]![1]).toMatchObject({ inject: 'n1', text: '在岗' })
  })

  it('leaves the screen in the same moment in which something real comes, and says so', async () => {
    told(part())
    await until(() => drill.shown.value?.loaded.value)
    real(offered(9, 'o9', 'w1'))
    expect(drill.shown.value).toBeNull()
    expect(drill.interrupted.value).toBe(true)
    expect(drill.hidden.value).toBe(false)
    staff.value = emptyStaff('w1')
    await nextTick()
    expect(drill.interrupted.value).toBe(false)
    expect(drill.shown.value).toBeNull()
    expect(drill.hidden.value).toBe(true)
  })

  it('comes back by itself only when the server lets the person in again', async () => {
    told(part())
    await until(() => drill.shown.value)
    real(offered(9, 'o9', 'w1'))
    told()
    await nextTick()
    staff.value = emptyStaff('w1')
    await nextTick()
    expect(drill.shown.value).toBeNull()
    told(part())
    await until(() => drill.shown.value?.loaded.value)
    expect(drill.interrupted.value).toBe(false)
  })

  it('is not begun at all while something real waits', async () => {
    real(offered(9, 'o9', 'w1'))
    told(part())
    await nextTick()
    expect(drill.shown.value).toBeNull()
    expect(drill.interrupted.value).toBe(false)
    expect(server.subscribes).toEqual([])
  })

  it('counts offers, work, alerts, roll-calls and calls for help as real', () => {
    const work = applyToStaffAll(emptyStaff('w1'), [offered(1, 'o1', 'w1')])
    expect(realWaits(work)).toEqual(['o1'])
    expect(realWaits(emptyStaff('w1'))).toEqual([])
  })

  it('thanks and forgets when it is over', async () => {
    told(part())
    await until(() => drill.shown.value?.live.value)
    server.publish({
      ...filed(1),
      type: 'DrillEnded',
      why: 'done',
      exercise: 'd1',
    } as unknown as { number: number })
    await until(() => drill.shown.value?.ended.value)
    told()
    await nextTick()
    expect(drill.shown.value).toBeNull()
    expect(drill.thanks.value).toBe('d1')
  })

  it('puts what waits for an answer first, then the newest', () => {
    const notice = (id: string, at: string, more: Partial<Notice> = {}): Notice => ({
      id,
      number: 1,
      kind: 'message',
      at,
      to: ['w1'],
      text: '',
      place: null,
      areas: [],
      due: null,
      answer: false,
      answered: [],
      caller: null,
      ...more,
    })
    const all = [
      notice('old', '2026-09-01T01:00:00Z'),
      notice('new', '2026-09-01T02:00:00Z'),
      notice('asks', '2026-09-01T00:00:00Z', { answer: true }),
      notice('roll', '2026-08-31T00:00:00Z', { answer: true, kind: 'contact' }),
      notice('done', '2026-09-01T00:30:00Z', { answer: true, answered: ['w1'] }),
    ]
    expect(inOrder(all, 'w1').map((one) => one.id)).toEqual(['roll', 'asks', 'new', 'old', 'done'])
  })
})

describe('the region of a wall', () => {
  let scope: EffectScope
  const parts = shallowRef<Part[]>([])
  const needed = ref(false)
  let region: ReturnType<typeof useRegion>
  beforeEach(() => {
    parts.value = [part({ layout: 'region' })]
    needed.value = false
    scope = effectScope()
    region = scope.run(() => useRegion(parts, () => needed.value))!
  })
  afterEach(() => scope.stop())

  it('is there for a drill that was given one, and for no other', () => {
    expect(regionOf([part({ layout: 'whole' })])).toBeNull()
    expect(regionOf([part({ layout: 'region', state: 'over' })])).toBeNull()
    expect(region.shown.value?.id).toBe('d1')
  })
  it('is taken back at once by a real danger to life, and by nothing less', () => {
    region.heard([filed(1, 'i1', 2), filed(2, 'i2', 3)])
    expect(region.shown.value).not.toBeNull()
    region.heard([filed(3, 'i3', 1)])
    expect(region.shown.value).toBeNull()
  })
  it('is given again only when the drill goes on', () => {
    region.heard([filed(3, 'i3', 1)])
    parts.value = [part({ layout: 'region', state: 'paused', paused_why: 'real_event' })]
    expect(region.shown.value).toBeNull()
    parts.value = [part({ layout: 'region' })]
    expect(region.shown.value?.id).toBe('d1')
  })
  it('stays away as long as a danger to life has nobody, and while a real event pauses the drill', () => {
    needed.value = true
    expect(region.shown.value).toBeNull()
    needed.value = false
    parts.value = [part({ layout: 'region', state: 'paused', paused_why: 'real_event' })]
    expect(region.shown.value).toBeNull()
    parts.value = [part({ layout: 'region', state: 'paused', paused_why: 'director' })]
    expect(region.shown.value?.id).toBe('d1')
  })
})
