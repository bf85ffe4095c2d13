// 叫应: people who are called by name until they are heard of, folded alike on walls, consoles and phones. The same steps
// as command/domain/fold/summons.py.
import type {
  AnswerSummons,
  AnyFact,
  Called,
  PeopleSummoned,
  Summons,
  SummonsWidened,
} from '@/wire/generated'

export interface Summoning {
  readonly summonses: ReadonlyMap<string, Summons>
}
export interface SummonsDraft {
  summonses: Map<string, Summons>
}
const TYPES = ['PeopleSummoned', 'SummonsWidened', 'SummonsAnswered', 'SummonsEnded'] as const
const known: ReadonlySet<string> = new Set(TYPES)
export type SummonsFact = Extract<AnyFact, { type: (typeof TYPES)[number] }>
export const isSummonsFact = (fact: AnyFact): fact is SummonsFact => known.has(fact.type)

const LADDER: NonNullable<Called['rungs']> = ['messenger', 'sms', 'call']
function called(
  people: PeopleSummoned['people'],
  at: string,
  before: Summons['people'],
): Record<string, Called> {
  return Object.fromEntries(
    Object.entries(people).map(([id, one]) => {
      const was = before[id]
      const goesOn = was && one.more && !was.word
      const turn = !was ? 0 : (was.turn ?? 0) + (goesOn ? 0 : 1)
      return [
        id,
        {
          name: one.name,
          area: one.area ?? '',
          at: goesOn ? was.at : at,
          ...(one.incident && { incident: one.incident }),
          ...(one.about?.length && { about: one.about }),
          rungs: one.rungs ?? LADDER,
          ...(turn && { turn }),
        },
      ]
    }),
  )
}
const opened = (fact: PeopleSummoned): Summons => ({
  id: fact.summons,
  number: fact.number,
  kind: fact.kind,
  ref: fact.ref,
  area: fact.area,
  priority: fact.priority,
  people: called(fact.people, fact.at, {}),
  opened_at: fact.at,
  level: 0,
  due: fact.due ?? null,
})
/** Those whom somebody is asked about, for a phone that has not heard of them before: by name, and not heard of yet. */
export const introduced = (one: Summons, fact: SummonsWidened): Summons => ({
  ...one,
  people: {
    ...Object.fromEntries(
      Object.entries(fact.named ?? {}).map(([id, name]) => [id, { name, area: '', at: fact.at }]),
    ),
    ...one.people,
  },
})
/** Whoever is called only now, by a phone that has not heard of it before. */
export const joined = (fact: SummonsWidened): Summons => ({
  ...opened({ ...fact, type: 'PeopleSummoned', priority: 1, people: {} } as unknown as PeopleSummoned),
})

export function summonsStep(p: SummonsDraft, fact: SummonsFact): void {
  const one = p.summonses.get(fact.summons)
  switch (fact.type) {
    case 'PeopleSummoned':
      p.summonses.set(fact.summons, opened(fact))
      return
    case 'SummonsWidened':
      if (one)
        p.summonses.set(one.id, {
          ...one,
          people: { ...one.people, ...called(fact.people ?? {}, fact.at, one.people) },
          level: fact.level,
          due: fact.due ?? null,
        })
      return
    case 'SummonsAnswered': {
      const person = one?.people[fact.person]
      if (!one || !person) return
      const heard: Called = {
        ...person,
        word: fact.word,
        heard_at: fact.at,
        by: fact.by,
        ...(fact.by_name && { by_name: fact.by_name }),
        ...(fact.reason && { reason: fact.reason }),
      }
      p.summonses.set(one.id, { ...one, people: { ...one.people, [fact.person]: heard } })
      return
    }
    case 'SummonsEnded':
      p.summonses.delete(fact.summons)
  }
}

/** Who is asked of themselves and has not been heard of. */
export const unheard = (one: Summons): [id: string, called: Called][] =>
  Object.entries(one.people).filter(([, { about, word }]) => !about?.length && !word)

/** Whether this person still has to answer: whoever is asked about others, as long as one of them has not. */
export function isAsked(one: Summons, person: string): boolean {
  const mine = one.people[person]
  if (!mine || mine.word) return false
  const here = (mine.about ?? []).flatMap((id) => one.people[id] ?? [])
  return !here.length || here.some(({ word }) => !word)
}

/** The worst first: people outdoors, then the missing, then who decides, then who is called in. */
const ORDER: Summons['kind'][] = [
  'outdoors',
  'contact',
  'arrivals',
  'proposal',
  'recall',
  'sitrep',
  'handin',
  'missed',
]
export const byNeed = (all: Iterable<Summons>): Summons[] =>
  [...all].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || a.number - b.number)

const OWN: Partial<Record<Summons['kind'], AnswerSummons['word']>> = { outdoors: 'indoors', recall: 'coming' }
/** What somebody says who has heard it: of themselves where they are asked of themselves. */
export const wordOf = (one: Summons, person: Called | undefined): AnswerSummons['word'] =>
  person?.about?.length ? 'seen' : (OWN[one.kind] ?? 'seen')
