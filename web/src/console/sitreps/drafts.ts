// Words that were begun and not sent: they outlive the page that they are written on.
import { reactive } from 'vue'
import type { SitrepWords } from '@/wire/generated'

type Words = Required<SitrepWords>
export const emptyWords = (): Words => ({ situation: '', measures: '', needs: '' })
export const drafts: Record<string, Words> = reactive({})
