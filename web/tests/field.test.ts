import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { mattersOf } from '@/field/matters'
import { navigationTo, platformOf } from '@/field/navigate'
import { routeOf } from '@/field/offline/route'
import { answered, KEEP_DRAFT_MS, KEEP_STORED_MS, type PhotoJob, type PutAnswer } from '@/field/photos/job'
import { PhotoQueue } from '@/field/photos/queue'
import { fit } from '@/field/photos/shrink'
import { memoryPhotos, openPhotos, type PhotoStore } from '@/field/photos/store'
import { isDue } from '@/field/position'
import { stampOfTime } from '@/field/stamp'
import type { OutboxItem } from '@/outbox/item'

const taken = () => ({ bytes: new Uint8Array([1, 2, 3]).buffer, thumb: 'data:,' })

describe('photos in their queue', () => {
  let store: PhotoStore
  let now = 1_790_000_000_000
  let answers: (PutAnswer | null)[]
  let sent: string[]
  const open = async () => {
    const queue = new PhotoQueue({
      user: 'p1',
      store,
      now: () => now,
      put: async (id) => {
        sent.push(id)
        const answer = answers.length > 1 ? answers.shift() : answers[0]
        if (!answer) throw new Error('no network')
        return answer
      },
    })
    await queue.start()
    await queue.idle()
    return queue
  }
  beforeEach(() => {
    store = memoryPhotos()
    answers = [{ status: 201 }]
    sent = []
  })

  it('stay here until a request names them', async () => {
    const queue = await open()
    const job = await queue.add(taken())
    queue.drain()
    await queue.idle()
    expect(sent).toEqual([])
    await queue.release([job.id], 'r1')
    await queue.idle()
    expect(sent).toEqual([job.id])
    expect(queue.list[0]).toMatchObject({ state: 'stored', request: 'r1' })
  })
  it('survive a reload, with their bytes, and are tried until the server has them', async () => {
    store = await openPhotos(`photos-${now}`)
    answers = [null]
    const first = await open()
    const { id } = await first.add(taken())
    await first.release([id], 'r1')
    await first.idle()
    first.stop()
    expect(first.list[0]).toMatchObject({ state: 'sending', tries: 1 })
    answers = [{ status: 503, retryAfterS: 9 }, { status: 200 }]
    now += 2_000
    const second = await open()
    expect(new Uint8Array(second.list[0]!.bytes)).toEqual(new Uint8Array([1, 2, 3]))
    expect(second.list[0]).toMatchObject({ state: 'sending', tries: 2 })
    now += 9_000
    second.drain()
    await second.idle()
    second.stop()
    expect(second.list[0]!.state).toBe('stored')
    expect(sent).toEqual([id, id, id])
  })
  it('are refused for good with the reason, and no other waits for that', async () => {
    answers = [{ status: 413, message: '太大' }, { status: 201 }]
    const queue = await open()
    const [a, b] = [await queue.add(taken()), await queue.add(taken())]
    await queue.release([a.id, b.id], 'r1')
    await queue.idle()
    expect(queue.list.map(({ state, trouble }) => [state, trouble])).toEqual([
      ['refused', '太大'],
      ['stored', undefined],
    ])
  })
  it('stop as a batch when nobody is signed in', async () => {
    answers = [{ status: 401 }]
    const queue = await open()
    const jobs = [await queue.add(taken()), await queue.add(taken())]
    await queue.release(
      jobs.map((job) => job.id),
      'r1',
    )
    await queue.idle()
    queue.stop()
    expect(sent).toHaveLength(1)
    expect(queue.list.map(({ state }) => state)).toEqual(['sending', 'sending'])
  })
  it('are deleted only while the server does not have them', async () => {
    const queue = await open()
    const { id } = await queue.add(taken())
    await queue.release([id], 'r1')
    await queue.idle()
    await queue.remove(id)
    expect(queue.list).toHaveLength(1)
    const other = await queue.add(taken())
    await queue.remove(other.id)
    expect(queue.list).toHaveLength(1)
  })
  it('are sent again after a restore, kept for a week when stored and for hours when never sent', async () => {
    const queue = await open()
    const { id } = await queue.add(taken())
    await queue.release([id], 'r1')
    await queue.idle()
    await queue.again()
    await queue.idle()
    expect(sent).toEqual([id, id])
    await queue.add(taken())
    now += KEEP_DRAFT_MS + 1
    expect((await open()).list.map((job) => job.id)).toEqual([id])
    now += KEEP_STORED_MS
    expect((await open()).list).toEqual([])
  })
  it('are never enlarged, and fit the long edge', () => {
    expect(fit(4000, 3000, 1600)).toEqual([1600, 1200])
    expect(fit(300, 4000, 1600)).toEqual([120, 1600])
    expect(fit(640, 480, 1600)).toEqual([640, 480])
  })
  it('try again after trouble that passes, and only then', () => {
    const job = { tries: 0, state: 'sending' } as PhotoJob
    for (const status of [401, 408, 429, 500, 503]) expect(answered(job, { status }, 0).state).toBe('sending')
    for (const status of [400, 403, 409, 413, 415]) expect(answered(job, { status }, 0).state).toBe('refused')
  })
})

describe('a photo’s stamp', () => {
  const now = Date.parse('2026-09-01T04:00:00Z')
  it('is the district’s time', () =>
    expect(stampOfTime({ lastModified: now }, now, '相册')).toBe('2026-09-01 12:00:00'))
  it('is the picture’s own time when it is an old one, and says so', () =>
    expect(stampOfTime({ lastModified: now - 3_600_000 }, now, '相册')).toBe('2026-09-01 11:00:00 · 相册'))
})

describe('the way there', () => {
  const place = { lat: 20.0064, lon: 110.3548 }
  it('is WGS84 for the system’s map and GCJ-02 for Chinese ones', () => {
    expect(navigationTo(place, '门', 'auto', 'android')).toMatch(/^geo:20\.006400,110\.354800\?/)
    for (const app of ['amap', 'baidu', 'apple'] as const) {
      const href = navigationTo(place, '门', app, 'android')
      const [lat, lon] = [/20\.\d+/, /110\.\d+/].map((part) => Number(part.exec(href)![0]))
      expect(Math.abs(lat! - place.lat) + Math.abs(lon! - place.lon)).toBeGreaterThan(0.003)
    }
  })
  it('is Apple’s on an iPhone, and never a web page', () => {
    expect(navigationTo(place, '', 'auto', platformOf('iPhone'))).toMatch(/^maps:/)
    expect(navigationTo(place, '', 'amap', platformOf('Linux; Android 14'))).toMatch(/^androidamap:/)
    expect(platformOf('Macintosh', 5)).toBe('ios')
  })
})

describe('a position', () => {
  const fix = { lat: 20, lon: 110, accuracy_m: 10, at: 0 }
  it('is told after 15 s or 30 m', () => {
    expect(isDue(fix, null, 0, 0)).toBe(true)
    expect(isDue(fix, fix, 0, 14_000)).toBe(false)
    expect(isDue(fix, fix, 0, 15_000)).toBe(true)
    expect(isDue({ ...fix, lat: 20.0003 }, fix, 0, 1_000)).toBe(true)
  })
})

describe('the service worker', () => {
  const route = (path: string, mode = 'cors', method = 'GET') =>
    routeOf(method, mode, new URL(path, 'https://a'), 'https://a')
  it('keeps the page and its files, and of the interface only names of areas and categories', () => {
    expect(route('/field?lang=en', 'navigate')).toBe('page')
    expect(route('/assets/a.js')).toBe('file')
    expect(route('/api/areas?level=grid')).toBe('data')
    for (const path of [
      '/api/session',
      '/api/incidents',
      '/api/places?q=a',
      '/api/uploads/1',
      'https://b/assets/a',
    ])
      expect(route(path), path).toBeNull()
    expect(route('/api/areas', 'cors', 'PUT')).toBeNull()
    expect(route('/wall', 'navigate')).toBeNull()
  })
})

describe('my matters', () => {
  const item = (id: string, more: Partial<OutboxItem>): OutboxItem =>
    ({
      id,
      method: 'report.submit',
      state: 'stored',
      madeAt: 1,
      data: { category: 'event.0404', place: { grid: 'g' } },
      ...more,
    }) as unknown as OutboxItem
  const known = (id: string, status: string) =>
    [
      id,
      { id, number: 7, category: 'event.0404', grid: 'h', status, filed_at: '2026-09-01T00:00:00Z' },
    ] as never
  it('join what was sent from here with what became of it, once', () => {
    const items = [
      item('a', { outcome: { incident: 'i1', outcome: 'filed' } }),
      item('b', { state: 'sending' }),
    ]
    const list = mattersOf(items, new Map([known('i1', 'closed'), known('i2', 'offered')]))
    expect(list.map(({ key, status, sending }) => [key, status, sending])).toEqual([
      ['i2', 'offered', ''],
      ['a', 'closed', ''],
      ['b', '', 'sending'],
    ])
  })
})
