import 'vant/es/toast/style'
import 'vant/es/dialog/style'
import './field.css'
import { Locale } from 'vant'
import vantEn from 'vant/es/locale/lang/en-US'
import { createApp } from 'vue'
import { makeI18n } from '@/ui/i18n'
import Field from './Field.vue'
import { loadLetters } from './letters'
import { prepareOffline } from './offline/install'
import { applySettings } from './settings'
import { holdPresses } from './steady'

const i18n = makeI18n()
if (i18n.global.locale.value === 'en') Locale.use('en-US', vantEn)
applySettings()
prepareOffline()
holdPresses()
void loadLetters()
createApp(Field).use(i18n).mount('#app')
