import { describe, expect, it } from 'vitest'
import { placeWords } from '@/ui/names'
import en from '@/ui/locales/en'
import zh from '@/ui/locales/zh-CN'
import { ageParts, clockOf, countdown, dayOf } from '@/ui/time'
import { uuid7 } from '@/ui/uuid7'
import { scriptOf } from '@/ui/version'
import { FACT_TYPES } from '@/wire/generated'

const keys = (tree: object, before = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [before + key] : keys(value as object, `${before}${key}.`),
  )
const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
const at = (tree: unknown, path: string) =>
  path.split('.').reduce((node, key) => (node as Record<string, unknown>)[key], tree) as string

describe('both languages', () => {
  it('have the same keys', () => expect(keys(en).sort()).toEqual(keys(zh).sort()))
  it('fill the same holes', () => {
    for (const key of keys(zh)) expect(holes(at(en, key)), key).toEqual(holes(at(zh, key)))
  })
  it('have a name for every fact', () => expect(Object.keys(zh.fact).sort()).toEqual([...FACT_TYPES].sort()))
})

describe('times', () => {
  it('are those of the district', () => {
    const ms = Date.parse('2026-08-31T16:30:05Z')
    expect([clockOf(ms), dayOf(ms)]).toEqual(['00:30:05', '2026-09-01'])
  })
  it('count down, and up again after the limit', () => {
    const now = Date.parse('2026-09-01T00:00:00Z')
    expect(countdown('2026-09-01T00:04:43Z', now)).toBe('04:43')
    expect(countdown('2026-09-01T01:02:10Z', now)).toBe('1:02:10')
    expect(countdown('2026-08-31T23:56:50Z', now)).toBe('−03:10')
  })
  it('become ages in words', () =>
    expect([12, 130, 7_300, 200_000].map(ageParts)).toEqual([
      [12, 's'],
      [2, 'm'],
      [2, 'h'],
      [2, 'd'],
    ]))
})

describe('ids', () => {
  it('are UUIDv7 and sort as they were made', () => {
    const made = Array.from({ length: 500 }, () => uuid7(1_790_000_000_000))
    for (const id of made)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect([...made].sort()).toEqual(made)
    expect(new Set(made).size).toBe(500)
    expect(uuid7(1_790_000_000_001) > made.at(-1)!).toBe(true)
  })
})

describe('a place', () => {
  it('is said once when the grid’s name begins with the community’s', () => {
    expect(placeWords(['府城街道', '东门社区', '东门社区第1网格'], ' · ')).toBe('府城街道 · 东门社区第1网格')
    expect(placeWords(['东门社区', '第1网格'], ' · ')).toBe('东门社区 · 第1网格')
  })
})

describe('the version', () => {
  it('is the script that the page names', () => {
    expect(scriptOf('<script type="module" crossorigin src="/assets/wall-abc.js"></script>')).toBe(
      '/assets/wall-abc.js',
    )
    expect(scriptOf('<html></html>')).toBeNull()
  })
})
