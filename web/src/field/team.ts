// 我的队伍: a supervisor's own people. Asked for anew when something of them is heard, when the link is back, and every
// half minute while the page is looked at; its age is shown. Names of residents and numbers are held by this page alone.
import { ref, shallowRef } from 'vue'
import { get } from '@/link/http'
import { isMoving } from '@/picture/moving'
import { isPatrol } from '@/picture/patrol'
import { isReachFact } from '@/picture/reach'
import { isSummonsFact } from '@/picture/summons'
import type { AnyFact } from '@/wire/generated'
import type { Team } from '@/wire/team'

const GATHER_MS = 600
const AGAIN_MS = 30_000

export function makeTeam(roles: readonly string[], connected: () => boolean, ring: () => void) {
  const leads = roles.includes('supervisor')
  const team = shallowRef<Team | null>(null)
  /** When it was answered last, by this phone's clock; 0: never. */
  const heardAt = ref(0)
  let turn = 0
  let soon: ReturnType<typeof setTimeout> | undefined
  async function refresh(): Promise<void> {
    clearTimeout(soon)
    soon = undefined
    if (!leads) return
    const mine = ++turn
    try {
      const answer = await get<Team>('/api/team')
      if (mine !== turn) return
      team.value = answer
      heardAt.value = Date.now()
    } catch {
      // What was there stays, and its age says so.
    }
  }
  const timer = setInterval(
    () => leads && connected() && document.visibilityState === 'visible' && void refresh(),
    AGAIN_MS,
  )
  return {
    leads,
    team,
    heardAt,
    refresh,
    heard: (facts: readonly AnyFact[]) => {
      if (!leads) return
      if (facts.some((fact) => fact.type === 'ContactLost')) ring()
      const ours = (fact: AnyFact) =>
        isReachFact(fact) || isSummonsFact(fact) || isPatrol(fact) || isMoving(fact)
      if (facts.some(ours)) soon ??= setTimeout(() => void refresh(), GATHER_MS)
    },
    stop: () => (clearInterval(timer), clearTimeout(soon)),
  }
}
