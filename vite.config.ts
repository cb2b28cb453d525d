// One function per bundle; `vite build --mode NAME` builds it into dist/NAME.
import { resolve } from 'node:path'
import { defineConfig, type UserConfig } from 'vite'

const BUNDLES: Record<string, () => UserConfig> = { viewer }

export default defineConfig(({ mode }) => {
  const bundle = BUNDLES[mode]
  if (!bundle) throw new Error(`Say what to build: --mode ${Object.keys(BUNDLES).join(' | ')}`)
  return bundle()
})

/** The analysts' application. Everything it needs is in the bundle: it loads nothing from elsewhere. */
function viewer(): UserConfig {
  const server = process.env.SEGREEL_ORIGIN ?? 'http://127.0.0.1:4600'
  return {
    root: resolve(import.meta.dirname, 'viewer'),
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    build: {
      outDir: resolve(import.meta.dirname, 'dist/viewer'),
      emptyOutDir: true,
      target: 'es2023',
      // rrweb's player alone is 500 kB; it is loaded with the player's screen, not before.
      chunkSizeWarningLimit: 900,
    },
    server: { proxy: { '/api': server, '/v1': server, '/demo': server } },
  }
}
