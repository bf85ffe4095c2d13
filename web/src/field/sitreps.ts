// 报数 on the phone of a street's head: what is due, what was said last, what the centre knows of the street. Asked for
// anew when something of a report is heard, when the link is back and every half minute; its age is shown.
import { computed, shallowRef, type Ref } from 'vue'
import { get } from '@/link/http'
import { isOpen, type OutboxItem } from '@/outbox/item'
import { isSitrep } from '@/picture/sitreps'
import { isSummonsFact } from '@/picture/summons'
import type { AnyFact, HandInSitrep } from '@/wire/generated'
import type { Figures, FiguresNow, SitrepHead, SitrepList, StreetPart } from '@/wire/sitreps'
import { useAsking } from './asking'

const GATHER_MS = 500
const AGAIN_MS = 30_000
const STREET = 9

export interface StreetDue {
  head: SitrepHead
  street: string
  /** What this street said last, in this response. */
  part: StreetPart | null
  /** Handed in for this report, or on its way there from this phone. */
  handed: string | null
  sending: boolean
  /** After the cut: it counts in the next report, and the street stays named as late. */
  after: boolean
}

/** What this person's streets have to hand in, those that have not first. */
export function duesOf(list: SitrepList | null, items: readonly OutboxItem[]): StreetDue[] {
  const sent = items
    .filter((item) => item.method === 'sitrep.hand_in' && isOpen(item))
    .map((item) => item.data as HandInSitrep)
  return (list?.open ?? [])
    .filter(({ state, kind }) => state !== 'sent' && kind !== 'correction')
    .flatMap((head) =>
      (list?.mine ?? [])
        .filter((street) => head.streets.includes(street))
        .map((street) => {
          const part = list?.parts.find((one) => one.street === street) ?? null
          const after = !head.handed[street] && part?.sitrep === head.id && part.late
          return {
            head,
            street,
            part,
            handed: head.handed[street] ?? (after ? part.at : null),
            sending: sent.some((one) => one.sitrep === head.id && one.street === street),
            after,
          }
        }),
    )
    .sort((a, b) => Number(!!a.handed) - Number(!!b.handed))
}

export function makeSitreps(
  user: { roles: readonly string[]; areas: readonly string[] },
  items: Ref<readonly OutboxItem[]>,
  connected: () => boolean,
) {
  const leads = user.roles.includes('supervisor') && user.areas.some((code) => code.length === STREET)
  const list = shallowRef<SitrepList | null>(null)
  const figures = shallowRef<ReadonlyMap<string, Figures>>(new Map())
  const asking = useAsking({
    leads,
    connected,
    ask: async () => {
      const answer = await get<SitrepList>('/api/sitreps')
      const counted = new Map<string, Figures>()
      for (const street of answer.open.length ? answer.mine : [])
        counted.set(street, (await get<FiguresNow>(`/api/sitreps/now?area=${street}`)).figures)
      return { answer, counted }
    },
    take: ({ answer, counted }) => {
      list.value = answer
      figures.value = counted
    },
    againMs: AGAIN_MS,
    gatherMs: GATHER_MS,
  })
  return {
    leads,
    figures,
    heardAt: asking.heardAt,
    dues: computed(() => duesOf(list.value, items.value)),
    refresh: asking.refresh,
    heard: (facts: readonly AnyFact[]) => {
      if (leads && facts.some((fact) => isSitrep(fact) || isSummonsFact(fact))) asking.gather()
    },
    stop: asking.stop,
  }
}
