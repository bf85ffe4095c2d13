// The words that sentences of a timeline share: who, in which part, why not, how long.
import { useI18n } from 'vue-i18n'
import type { Deadline, OfferMade, Skip, Tally } from '@/wire/generated'
import { useNames } from '@/ui/names'
import { ageParts } from '@/ui/time'
import { join } from './words'

type Part = NonNullable<OfferMade['part']>

export function useSaying(nameOf: (id: string) => string) {
  const { t, te } = useI18n()
  const { category, placeOf, area } = useNames()
  const by = (id?: string, not?: string) => (id && id !== not ? nameOf(id) : '')
  /** Who did it for somebody; nobody is named twice. */
  const other = (fact: { person: string; by?: string }) => (fact.by === fact.person ? '' : by(fact.by))
  const tally = (numbers: Tally) =>
    join(...Object.entries(numbers).map(([why, n]) => (n ? t(`tally.${why}`, { n }) : '')))
  const reasons = (codes: string[] = []) =>
    codes.map((code) => (te(`reason.${code}`) ? t(`reason.${code}`) : code)).join(t('app.list'))
  const part = (which?: Part) => (which && which !== 'lead' ? t(`part.${which}`) : '')
  const skipped = (levels: Skip[] = []) =>
    levels
      .map(({ level, why }) => t('skipped', { level: t(`level.${level}`), why: t(`absence.${why}`) }))
      .join(t('app.list'))
  const lacking = (what = '') => {
    const [kind, name = ''] = what.split(':')
    return what
      ? t(`lacking.${kind}`, {
          what: te(`unitKind.${name}`)
            ? t(`unitKind.${name}`)
            : te(`skill.${name}`)
              ? t(`skill.${name}`)
              : name,
        })
      : ''
  }
  const together = (settled: OfferMade['reason']['together']) =>
    settled
      ? join(
          t('together.settled', { ...settled }),
          ...(settled.nearer ?? []).map((one) => t('together.nearer', { ...one })),
        )
      : ''
  const passed = ({ kind }: Deadline) => `${t(`deadline.${kind}`)} ${t('deadline.overdue')}`

  const said = (fact: { by: string; by_name?: string; reason?: string }) =>
    join(fact.by_name || by(fact.by), fact.reason)
  const photos = (before: string[] = [], after: string[] = []) =>
    before.length + after.length ? t('loop.photos', { n: before.length + after.length }) : ''
  const took = (seconds: number) => {
    const [n, unit] = ageParts(seconds)
    return t('loop.took', { time: t(`age.${unit}`, { n }) })
  }

  return {
    t,
    te,
    nameOf,
    category,
    placeOf,
    area,
    join,
    by,
    other,
    tally,
    reasons,
    part,
    skipped,
    lacking,
    together,
    passed,
    said,
    photos,
    took,
  }
}
export type Saying = ReturnType<typeof useSaying>
