// What the wall's map marks: what is open, and the grids nobody answers from.
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Mark } from '@/map/types'
import type { Picture } from '@/picture/picture'
import { isAlarm } from '@/picture/select'
import { useNames } from '@/ui/names'
import { ageParts, countdown } from '@/ui/time'
import { collapsed, PRESSING, type Row } from './needs'

export function useMarks(props: { readonly rows: Row[]; readonly picture: Picture; readonly now: number }) {
  const { t } = useI18n()
  const { category } = useNames()

  /** Words only beside what is abnormal; an offer's countdown beside its mark. */
  function labelOf({ incident, need, count }: Row): string | undefined {
    const offer = props.picture.offers.get(incident.offer ?? '')
    const kind = category(incident.category)
    if (offer && props.now && count === 1)
      return isAlarm(incident)
        ? `${kind} ${countdown(offer.answer_by, props.now)}`
        : countdown(offer.answer_by, props.now)
    return PRESSING.includes(need) ? kind : undefined
  }
  /** One mark a grid and kind. What is handled waits for a desk, not on the map: it is drawn only while nothing else is. */
  const open = computed(() => props.rows.filter(({ need }) => need !== 'verify'))
  const grouped = computed(() => collapsed(open.value.length ? open.value : props.rows))
  const marks = computed<Mark[]>(() =>
    grouped.value.map((row) => ({
      id: row.incident.id,
      lat: row.incident.place.lat,
      lon: row.incident.place.lon,
      grid: row.incident.place.grid,
      priority: row.incident.priority,
      ring: row.incident.status === 'offered',
      alert: row.incident.status === 'unattended',
      blink: isAlarm(row.incident),
      count: row.count,
      label: labelOf(row),
    })),
  )
  const spots = computed(() =>
    grouped.value.map(({ incident, need }) => ({
      lat: incident.place.lat,
      lon: incident.place.lon,
      pressing: PRESSING.includes(need) || need === 'answer',
      life: need === 'life',
    })),
  )
  /** By the minute: the map is not drawn anew each second for an age. */
  const silent = computed(() =>
    [...props.picture.silences.values()].map(({ id, since }) => {
      const [n, unit] = ageParts(Math.max(0, Math.floor((props.now - Date.parse(since)) / 60_000) * 60))
      return { code: id, label: t('reach.lostOn', { age: t(`age.for.${unit}`, { n }) }) }
    }),
  )
  return { marks, spots, silent }
}
