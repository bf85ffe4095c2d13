import '@fontsource-variable/noto-sans-sc'
import './wall.css'
import './drill/drill.css'
import { createApp } from 'vue'
import { makeI18n } from '@/ui/i18n'
import { applySizes, optionsOf, sizeAsParent } from './options'
import RegionWall from './drill/RegionWall.vue'
import Wall from './Wall.vue'

const options = optionsOf(location.search)
if (options.region) sizeAsParent()
else applySizes(options, options.exercise !== null)
createApp(options.region ? RegionWall : Wall, { options })
  .use(makeI18n())
  .mount('#app')
