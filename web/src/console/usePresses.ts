// One-press calls on this desk: which are shown, whose file is open, and who took them.
import { computed, onScopeDispose, reactive, ref, watch } from 'vue'
import { get, query } from '@/link/http'
import type { PictureIncident, ResidentFile } from '@/wire/replies'
import type { ConsoleState } from './useConsole'

/** A press that somebody else took leaves this desk after a moment. */
const LEAVE_MS = 8_000
/** What a page that is opened later still shows. */
const RECENT_MS = 120_000

export const isHeld = (incident: PictureIncident): boolean => incident.next?.kind === 'confirm'

export interface FileState {
  file?: ResidentFile
  problem?: string
}

export function usePresses(desk: ConsoleState) {
  const gone = reactive(new Set<string>())
  const seen = reactive(new Set<string>())
  const takenBy = reactive(new Map<string, { id: string; name: string }>())
  const files = reactive(new Map<string, FileState>())
  const picked = ref('')
  /** Chosen by hand: nothing takes its place. */
  const pinned = ref('')
  const timers = new Set<ReturnType<typeof setTimeout>>()

  const open = computed(() => {
    if (!desk.dispatches) return []
    const since = desk.age.now.value - RECENT_MS
    return [...desk.picture.value.incidents.values()]
      .filter((one) => one.press && !gone.has(one.id))
      .filter((one) => isHeld(one) || seen.has(one.id) || Date.parse(one.filed_at) > since)
      .sort((a, b) => Number(isHeld(b)) - Number(isHeld(a)) || a.priority - b.priority || a.number - b.number)
  })
  const held = computed(() => open.value.find(isHeld))
  /** What is shown stays, unless it is on its way already and another waits for the key. */
  const current = computed(() => {
    const shown = open.value.find((one) => one.id === picked.value)
    return shown && (isHeld(shown) || pinned.value === shown.id)
      ? shown
      : (held.value ?? shown ?? open.value[0] ?? null)
  })

  async function look(incident: PictureIncident): Promise<void> {
    const resident = incident.press?.resident
    if (!resident || files.get(incident.id)?.file) return
    files.set(incident.id, {})
    try {
      const path = `/api/residents/${resident}${query({ incident: incident.id })}`
      files.set(incident.id, { file: await get<ResidentFile>(path) })
    } catch (error) {
      files.set(incident.id, { problem: (error as Error).message })
    }
  }
  // The first one opens by itself; another does not push it away, it waits in its tab.
  watch(
    () => current.value?.id,
    () => {
      if (!current.value) return
      seen.add(current.value.id)
      picked.value = current.value.id
      void look(current.value)
    },
    { immediate: true },
  )
  function dismiss(id: string): void {
    gone.add(id)
    if (picked.value === id) picked.value = ''
  }
  const stop = desk.onFacts((facts) => {
    for (const fact of facts) {
      if (fact.type !== 'DispatchOrdered') continue
      takenBy.set(fact.incident, { id: fact.by, name: fact.by_name || desk.nameOf(fact.by) })
      if (fact.by === desk.user.id) continue
      const timer = setTimeout(() => {
        timers.delete(timer)
        dismiss(fact.incident)
      }, LEAVE_MS)
      timers.add(timer)
    }
  })
  onScopeDispose(() => {
    stop()
    timers.forEach(clearTimeout)
  })
  return {
    open,
    current,
    takenBy,
    files,
    look,
    dismiss,
    pick: (id: string) => void (pinned.value = picked.value = id),
  }
}
export type Presses = ReturnType<typeof usePresses>
