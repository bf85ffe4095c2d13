// Chinese first, English complete. The choice is kept in this browser; `?lang=en` overrides it for one page.
import { createI18n } from 'vue-i18n'
import en from './locales/en'
import zhCN from './locales/zh-CN'

export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]
export type Messages = typeof zhCN
const KEY = 'gridcommand.language'

const known = (value: string | null | undefined): Locale | undefined =>
  LOCALES.find((locale) => locale === value)

const chosen = (): Locale =>
  known(new URLSearchParams(location.search).get('lang')) ?? known(localStorage.getItem(KEY)) ?? 'zh-CN'

export function makeI18n() {
  const locale = chosen()
  document.documentElement.lang = locale
  return createI18n<[Messages], Locale, false>({
    legacy: false,
    locale,
    fallbackLocale: 'zh-CN',
    messages: { 'zh-CN': zhCN, en } as Record<Locale, Messages>,
  })
}

export function choose(locale: Locale): void {
  localStorage.setItem(KEY, locale)
  const url = new URL(location.href)
  url.searchParams.delete('lang')
  history.replaceState(null, '', url)
  location.reload()
}
