import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { useDescribe } from '@/console/describe'
import { emptyPicture, type Picture } from '@/picture/picture'
import { apply, applyAll } from '@/picture/reduce'
import { FACT_TYPES, type AnyFact } from '@/wire/generated'

vi.mock('vue-i18n', () => ({
  useI18n: () => ({ t: (key: string) => key, te: () => true, locale: { value: 'zh-CN' } }),
}))

const folder = new URL('../../tests/golden/', import.meta.url)
const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as T
const story = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => read<AnyFact>(name))
  .sort((a, b) => a.number - b.number)

interface Folded {
  number: number
  incidents: Record<string, unknown>
  offers: Record<string, unknown>
  assignments: Record<string, unknown>
  tasks: Record<string, unknown>
  slots: Record<string, unknown>
  duty: string[]
  rollcalls: Record<string, unknown>
  sos: Record<string, unknown>
  timers: Record<string, unknown>
  supervisions: Record<string, unknown>
  callbacks: Record<string, unknown>
  handovers: Record<string, unknown>
}
/** Asked for over HTTP, and anew when a fact changes it: the screens fold none of it. */
const ASKED = [
  'needs',
  'superiors',
  'responseplans',
  'plandrafts',
  'switchings',
  'limits',
  'groups',
  'plans',
  'overrides',
  'swaps',
  'leaves',
  'watches',
  'reliefs',
  'calendars',
  'days',
  'evenings',
  'cares',
  'visited',
  'cancels',
  'evacuations',
  'movelists',
  'shelters',
  'storms',
  'sitrepchains',
  'sitreps',
  'participants',
  'injects',
]
const plain = (p: Picture) => ({
  incidents: Object.fromEntries(p.incidents),
  offers: Object.fromEntries(p.offers),
  assignments: Object.fromEntries(p.assignments),
  tasks: Object.fromEntries(p.tasks),
  alerts: Object.fromEntries(p.alerts),
  rollcalls: Object.fromEntries(p.rollcalls),
  sos: Object.fromEntries(p.sos),
  timers: Object.fromEntries(p.timers),
  silences: Object.fromEntries(p.silences),
  contacts: Object.fromEntries(p.contacts),
  calls: Object.fromEntries(p.calls),
  ladders: Object.fromEntries(p.ladders),
  supervisions: Object.fromEntries(p.supervisions),
  callbacks: Object.fromEntries(p.callbacks),
  handovers: Object.fromEntries(p.handovers),
  slots: Object.fromEntries(p.slots),
  units: Object.fromEntries(p.units),
  attention: Object.fromEntries(p.attention),
  flow: Object.fromEntries(p.flow),
  warnings: Object.fromEntries(p.warnings),
  proposals: Object.fromEntries(p.proposals),
  bulletins: Object.fromEntries(p.bulletins),
  modes: Object.fromEntries(p.modes),
  switchproposals: Object.fromEntries(p.switchproposals),
  recalls: Object.fromEntries(p.recalls),
  gridtasks: Object.fromEntries(p.gridtasks),
  summonses: Object.fromEntries(p.summonses),
  drills: Object.fromEntries(p.drills),
  notices: Object.fromEntries(p.notices),
  duty: [...p.duty.keys()].sort(),
})

describe('golden messages', () => {
  it('hold every kind of fact there is', () => {
    expect(new Set(story.map((fact) => fact.type))).toEqual(new Set(FACT_TYPES))
  })

  it('fold into the same picture as in Python', () => {
    const all = read<Folded & { at: string }>('folded/picture.json')
    const wanted = Object.fromEntries(
      Object.entries(all).filter(([name]) => name !== 'number' && !ASKED.includes(name)),
    )
    const folded = JSON.parse(JSON.stringify(plain(applyAll(emptyPicture(), story)))) as unknown
    expect({ at: wanted.at, ...(folded as object) }).toEqual(wanted)
  })

  it('fold one by one into the same as all at once, and leave what was folded before alone', () => {
    const steps = story.reduce<Picture[]>(
      (made, fact) => [...made, apply(made.at(-1)!, fact)],
      [emptyPicture()],
    )
    const before = steps.map((step) => JSON.stringify(plain(step)))
    expect(plain(steps.at(-1)!)).toEqual(plain(applyAll(emptyPicture(), story)))
    expect(steps.map((step) => JSON.stringify(plain(step)))).toEqual(before)
    expect(steps.at(-1)!.number).toBe(story.at(-1)!.number)
  })

  it('each have a sentence in a timeline', () => {
    const { describe: sentence } = useDescribe((id) => id)
    for (const fact of story) expect(sentence(fact), fact.type).not.toBe('')
  })

  it('are passed over when a newer server sends a fact unknown here', () => {
    const picture = applyAll(emptyPicture(), story)
    const unknown = { type: 'ModeRaised', number: 999, at: '2026-09-01T02:00:00Z', district: '460107' }
    expect(plain(apply(picture, unknown as unknown as AnyFact))).toEqual(plain(picture))
  })
})
