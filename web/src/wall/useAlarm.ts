// What has just begun to need somebody is heard, and what nobody has taken is heard again.
import { computed, watch } from 'vue'
import { isTaken } from '@/picture/safety'
import type { AnyFact } from '@/wire/generated'
import type { useSound } from './sound'
import type { useWall } from './useWall'

export function useAlarm(sound: ReturnType<typeof useSound>, wall: ReturnType<typeof useWall>) {
  const { picture, connected, rows } = wall
  const untaken = computed(() => [...picture.value.sos.values()].some((one) => !isTaken(one)))
  const unanswered = computed(() => rows.value.some(({ need }) => need === 'life'))
  watch(wall.age.now, () => {
    if (untaken.value && connected.value) sound.sos()
    sound.remind(unanswered.value && connected.value)
  })
  return { untaken, unanswered }
}

/** Filed, raised, or found to have nobody; and calls for help. */
export function soundOf(sound: ReturnType<typeof useSound>, facts: AnyFact[], flood: boolean): void {
  const begun = facts.flatMap((fact) =>
    (fact.type === 'IncidentFiled' && fact.disposition === 'help') ||
    (fact.type === 'ReportMerged' && fact.raised) ||
    fact.type === 'NobodyAvailable'
      ? [fact.priority]
      : [],
  )
  if (begun.length) sound.heard(begun, flood)
  if (facts.some((fact) => fact.type === 'SosRaised' || fact.type === 'SosRepeated')) sound.sos()
}
