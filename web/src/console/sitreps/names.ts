// What a figure is called.
import { useI18n } from 'vue-i18n'
import { useNames } from '@/ui/names'

export function useFigureName(): (name: string) => string {
  const { t, te } = useI18n()
  const { category } = useNames()
  return (name) => {
    if (name.startsWith('category.')) return category(name.slice(9))
    const key = `sitrep.figure.${name.replaceAll('.', '_')}`
    return te(key) ? t(key) : name
  }
}
