// Where in a plan something is, in words: `levels.3.raised.event.0406` → Ⅲ级 · 提升优先级 · 积水.
import { useI18n } from 'vue-i18n'
import { useModeWords } from '@/ui/mode'
import type { ResponsePlan } from '@/wire/generated'

const BY_PRIORITY = ['answer', 'arrive', 'handle']
const PLAIN = ['verify', 'pool', 'recall_within', 'rounds', 'round_least', 'report_every', 'hold']
/** Members of a task, and the column each stands in. */
const COLUMNS: Record<string, string> = {
  title: 'taskTitle',
  kind: 'kind',
  force: 'force',
  lead_minutes: 'lead',
  within: 'within',
  photo: 'mustPhoto',
}

export function usePathWords() {
  const { t, te } = useI18n()
  const { kind, list, words } = useModeWords()

  function ofLayer(name: string, rest: string[], plans: readonly (ResponsePlan | undefined)[]): string[] {
    if (BY_PRIORITY.includes(name)) return [t(`mode.name.${name}`, { n: rest[0] ?? '1-4' })]
    if (name === 'hold') return [t('mode.plan.hold')]
    if (PLAIN.includes(name)) return [t(`mode.name.${name}`)]
    if (name === 'raised') return [t('mode.plan.raised'), kind(rest.join('.'))]
    if (name === 'two_person') return [t('mode.plan.twoPerson')]
    if (name === 'ordered_by') return [t('mode.plan.orderedBy')]
    if (name === 'not_done') return [t('mode.plan.notDone')]
    if (name === 'wall') return [t('mode.plan.wall')]
    if (name === 'messages') return [t('mode.plan.messages'), to(rest[0]), rest[1] === 'en' ? 'English' : '']
    if (name === 'helpers') return [t('mode.plan.helpers'), skill(rest[0])]
    if (name === 'tasks') {
      const task = plans
        .flatMap((plan) => plan?.levels ?? [])
        .flatMap((one) => one.tasks ?? [])
        .find(({ id }) => id === rest[0])
      const column = COLUMNS[rest[1] ?? '']
      return [
        t('mode.plan.tasks'),
        task ? words(task.title) || task.id : (rest[0] ?? ''),
        column ? t(`mode.plan.${column}`) : '',
        rest[2] === 'en' ? 'English' : '',
      ]
    }
    return [name, ...rest]
  }
  const to = (code = '') => (te(`mode.plan.to.${code}`) ? t(`mode.plan.to.${code}`) : code)
  const skill = (code = '') => (te(`skill.${code}`) ? t(`skill.${code}`) : code)

  /** What stands there, in words: codes in the plan are words on the screen. */
  function value(path: string, raw: string): string {
    const [head, , name, ...rest] = path.split('.')
    if (head === 'triggers') return t(`mode.short.${raw}`)
    if (head !== 'levels' || !name || !raw) return raw
    const each = (say: (code: string) => string) => list(raw.split(' ').map(say))
    if (name === 'raised') return `P${raw}`
    if (name === 'two_person' || name === 'helpers') return each(kind)
    if (name === 'ordered_by') return each((one) => t(`mode.rank.${one}`))
    if (name === 'not_done') return each((one) => t(`mode.notDone.${one}`))
    if (name === 'wall') return each((one) => t(`mode.wall.${one}`))
    if (name === 'pool' && te(`mode.pool.${raw}`)) return t(`mode.pool.${raw}`)
    if (name === 'tasks' && rest.at(-1) === 'kind') return t(`mode.taskKind.${raw}`)
    return raw
  }

  const place = (path: string, plans: readonly (ResponsePlan | undefined)[]): string => {
    const [head = '', second = '', name = '', ...rest] = path.split('.')
    const parts =
      head === 'levels' && second
        ? [t(`mode.short.${second}`), ...(name ? ofLayer(name, rest, plans) : [])]
        : head === 'triggers'
          ? [t('mode.plan.triggers'), te(`warning.colour.${second}`) ? t(`warning.colour.${second}`) : second]
          : [path]
    return parts.filter(Boolean).join(' · ')
  }
  return { place, value }
}
