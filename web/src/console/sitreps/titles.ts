// What a report is called, and whether it is late.
import { useI18n } from 'vue-i18n'
import type { SitrepHead } from '@/wire/sitreps'

export const isLate = (one: SitrepHead, now: number) =>
  one.state !== 'sent' && !!one.send_by && Date.parse(one.send_by) <= now

export function useTitle() {
  const { t } = useI18n()
  return (one: SitrepHead) =>
    one.state === 'sent' || one.kind === 'correction'
      ? `${t('sitrep.issue', { n: one.issue })} · ${t(`sitrep.kind.${one.kind}`)}`
      : t(`sitrep.kind.${one.kind}`)
}
