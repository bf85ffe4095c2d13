import { describe, expect, it } from 'vitest'
import type { Entry } from '@/places/entry'
import { PlaceFinder } from '@/places/find'
import { areaAt, distanceM } from '@/places/geo'
import { entriesOf, freshPack, memoryPacks } from '@/places/pack'
import { PlaceIndex } from '@/places/search'
import type { AreaFeature } from '@/wire/replies'

const COLUMNS = ['kind', 'id', 'name', 'detail', 'number', 'spelled', 'area', 'lat', 'lon']
const GRID = '460107002001001'
const ROWS = [
  [
    'community',
    '460107002001',
    '甘蔗园社区',
    '府城街道',
    '',
    'gan zhe yuan she qu',
    '460107002001',
    20.0,
    110.35,
  ],
  ['estate', 'E1', '海棠家园', '中山路5号', '', 'hai tang jia yuan', GRID, 20.001, 110.351],
  ['building', 'B1', '海棠家园3栋', '中山路5号3栋', '3栋', 'hai tang jia yuan 3 dong', GRID, 20.001, 110.351],
  ['building', 'B2', '椰林小区3栋', '建国路9号3栋', '3栋', 'ye lin xiao qu 3 dong', GRID, 20.02, 110.36],
  ['lamp', 'L002-0134', '路灯L002-0134', '', 'L002-0134', 'lu deng', GRID, 20.002, 110.352],
]
const entries = entriesOf({ columns: COLUMNS, rows: ROWS })
const index = new PlaceIndex(entries)
const names = (q: string, near?: { lat: number; lon: number }) =>
  index.search(q, near).map(({ entry }) => entry.name)

describe('places by words', () => {
  it('are found by exact number first, and by the last part of it', () => {
    expect(names('L002-0134')[0]).toBe('路灯L002-0134')
    expect(names('0134')[0]).toBe('路灯L002-0134')
  })
  it('are found by the beginning of a name, by pinyin and by its initials', () => {
    expect(names('海棠')).toEqual(['海棠家园', '海棠家园3栋'])
    expect(names('haitang')[0]).toBe('海棠家园')
    expect(names('gzy')).toEqual(['甘蔗园社区'])
  })
  it('are found by their address, and by parts of it', () => {
    expect(names('建国路')).toEqual(['椰林小区3栋'])
    expect(names('海棠 3')).toContain('海棠家园3栋')
  })
  it('are nearer first among equals, and say how far', () => {
    const near = { lat: 20.02, lon: 110.36 }
    expect(names('3栋')[0]).toBe('海棠家园3栋')
    expect(names('3栋', near)[0]).toBe('椰林小区3栋')
    expect(index.search('3栋', near)[0]!.distance_m).toBe(0)
  })
  it('are none for nothing, and full width is half width', () => {
    expect(names('  ')).toEqual([])
    expect(names('Ｌ００２－０１３４')[0]).toBe('路灯L002-0134')
  })
})

describe('a pack', () => {
  const body = JSON.stringify({ community: '460107002001', name: '甘蔗园', columns: COLUMNS, rows: ROWS })
  it('is asked for once a day, and not sent again unless it changed', async () => {
    const store = memoryPacks()
    const asked: (string | null)[] = []
    const ask = async (_path: unknown, init?: RequestInit) => {
      asked.push(new Headers(init?.headers).get('If-None-Match'))
      return asked.length === 1
        ? new Response(body, { headers: { ETag: '"a"' } })
        : new Response(null, { status: 304 })
    }
    const take = (now: number) => freshPack(store, '460107002001', ask as typeof fetch, now)
    expect((await take(0))!.entries).toEqual(entries)
    await take(3_600_000)
    expect(asked).toEqual([null])
    expect((await take(90_000_000))!.entries).toHaveLength(5)
    expect(asked).toEqual([null, '"a"'])
    expect((await store.get('460107002001'))!.askedAt).toBe(90_000_000)
  })
  it('stays when the server cannot be asked', async () => {
    const store = memoryPacks()
    await store.put({ community: 'c', name: '', etag: '', askedAt: 0, entries })
    const down = () => Promise.reject(new TypeError('no network'))
    expect((await freshPack(store, 'c', down as typeof fetch, 1e9))!.entries).toBe(entries)
    expect(await freshPack(memoryPacks(), 'c', down as typeof fetch, 1e9)).toBeNull()
  })
})

describe('the finder', () => {
  const packs = memoryPacks()
  const finder = (ask: () => Promise<never> | Promise<{ places: never[] }>) =>
    new PlaceFinder({ community: 'c', packs, ask, gridName: () => '第1网格' })
  it('searches its pack when the server does not answer, with distance and grid', async () => {
    await packs.put({ community: 'c', name: '', etag: '', askedAt: Date.now(), entries })
    const here = finder(() => Promise.reject(new TypeError('no network')))
    await here.keep()
    here.stop()
    const { places, offline } = await here.find('gzy', { lat: 20.0, lon: 110.35 })
    expect(offline).toBe(true)
    expect(places[0]).toMatchObject({ kind: 'community', grid: null, distance_m: 0 })
    const [building] = (await here.find('海棠家园3栋')).places
    expect(building).toMatchObject({ place: { building: 'B1' }, grid: GRID, grid_name: '第1网格' })
  })
  it('says what the server says while there is one', async () => {
    const there = finder(() => Promise.resolve({ places: [] }))
    expect(await there.find('gzy')).toEqual({ places: [], offline: false })
  })
})

describe('ground', () => {
  const square = (x: number): AreaFeature =>
    ({
      type: 'Feature',
      properties: { code: String(x) },
      geometry: { type: 'Polygon', coordinates: [[[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]] },
    }) as unknown as AreaFeature // prettier-ignore
  it('knows the area of a point, and none outside', () => {
    const features = [square(0), square(1)]
    expect(areaAt(features, { lat: 0.5, lon: 1.5 })?.properties.code).toBe('1')
    expect(areaAt(features, { lat: 2, lon: 1.5 })).toBeUndefined()
  })
  it('measures', () => {
    const [a, b] = [entries[0] as Entry, entries[1] as Entry]
    expect(Math.round(distanceM(a, b))).toBe(153)
  })
})
