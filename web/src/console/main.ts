import '@fontsource-variable/noto-sans-sc'
import 'element-plus/dist/index.css'
import './console.css'
import ElementPlus from 'element-plus'
import elEn from 'element-plus/es/locale/lang/en'
import elZh from 'element-plus/es/locale/lang/zh-cn'
import { createApp } from 'vue'
import { makeI18n } from '@/ui/i18n'
import Console from './Console.vue'

const i18n = makeI18n()
const locale = i18n.global.locale.value === 'en' ? elEn : elZh
createApp(Console).use(i18n).use(ElementPlus, { locale }).mount('#app')
