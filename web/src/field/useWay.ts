// The way to an offer or a piece of work: a link to this phone's map, and how far it is.
import { useI18n } from 'vue-i18n'
import { distanceM } from '@/places/geo'
import { useNames } from '@/ui/names'
import type { Spot } from '@/wire/generated'
import { navigationTo, platformOf } from './navigate'
import { mapApp } from './settings'
import type { FieldState } from './useField'

/** Nearer than a fix is good for. */
const NEAR_M = 15
interface Goal {
  place: Spot
  category: string
  grid: string
}

export function useWay(field: FieldState) {
  const { t } = useI18n()
  const { category, placeOf } = useNames()
  const platform = platformOf(navigator.userAgent, navigator.maxTouchPoints)

  const hrefTo = ({ place, grid, category: code }: Goal): string =>
    navigationTo(place, `${category(code)} ${placeOf(grid)}`, mapApp.value, platform)
  const metres = (m: number): string =>
    m < 950
      ? t('field.way.m', { n: Math.round(m / 10) * 10 })
      : t('field.way.km', { n: (m / 1000).toFixed(1) })
  /** From where this phone is, while it knows. */
  const awayFrom = ({ place }: Goal): string => {
    const here = field.position.fix.value
    const away = here ? distanceM(here, place) : 0
    return away > NEAR_M ? metres(away) : ''
  }
  return { hrefTo, awayFrom, metres }
}
