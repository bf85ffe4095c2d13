// What a caller's number reported before: asked for once it is whole enough, while the operator goes on writing.
import { computed, onScopeDispose, ref, watch } from 'vue'
import { get, query } from '@/link/http'
import type { IncidentPage, PictureIncident } from '@/wire/replies'

/** A number that is whole enough to be looked for. */
const PHONE_DIGITS = 7
const PAUSE_MS = 250

/** `typed`: whenever the number changes to another. */
export function useCaller(form: { name: string; phone: string }, known: boolean, typed: () => void) {
  const history = ref<PictureIncident[] | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  const digits = computed(() => form.phone.replace(/\D/g, ''))

  watch(digits, (number) => {
    if (number) typed()
    clearTimeout(timer)
    history.value = null
    if (number.length < PHONE_DIGITS || !known) return
    timer = setTimeout(() => void recall(number), PAUSE_MS)
  })
  async function recall(number: string): Promise<void> {
    try {
      const found = await get<IncidentPage>(
        `/api/incidents${query({ phone: number, status: 'all', limit: 20 })}`,
      )
      if (number !== digits.value) return
      history.value = found.incidents
      form.name ||= found.incidents[0]?.caller?.name ?? ''
    } catch {
      // The history is a help, not a condition.
    }
  }
  onScopeDispose(() => clearTimeout(timer))
  return { digits, history }
}
