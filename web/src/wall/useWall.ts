// Everything the wall knows: who it is, its link, its picture and how old that is, where people are, what the day was.
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { boxOf, type Part } from '@/drill/parts'
import { get, useBearer, useExercise } from '@/link/http'
import { Link, socketUrl } from '@/link/link'
import { resume } from '@/link/session'
import { watchAge } from '@/link/watch'
import { floodOf } from '@/picture/attention'
import { emptyPicture } from '@/picture/picture'
import { followPicture } from '@/picture/live'
import { figures } from '@/picture/select'
import type { AnyFact } from '@/wire/generated'
import type { Statistics } from '@/wire/replies'
import { boardOf, isFlood, rowsOf } from './needs'
import { abroad, noPositions, withPositions } from './positions'
import {
  alarmsIn10Min,
  keepToday,
  keptToday,
  lastHour,
  newToday,
  withFacts,
  withSnapshot,
  withStatistics,
} from './today'
import type { WallOptions } from './options'

export type Entry = 'starting' | 'no-key' | 'running'
const KEEP_MS = 10_000
const TODAY_MS = 30_000
const DRAW_MS = 200

export function useWall(language: string, options: WallOptions, heard: (facts: AnyFact[]) => void) {
  const entry = ref<Entry>('starting')
  const refused = ref(false)
  const connected = ref(false)
  /** The exercises this wall is in. */
  const parts = shallowRef<Part[]>([])
  const district = ref('')
  const link = shallowRef<Link | null>(null)
  const followed = shallowRef<ReturnType<typeof followPicture> | null>(null)
  const live = computed(() => followed.value?.live.value ?? false)
  const loaded = computed(() => followed.value?.loaded.value ?? false)
  /** Folded as it comes, drawn five times a second at most. */
  const picture = shallowRef(emptyPicture())
  let drawing: ReturnType<typeof setTimeout> | undefined
  const draw = () => {
    drawing = undefined
    if (followed.value) picture.value = followed.value.picture.value
  }
  watch(
    () => followed.value?.picture.value,
    () => (drawing ??= setTimeout(draw, DRAW_MS)),
  )
  const age = watchAge(link, live)
  const positions = shallowRef(noPositions)
  const today = shallowRef(newToday('', 0))
  let waiting: AnyFact[] = []
  let whole = false

  const begin = (token: string, renew: () => Promise<string | null>) => {
    const made = new Link({ url: socketUrl(), token, renew, language, exercise: options.exercise })
    made.onChange(() => {
      parts.value = made.parts
      connected.value = made.connected
      refused.value = made.state === 'refused'
      if (!made.connected) whole = false
      if (made.welcome && !followed.value) follow(made, made.welcome.district)
    })
    link.value = made
    entry.value = 'running'
    made.connect()
  }
  function follow(made: Link, of: string): void {
    district.value = of
    followed.value = followPicture(made, of, (facts) => {
      waiting.push(...facts)
      heard(facts)
    })
    made.listen(
      `positions:${of}`,
      (data) => (positions.value = withPositions(positions.value, data)),
      () => (positions.value = noPositions),
    )
  }
  onScopeDispose(() => link.value?.close())

  useExercise(options.exercise)
  async function enter(): Promise<void> {
    const key = new URLSearchParams(location.hash.slice(1)).get('key')
    if (key) {
      useBearer(key)
      return begin(key, () => Promise.resolve(key))
    }
    try {
      const session = await resume()
      if (!session) return void (entry.value = 'no-key')
      begin(session.token, async () => (await resume())?.token ?? null)
    } catch {
      setTimeout(() => void enter(), 3_000 + Math.random() * 3_000)
    }
  }
  void enter()
  // A refused wall asks again: its key may be given back, its server may have been wrong.
  const again = setInterval(() => refused.value && link.value?.comeBack(), 20_000 + Math.random() * 10_000)
  const keeper = setInterval(() => today.value.number && keepToday(today.value), KEEP_MS)
  /** The day's figures by the same formulas as everywhere; the wall's own count goes on in between. */
  async function askToday(): Promise<void> {
    // Nothing of an exercise is in any figure: it counts what it hears itself.
    if (!connected.value || !today.value.district || options.exercise) return
    try {
      const shown = await get<Statistics>('/api/statistics')
      today.value = withStatistics(today.value, shown)
    } catch {
      // Its own count stands, and says "at least" where it must.
    }
  }
  const asking = setInterval(() => void askToday(), TODAY_MS)
  watch([connected, () => today.value.district], () => void askToday())
  onScopeDispose(() => {
    clearInterval(asking)
    clearInterval(again)
    clearInterval(keeper)
    clearTimeout(drawing)
  })

  /** Once a second: what was heard is counted, and a picture that began anew is looked through. */
  function countToday(now: number): void {
    const held = followed.value?.picture.value
    if (!now || !loaded.value || !held) return
    const counted = boxOf(district.value, options.exercise)
    if (today.value.district !== counted) today.value = keptToday(counted) ?? newToday(counted, now)
    if (!whole && live.value) {
      whole = true
      today.value = withSnapshot(today.value, held.incidents.values(), held.number, now)
    }
    today.value = withFacts(today.value, waiting)
    waiting = []
  }
  watch(age.now, countToday)

  let flooded = false
  const inTenMinutes = computed(() => alarmsIn10Min(today.value, age.now.value))
  const flood = computed(
    () => (flooded = isFlood(inTenMinutes.value, flooded, options.operators)) || !!floodOf(picture.value),
  )
  const rows = computed(() => rowsOf(picture.value, age.now.value))

  return {
    entry,
    refused,
    connected,
    parts,
    district,
    picture,
    age,
    loaded,
    today,
    rows,
    flood,
    inTenMinutes,
    figures: computed(() => figures(picture.value, age.now.value)),
    hour: computed(() => lastHour(today.value, age.now.value)),
    abroad: computed(() => abroad(positions.value, picture.value.duty.keys(), age.now.value)),
    boardOf: (lines: number) => boardOf(rows.value, lines, flood.value),
  }
}
