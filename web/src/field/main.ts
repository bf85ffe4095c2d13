import '@fontsource-variable/noto-sans-sc'
import 'vant/lib/index.css'
import './field.css'
import { Locale } from 'vant'
import vantEn from 'vant/es/locale/lang/en-US'
import { createApp } from 'vue'
import { makeI18n } from '@/ui/i18n'
import Field from './Field.vue'

const i18n = makeI18n()
if (i18n.global.locale.value === 'en') Locale.use('en-US', vantEn)
createApp(Field).use(i18n).mount('#app')
