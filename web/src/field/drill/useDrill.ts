// Whether an exercise is on this phone. It is there while nothing real waits; the first real thing takes it off at once,
// without asking the server, and it comes back only when the server lets this person in again or they open it themselves.
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { Part } from '@/drill/parts'
import { draftOf } from '../draft'
import type { FieldState } from '../useField'
import { makeDrill, type DrillState } from './makeDrill'
import { realWaits } from './waiting'

const THANKS_MS = 8_000

export function useDrill(field: FieldState) {
  const playing = computed<Part | null>(
    () => field.parts.value.find((one) => one.part === 'player' && one.state !== 'over') ?? null,
  )
  const waits = computed(() => realWaits(field.staff.value))
  const drill = shallowRef<DrillState | null>(null)
  /** Which exercise real work has taken off this phone. */
  const brokenOff = ref('')
  /** The person looks at real work, of their own will; or was in the middle of a report when it began. */
  const aside = ref(false)
  /** Something real came while its owner played, and waits still. */
  const interrupted = ref(false)
  /** The exercise that has just ended. */
  const thanks = ref('')
  let turn = 0

  function drop(): void {
    turn += 1
    const over = drill.value
    over?.stop()
    drill.value = null
    if (!over?.ended.value) return
    thanks.value = over.part
    void over.forget()
    setTimeout(() => (thanks.value = ''), THANKS_MS)
  }
  async function begin(part: Part): Promise<void> {
    drop()
    const mine = turn
    aside.value = !!draftOf(field.user.id).category
    const made = await makeDrill(field, part)
    if (mine !== turn) return made.stop()
    drill.value = made
  }
  const wanted = computed(() =>
    playing.value && playing.value.id !== brokenOff.value && !waits.value.length ? playing.value.id : null,
  )

  watch(
    () => waits.value.length > 0,
    (is) => {
      if (!is) return void (interrupted.value = false)
      if (!playing.value || playing.value.id === brokenOff.value) return
      // Also while the exercise is still being opened: who knows that one runs must know that this is none of it.
      interrupted.value = true
      brokenOff.value = playing.value.id
    },
    // Before anything is drawn: not one frame of the exercise over what is real.
    { immediate: true, flush: 'sync' },
  )
  watch(wanted, (id) => (id && playing.value ? void begin(playing.value) : drop()), {
    immediate: true,
    flush: 'sync',
  })
  /** Taken out, or over: when they are let in again, it comes back by itself. */
  watch(playing, (now, before) => {
    if (now?.id !== before?.id && !now) brokenOff.value = ''
  })
  onScopeDispose(drop)

  return {
    playing,
    drill,
    interrupted,
    thanks,
    shown: computed(() => (drill.value && !aside.value ? drill.value : null)),
    /** It runs, and is not what is on the screen: the way back into it. */
    hidden: computed(() => playing.value !== null && (aside.value || !drill.value) && !waits.value.length),
    enter(): void {
      aside.value = false
      brokenOff.value = ''
    },
    leave: () => void (aside.value = true),
    seen: () => void (interrupted.value = false),
  }
}
