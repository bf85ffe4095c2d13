import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

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

export default defineConfig({
  plugins: [vue(), cleanPaths],
  resolve: { alias: { '@': here('./src') } },
  define: { __VUE_OPTIONS_API__: 'true', __INTLIFY_PROD_DEVTOOLS__: 'false' },
  build: {
    rollupOptions: { input: Object.fromEntries(SCREENS.map((name) => [name, here(`./${name}.html`)])) },
    chunkSizeWarningLimit: 1500,
  },
  server: {
    proxy: { '/api': { target: server }, '/connection': { target: server, ws: true } },
  },
  test: { include: ['tests/**/*.test.ts'], environment: 'node' },
})
