// A durable request in words: what it asked, and how far it has come.
import { useI18n } from 'vue-i18n'
import { isOpen, type OutboxItem } from '@/outbox/item'
import type { AdvanceAssignment, AnswerOffer, SubmitReport } from '@/wire/generated'
import { useNames } from './names'

export function useRequestWords() {
  const { t } = useI18n()
  const { category } = useNames()

  const title = (item: OutboxItem): string => {
    const method = t(`field.method.${item.method.replace('.', '_')}`)
    if (item.method === 'report.submit')
      return `${method} · ${category((item.data as SubmitReport).category)}`
    if (item.method === 'offer.answer')
      return `${method} · ${t(`field.answer.${(item.data as AnswerOffer).answer}`)}`
    if (item.method === 'assignment.advance')
      return `${method} · ${t(`progress.${(item.data as AdvanceAssignment).to}`)}`
    return method
  }
  /** The second line: the outcome, the refusal in words, or what it is waiting for. */
  const detail = (item: OutboxItem, connected: boolean): string => {
    if (item.refusal) return item.refusal.message || t('refusal.code', { code: item.refusal.code })
    const outcome = item.outcome?.outcome
    if (outcome === 'filed' || outcome === 'merged') return t(`field.outbox.${outcome}`)
    if (!isOpen(item)) return ''
    if (!connected) return t('field.outbox.waiting')
    const tries = item.tries > 1 ? t('field.outbox.try', { n: item.tries }) : ''
    return [item.trouble, tries].filter(Boolean).join(' · ')
  }
  return { title, detail }
}
