// The age of the picture and the district's clock, asked for once a second and shown whether or not an answer comes.
import { computed, onScopeDispose, ref, shallowRef, type Ref } from 'vue'
import type { PictureAge } from '@/wire/replies'
import { AgeMeter, freshnessOf } from './age'
import type { Link } from './link'

export interface Parts {
  link: boolean
  silent: boolean
  redis: boolean
  database: boolean
  writer: boolean
  /** Somebody looks for incidents without a deadline. */
  auditor: boolean
  /** Open incidents without one: must be 0. */
  withoutDeadline: number
  behindS: number
}

export function watchAge(link: Ref<Link | null>, live: Ref<boolean>) {
  const meter = new AgeMeter(performance.now())
  const second = ref(0)
  const ageS = ref(0)
  const answer = shallowRef<PictureAge | null>(null)
  const answeredAt = ref(-Infinity)
  let asking = false

  const ask = async () => {
    const current = link.value
    if (!current?.connected || asking) return
    asking = true
    const asked = performance.now()
    try {
      const heard = await current.rpc<PictureAge>('picture.age', {})
      const now = performance.now()
      meter.heard(heard, now, now - asked, live.value)
      answer.value = heard
      answeredAt.value = now
    } catch {
      // No answer is an answer: the age grows by itself.
    } finally {
      asking = false
      look()
    }
  }
  const look = () => {
    const now = performance.now()
    const welcome = link.value?.welcome
    if (welcome) meter.welcomed(welcome.server_time, now)
    const server = meter.serverNow(now)
    if (server !== null) second.value = Math.floor(server / 1000)
    ageS.value = Math.floor(meter.ageS(now))
  }
  const asker = setInterval(() => void ask(), 1_000)
  const looker = setInterval(look, 200)
  onScopeDispose(() => {
    clearInterval(asker)
    clearInterval(looker)
  })

  const parts = computed<Parts>(() => {
    void second.value
    const connected = link.value?.connected ?? false
    const silentS = (performance.now() - answeredAt.value) / 1000
    return {
      link: connected,
      silent: connected && silentS > 5 && ageS.value > 5,
      redis: answer.value?.redis ?? true,
      database: answer.value?.database ?? true,
      writer: answer.value?.lag?.writer ?? true,
      auditor: answer.value?.lag?.auditor ?? true,
      withoutDeadline: answer.value?.lag?.without_deadline ?? 0,
      behindS: Math.round(answer.value?.behind_s ?? 0),
    }
  })
  return {
    ageS,
    freshness: computed(() => freshnessOf(ageS.value)),
    /** The server's time in ms, moving once a second; 0 while unknown. */
    now: computed(() => second.value * 1000),
    lag: computed(() => answer.value?.lag ?? null),
    parts,
  }
}
