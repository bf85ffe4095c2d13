import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'

const SCREENS = ['wall', 'field', 'console']
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = process.env.GRIDCOMMAND_URL ?? 'http://127.0.0.1:8080'

/** In development the screens live at the same paths as in the product: /wall, /field, /console. */
const cleanPaths: Plugin = {
  name: 'clean-paths',
  configureServer({ middlewares }) {
    middlewares.use((request, _response, next) => {
      const name = (request.url ?? '').split(/[?#]/)[0]?.slice(1) ?? ''
      if (SCREENS.includes(name)) request.url = `/${name}.html`
      next()
    })
  },
}

/** Nothing may be fetched from elsewhere: a kit's fallback font is cut out, anything else foreign stops the build. */
const nothingForeign: Plugin = {
  name: 'nothing-foreign',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('.css')) return
    return code.replace(/,\s*url\((['"]?)\/\/[^)]*\)\s*format\(['"]woff['"]\)/g, '')
  },
  generateBundle(_options, bundle) {
    for (const [name, file] of Object.entries(bundle))
      if (
        name.endsWith('.css') &&
        file.type === 'asset' &&
        /url\(['"]?(https?:)?\/\//.test(String(file.source))
      )
        this.error(`${name} would fetch from another server`)
  },
}

/** The phone's service worker learns what this build's page consists of: `field-worker.js` beside the pages. */
const fieldWorker: Plugin = {
  name: 'field-worker',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const files = new Set(readdirSync(here('./public/icons')).map((name) => `icons/${name}`))
    files.add('field.webmanifest')
    const take = (name: string) => {
      const chunk = bundle[name]
      if (chunk?.type !== 'chunk' || files.has(name)) return
      files.add(name)
      chunk.viteMetadata?.importedCss.forEach((css) => files.add(css))
      chunk.imports.forEach(take)
    }
    for (const [name, file] of Object.entries(bundle))
      if (file.type === 'chunk' && file.isEntry && file.name === 'field') take(name)
    const list = [...files].sort().map((name) => `/${name}`)
    const build = createHash('sha256').update(list.join()).digest('hex').slice(0, 12)
    const worker = bundle['field-worker.js']
    if (worker?.type !== 'chunk') return this.error('field-worker.js was not built')
    worker.code = worker.code.replace('__FIELD_BUILD__', build).replace('__FIELD_FILES__', list.join(' '))
  },
}

/** The server sets packs for print with these two; the screens use the woff2 of another package. */
const PRINT_FONTS = ['400Regular/NotoSansSC_400Regular.ttf', '700Bold/NotoSansSC_700Bold.ttf']
const printFonts: Plugin = {
  name: 'print-fonts',
  generateBundle() {
    for (const font of PRINT_FONTS) {
      const file = here(`./node_modules/@expo-google-fonts/noto-sans-sc/${font}`)
      if (!existsSync(file)) return this.warn(`no packs can be printed without ${font}: run npm ci`)
      const fileName = `fonts/${font.split('/')[1]}`
      this.emitFile({ type: 'asset', fileName, source: readFileSync(file) })
    }
  },
}

export default defineConfig({
  plugins: [nothingForeign, vue(), cleanPaths, fieldWorker, printFonts],
  resolve: { alias: { '@': here('./src') } },
  define: { __VUE_OPTIONS_API__: 'true', __INTLIFY_PROD_DEVTOOLS__: 'false' },
  build: {
    rollupOptions: {
      input: {
        ...Object.fromEntries(SCREENS.map((name) => [name, here(`./${name}.html`)])),
        'field-worker': here('./src/field/offline/worker.ts'),
      },
      output: {
        entryFileNames: ({ name }) => (name === 'field-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
    chunkSizeWarningLimit: 1500,
  },
  server: {
    proxy: { '/api': { target: server }, '/connection': { target: server, ws: true } },
  },
})
