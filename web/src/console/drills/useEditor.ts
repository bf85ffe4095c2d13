// A script that is being written: every change is checked by the server a moment later, and nothing is kept until saved.
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { HttpProblem } from '@/link/http'
import type { Inject, OneScript, Review, Script, ScriptState } from './api'
import { checkScript, saveScript } from './api'
import { byLine, inOrder, nextNumber, renumbered } from './script'

const PAUSE_MS = 600

export function useEditor(opened: { script: Script; id?: string; version?: number; state?: ScriptState }) {
  const script = shallowRef<Script>({ ...opened.script, injects: inOrder(opened.script.injects ?? []) })
  const id = ref(opened.id ?? '')
  const version = ref(opened.version ?? 0)
  const state = ref<ScriptState>(opened.state ?? 'draft')
  const compression = ref(1)
  const chosen = ref(0)
  const review = shallowRef<Review | null>(null)
  const checking = ref(false)
  const problem = ref('')
  const stale = ref(false)
  const saved = ref(opened.id ? JSON.stringify(script.value) : '')
  const dirty = computed(() => JSON.stringify(script.value) !== saved.value)
  const findings = computed(() => byLine(review.value?.findings ?? []))
  const injects = computed(() => script.value.injects ?? [])
  const current = computed(() => injects.value[chosen.value] ?? null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0

  async function check(): Promise<void> {
    clearTimeout(timer)
    const mine = ++turn
    checking.value = true
    try {
      const found = await checkScript(script.value, compression.value)
      if (mine !== turn) return
      review.value = found
      problem.value = ''
    } catch (error) {
      if (mine === turn) problem.value = error instanceof Error ? error.message : String(error)
    } finally {
      if (mine === turn) checking.value = false
    }
  }
  watch(
    [script, compression],
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void check(), PAUSE_MS)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    turn++
  })

  const set = (changed: Partial<Script>) => void (script.value = { ...script.value, ...changed })
  function change(inject: Inject): void {
    const was = injects.value[chosen.value]
    const list = injects.value.map((one, at) => (at === chosen.value ? inject : one))
    const ordered = was && was.offset_s !== inject.offset_s ? inOrder(list) : list
    set({ injects: ordered })
    chosen.value = ordered.indexOf(inject)
  }
  function add(inject: Omit<Inject, 'number'>): void {
    const one = { ...inject, number: nextNumber(script.value) }
    const list = inOrder([...injects.value, one])
    set({ injects: list })
    chosen.value = list.indexOf(one)
  }
  function remove(): void {
    set({ injects: injects.value.filter((_, at) => at !== chosen.value) })
    chosen.value = Math.max(0, Math.min(chosen.value, injects.value.length - 1))
  }
  function renumber(): void {
    set({ injects: renumbered(injects.value) })
  }
  /** `asNew`: under an id of its own. */
  async function save(asNew = false): Promise<boolean> {
    try {
      const done = await saveScript(asNew ? '' : id.value, version.value, script.value, state.value)
      id.value = done.id
      version.value = done.version
      review.value = done.review
      saved.value = JSON.stringify(script.value)
      problem.value = ''
      stale.value = false
      return true
    } catch (error) {
      stale.value = error instanceof HttpProblem && error.code === 'script_stale'
      problem.value = error instanceof Error ? error.message : String(error)
      return false
    }
  }
  /** Another script in its place: a newer version, say, or what a file held. */
  function take(other: Script, from?: OneScript): void {
    script.value = { ...other, injects: inOrder(other.injects ?? []) }
    if (from) {
      id.value = from.id
      version.value = from.version
      state.value = from.state
      saved.value = JSON.stringify(script.value)
    }
    stale.value = false
    problem.value = ''
    chosen.value = 0
  }
  return {
    script,
    injects,
    current,
    chosen,
    id,
    version,
    state,
    compression,
    review,
    findings,
    checking,
    problem,
    stale,
    dirty,
    set,
    change,
    add,
    remove,
    renumber,
    save,
    take,
    check,
  }
}
export type Editor = ReturnType<typeof useEditor>
