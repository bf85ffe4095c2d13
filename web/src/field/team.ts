// 我的队伍: a supervisor's own people. Asked for anew when something of them is heard, when the link is back, and every
// half minute while the page is looked at; its age is shown. Names of residents and numbers are held by this page alone.
import { shallowRef } from 'vue'
import { get } from '@/link/http'
import { isMoving } from '@/picture/moving'
import { isPatrol } from '@/picture/patrol'
import { isReachFact } from '@/picture/reach'
import { isSummonsFact } from '@/picture/summons'
import type { AnyFact } from '@/wire/generated'
import type { Team } from '@/wire/team'
import { useAsking } from './asking'

const GATHER_MS = 600
const AGAIN_MS = 30_000

export function makeTeam(roles: readonly string[], connected: () => boolean, ring: () => void) {
  const leads = roles.includes('supervisor')
  const team = shallowRef<Team | null>(null)
  const asking = useAsking({
    leads,
    connected,
    ask: () => get<Team>('/api/team'),
    take: (answer) => (team.value = answer),
    againMs: AGAIN_MS,
    gatherMs: GATHER_MS,
  })
  return {
    leads,
    team,
    /** When it was answered last, by this phone's clock; 0: never. */
    heardAt: asking.heardAt,
    refresh: asking.refresh,
    heard: (facts: readonly AnyFact[]) => {
      if (!leads) return
      if (facts.some((fact) => fact.type === 'ContactLost')) ring()
      const ours = (fact: AnyFact) =>
        isReachFact(fact) || isSummonsFact(fact) || isPatrol(fact) || isMoving(fact)
      if (facts.some(ours)) asking.gather()
    },
    stop: asking.stop,
  }
}
