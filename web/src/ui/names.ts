// Names of categories and areas in the reader's language. Loaded once; a code stands in until then.
import { computed, reactive, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { get } from '@/link/http'
import type { AreaProperties, Areas, Category, Level } from '@/wire/replies'

const categories = reactive(new Map<string, Category>())
const areas = shallowRef(new Map<string, AreaProperties>())
const order = shallowRef<Category[]>([])

/** Names outlive the page, so that a phone opened without coverage can still be reported with. */
const KEPT = { categories: 'gridcommand.categories', areas: 'gridcommand.areas' }
function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Full or forbidden: the names will be asked for again.
  }
}
function kept<T>(key: string): T[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '[]') as T[]
  } catch {
    return []
  }
}

/** What an earlier page learned, until the server answers. */
export function recallNames(): void {
  order.value = kept<Category>(KEPT.categories)
  for (const category of order.value) categories.set(category.code, category)
  areas.value = new Map(kept<AreaProperties>(KEPT.areas).map((one) => [one.code, one]))
}

export async function loadCategories(): Promise<Category[]> {
  const { categories: list } = await get<{ categories: Category[] }>('/api/categories')
  for (const category of list) categories.set(category.code, category)
  keep(KEPT.categories, list)
  return (order.value = list)
}

/** The areas of some levels, with geometry; their names are kept for everybody. */
export async function loadAreas(levels: Level[]): Promise<Map<Level, Areas>> {
  const answers = await Promise.all(levels.map((level) => get<Areas>(`/api/areas?level=${level}`)))
  const known = new Map(areas.value)
  for (const { features } of answers)
    for (const { properties } of features) known.set(properties.code, properties)
  areas.value = known
  const short = ({ code, name, name_en, level, parent, synthetic }: AreaProperties) => ({
    code,
    name,
    name_en,
    level,
    parent,
    synthetic,
  })
  keep(KEPT.areas, [...known.values()].map(short))
  return new Map(levels.map((level, i) => [level, answers[i]!]))
}

export function useNames() {
  const { locale } = useI18n()
  const chinese = computed(() => locale.value.startsWith('zh'))
  const pick = (one: { name: string; name_en: string }) =>
    chinese.value ? one.name : one.name_en || one.name
  const area = (code: string) => {
    const found = areas.value.get(code)
    return found ? pick(found) : code
  }
  const category = (code: string) => {
    const found = categories.get(code)
    return found ? pick(found) : code
  }
  const group = (one: Category) => (chinese.value ? one.group : one.group_en)
  /** 府城街道 · 甘蔗园社区 · 第3网格, from the code alone. */
  const placeOf = (grid: string, from = 12) =>
    placeWords(
      [9, 12, 15]
        .filter((length) => length >= from && grid.length >= length)
        .map((length) => area(grid.slice(0, length))),
      chinese.value ? ' · ' : ', ',
    )
  /** Some of the ground is made up, and must say so. */
  const synthetic = computed(() => [...areas.value.values()].some((one) => one.synthetic))
  return { chinese, synthetic, area, category, group, pick, placeOf, areas, categories, order }
}

/** A name that the next one begins with says nothing: 东门社区 · 东门社区第1网格 is 东门社区第1网格. */
export const placeWords = (names: string[], between: string): string =>
  names.filter((name, i) => !names[i + 1]?.startsWith(name)).join(between)
