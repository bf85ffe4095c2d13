import '@fontsource-variable/noto-sans-sc'
import './wall.css'
import { createApp } from 'vue'
import { makeI18n } from '@/ui/i18n'
import Wall from './Wall.vue'

createApp(Wall).use(makeI18n()).mount('#app')
