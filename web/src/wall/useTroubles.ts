// What is wrong with the centre itself, in words for the head of the wall.
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { useWall } from './useWall'

const UNTIMED_MS = 10_000

export function useTroubles(wall: ReturnType<typeof useWall>) {
  const { t } = useI18n()
  const { now, lag, parts } = wall.age
  /** Promise P6 broken in front of everybody: an open incident that no deadline watches. */
  const untimed = computed(
    () =>
      wall.rows.value.filter(
        ({ incident }) => !incident.next && now.value - Date.parse(incident.changed_at) > UNTIMED_MS,
      ).length,
  )
  return computed(() => {
    if (wall.entry.value !== 'running') return []
    const { link, silent, redis, database, writer, auditor, withoutDeadline, behindS } = parts.value
    if (wall.refused.value) return [t('wall.keyWrong')]
    if (!link) return [t('wall.parts.link')]
    if (silent) return [t('wall.parts.silent')]
    const found: string[] = wall.loaded.value ? [] : [t('wall.parts.unread')]
    if (!database) found.push(t('wall.parts.database'))
    if (!redis) found.push(t('wall.parts.redis'))
    if (behindS > 5) found.push(t('wall.parts.hub', { s: behindS }))
    if (!writer) found.push(t('wall.parts.writer'))
    if (!auditor) found.push(t('wall.parts.auditor'))
    if (withoutDeadline) found.push(t('wall.parts.withoutDeadline', { n: withoutDeadline }))
    else if ((lag.value?.oldest_s ?? 0) > 10) found.push(t('wall.parts.inbox'))
    if (untimed.value) found.push(t('wall.parts.untimed', { n: untimed.value }))
    return found
  })
}
