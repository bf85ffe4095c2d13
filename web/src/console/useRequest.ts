// One request of a form: busy until it is stored or refused, and the result in words.
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { isOpen, type Method, type OutboxItem } from '@/outbox/item'
import type { DurableRequests } from '@/wire/generated'
import type { ConsoleState } from './useConsole'

export function useRequest(desk: ConsoleState) {
  const { t } = useI18n()
  const id = ref('')
  const item = computed<OutboxItem | undefined>(() => desk.items.value.find((one) => one.id === id.value))
  const busy = computed(() => !!item.value && isOpen(item.value))
  const result = computed(() => {
    const one = item.value
    if (!one) return null
    if (one.state === 'stored')
      return {
        type: 'success' as const,
        words: t(
          `console.result.${one.outcome?.outcome === 'filed' || one.outcome?.outcome === 'merged' ? one.outcome.outcome : 'stored'}`,
        ),
      }
    if (one.refusal) {
      const why = one.refusal.message || t('refusal.code', { code: one.refusal.code })
      return { type: 'error' as const, words: t('console.result.refused', { why }) }
    }
    return { type: 'info' as const, words: one.trouble ?? t(`console.result.waiting`) }
  })
  async function send<M extends Method>(
    method: M,
    data: Omit<DurableRequests[M], 'id'>,
  ): Promise<OutboxItem> {
    const sent = await desk.send(method, data)
    id.value = sent.id
    return sent.settled
  }
  return {
    busy,
    result,
    item,
    send,
    clear: () => void (id.value = ''),
    show: (one: string) => void (id.value = one),
  }
}
