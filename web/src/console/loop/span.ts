// Limits as the wire writes them (15m, 2h, 4wh, 1wd, 1d), in words.
import { useI18n } from 'vue-i18n'

export const SPAN = /^[0-9]{1,5}(\.[0-9]{1,3})?(s|m|h|d|wh|wd)$/
export const isSpan = (text: string): boolean => SPAN.test(text) && parseFloat(text) > 0

export function useSpan() {
  const { t } = useI18n()
  return (text: string): string => {
    const unit = /[a-z]+$/.exec(text)?.[0] ?? ''
    return isSpan(text) ? t(`loop.units.${unit}`, { n: parseFloat(text) }) : text
  }
}
