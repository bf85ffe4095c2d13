// Whether anything is to stand above all panels: an alarm of our own, a level in force, a warning from outside, a flood.
import { computed, type Ref } from 'vue'
import { inForce } from '@/picture/modes'
import type { Picture } from '@/picture/picture'
import type { AttentionOverview } from '@/wire/replies'

export function useBands(picture: Ref<Picture>, overview: Ref<AttentionOverview | null>) {
  const warned = computed(
    () =>
      picture.value.proposals.size > 0 ||
      [...picture.value.warnings.values()].some((one) => one.state === 'active'),
  )
  const moded = computed(() => inForce(picture.value) !== null || picture.value.switchproposals.size > 0)
  const endangered = computed(() => {
    const { sos, timers, rollcalls } = picture.value
    return sos.size > 0 || rollcalls.size > 0 || [...timers.values()].some((one) => one.stage === 'missed')
  })
  const banded = computed(() => warned.value || moded.value || !!overview.value?.flood || endangered.value)
  return { warned, banded }
}
