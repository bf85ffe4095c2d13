// A value of the policy in words: its name, what it says, and the layer it came from.
import { useI18n } from 'vue-i18n'
import { useModeWords } from '@/ui/mode'
import { useNames } from '@/ui/names'
import type { Origin } from './api'

export function useValueWords() {
  const { t, te } = useI18n()
  const { category } = useNames()
  const { kind, list, span } = useModeWords()
  const inside = (group: string, what: string): string => {
    if (group === 'raised') return category(what)
    if (group === 'two_person') return kind(what)
    if (group === 'not_done') return t(`mode.notDone.${what}`)
    if (group === 'wall') return t(`mode.wall.${what}`)
    return te(`skill.${what}`) ? t(`skill.${what}`) : what
  }
  const nameOf = (name: string): string => {
    const at = name.indexOf('.')
    const [group, what] = at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)]
    if (/^[1-4]$/.test(what)) return t(`mode.name.${group}`, { n: what })
    return te(`mode.name.${group}`) ? t(`mode.name.${group}`, { what: inside(group, what) }) : name
  }
  const textOf = (name: string, value: string): string => {
    if (!value) return '—'
    if (name === 'pool') return t(`mode.pool.${value}`)
    if (name.startsWith('raised.')) return `P${value}`
    if (name.startsWith('helpers.')) return list(value.split(' ').map(kind))
    if (/^(two_person|not_done|wall)\./.test(name)) return '✓'
    return span(value)
  }
  const originOf = (origin: Origin): string =>
    origin.layer === 'level'
      ? t('mode.layer.level', {
          plan: t(`mode.threat.${origin.plan}`),
          version: origin.version ?? 0,
          level: t(`mode.short.${origin.level ?? 0}`),
        })
      : t(`mode.layer.${origin.layer}`)
  return { nameOf, textOf, originOf }
}
