// The list of a handover, put into words from what the record has. Whoever signs may change every word of it.
import { useI18n } from 'vue-i18n'
import { useNames } from '@/ui/names'
import { shortOf } from '@/ui/localtime'
import type { ReliefInfo, SheetEntry } from '@/wire/duty'

export const PARTS = ['events', 'unfinished', 'watch', 'instructions', 'equipment', 'documents'] as const
export type Part = (typeof PARTS)[number]
const LONGEST = 2000

export function useSheet() {
  const { t, te } = useI18n()
  const { category, placeOf } = useNames()
  const WORDS: Record<string, string> = {
    supervision: 'loop.kind',
    alert: 'alert.level',
    alert_over: 'alert.level',
    care: 'patrol.why',
    rung: 'reach.rung',
    gap: 'duty.gap',
    incident: 'status',
    life: 'status',
    set_aside: 'field.method',
  }
  function code(one: SheetEntry): string {
    const key = `${WORDS[one.kind]}.${(one.what ?? '').replace('.', '_')}`
    return one.what && WORDS[one.kind] && te(key) ? t(key) : (one.what ?? '')
  }
  function line(one: SheetEntry): string {
    const words = t(`duty.entry.${one.part}_${one.kind}`, {
      number: one.number ?? '',
      category: one.category ? category(one.category) : '',
      area: one.area ? placeOf(one.area, Math.min(12, one.area.length)) : '',
      who: te(`firstLine.${one.who}`) ? t(`firstLine.${one.who}`) : (one.who ?? ''),
      what: code(one),
      n: one.n ?? 0,
      of: one.of ?? 0,
    })
    const due = one.due ? t('duty.entry.due', { time: shortOf(one.due) }) : ''
    return [one.at ? shortOf(one.at) : '', words, one.text ?? '', due].filter(Boolean).join(' ')
  }
  function first(part: Part, info: ReliefInfo): string[] {
    if (part === 'events') return [t('duty.reliefs.filled', { filed: info.filed, closed: info.closed })]
    if (part === 'unfinished') {
      const n = Object.values(info.open).reduce((sum, one) => sum + one, 0)
      const by = Object.entries(info.open).map(([priority, count]) => `${t(`priority.${priority}`)} ${count}`)
      return [t('duty.reliefs.open', { n }) + (by.length ? ` (${by.join(t('app.list'))})` : '')]
    }
    if (part === 'equipment' && info.waiting !== null) return [t('duty.entry.system', { n: info.waiting })]
    return []
  }
  /** What a part says before anybody has written in it; as many lines as fit. */
  function filled(part: Part, info: ReliefInfo): string {
    const lines = [...first(part, info), ...info.entries.filter((one) => one.part === part).map(line)]
    if (!lines.length) return t('duty.entry.none')
    let text = ''
    for (const one of lines) {
      if (text.length + one.length + 20 > LONGEST) return `${text}…`
      text += text ? `\n${one}` : one
    }
    return text
  }
  return { filled }
}
