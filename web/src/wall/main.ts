import '@fontsource-variable/noto-sans-sc'
import './wall.css'
import { createApp } from 'vue'
import { makeI18n } from '@/ui/i18n'
import { applySizes, optionsOf } from './options'
import Wall from './Wall.vue'

const options = optionsOf(location.search)
applySizes(options)
createApp(Wall, { options }).use(makeI18n()).mount('#app')
