// What a roster would do if it were written down: asked a moment after the last key, never twice at once.
import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { ask } from '@/link/http'
import { changesDuty } from '@/picture/duty'
import type { Tried } from '@/wire/duty'
import type { ConsoleState } from '../useConsole'
import { fieldOf, groupRequest, missing, planRequest, type Fault, type RosterForm } from './form'

const QUIET_MS = 350
const RETRY_MS = 5_000

export function useTrial(desk: ConsoleState, form: Ref<RosterForm>, words: (field: string) => string) {
  const tried = shallowRef<Tried | null>(null)
  const faults = shallowRef<Fault[]>([])
  const failed = ref('')
  /** What is shown is of the form as it is now. */
  const current = ref(false)
  let waiting: ReturnType<typeof setTimeout> | undefined
  let turn = 0

  async function look(): Promise<void> {
    const mine = ++turn
    const empty = missing(form.value)
    if (empty.length) {
      faults.value = empty.map((field) => ({ field, code: 'required', message: words(field) }))
      tried.value = null
      current.value = true
      return
    }
    const plan = form.value.mode === 'temporary'
    const path = plan ? '/api/duty/plans/try' : '/api/duty/groups/try'
    try {
      const found = await ask<Tried>('POST', path, plan ? planRequest(form.value) : groupRequest(form.value))
      if (mine !== turn) return
      tried.value = found
      faults.value = found.faults.map((one) => ({
        field: fieldOf(form.value, String(one.data?.field ?? '')),
        code: one.code,
        message: one.message,
      }))
      failed.value = ''
      current.value = true
    } catch (error) {
      if (mine !== turn) return
      failed.value = error instanceof Error ? error.message : String(error)
      soon(RETRY_MS)
    }
  }
  function soon(after = QUIET_MS): void {
    clearTimeout(waiting)
    current.value = false
    waiting = setTimeout(() => void look(), after)
  }
  watch(form, () => soon(), { deep: true, immediate: true })
  const stop = desk.onFacts((facts) => facts.some(changesDuty) && soon(1_000))
  onScopeDispose(() => {
    stop()
    clearTimeout(waiting)
    turn++
  })
  return { tried, faults, failed, current }
}
