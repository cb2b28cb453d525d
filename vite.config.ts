import { readFileSync } from 'node:fs'
import { minify } from 'terser'
import { defineConfig, type Plugin, type UserConfig } from 'vite'

// One function per mode; `vite build --mode NAME`. The set-up builds all of them.

const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'))

/**
 * Everything a visited page downloads is compressed by terser, which makes it 4 % smaller than the builder's own
 * minifier does; at generateBundle, since neither Vite nor the builder leaves a module of a library to it before.
 */
const smallest: Plugin = {
  name: 'smallest',
  enforce: 'post',
  async generateBundle({ format }, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue
      const { code } = await minify(file.code, {
        module: format === 'es',
        ecma: 2020,
        compress: { passes: 3, keep_fargs: false },
      })
      if (code) file.code = code
    }
  },
}

/** Folder of everything a visited page loads. */
const RECORDER = {
  outDir: 'dist/recorder',
  emptyOutDir: false,
  target: 'es2022',
  copyPublicDir: false,
} as const

/** First stage: the script tag's file, one plain script. */
function stub(): UserConfig {
  return {
    plugins: [smallest],
    build: {
      ...RECORDER,
      // The first of the recorder's builds: what older ones left goes.
      emptyOutDir: true,
      lib: {
        entry: 'recorder/stub/main.ts',
        formats: ['iife'],
        name: 'segreelStub',
        fileName: () => 'recorder.js',
      },
    },
  }
}

/** Second stage: a module the first one imports. */
function capture(): UserConfig {
  return {
    plugins: [smallest],
    define: { VERSION: JSON.stringify(version) },
    build: {
      ...RECORDER,
      // Vite leaves the spaces of ES libraries alone, for tree shaking by others; this one goes straight to browsers.
      rolldownOptions: { output: { minify: true, chunkFileNames: '[name].js' } },
      lib: { entry: 'recorder/capture/main.ts', formats: ['es'], fileName: () => 'capture.js' },
    },
  }
}

/** `import { load } from 'segreel/recorder'`: both stages as modules, for the site's own bundler. */
function npm(): UserConfig {
  return {
    define: { VERSION: JSON.stringify(version) },
    build: {
      ...RECORDER,
      rolldownOptions: { output: { chunkFileNames: 'npm-[name].js' } },
      lib: { entry: 'recorder/npm.ts', formats: ['es'], fileName: () => 'npm.js' },
    },
  }
}

/** The player that goes into exported files: one plain script and one sheet, inlined by the server. */
function offline(): UserConfig {
  return {
    build: {
      outDir: 'dist/offline',
      emptyOutDir: true,
      target: 'es2023',
      rolldownOptions: { output: { minify: true } },
      lib: {
        entry: 'viewer/offline/main.ts',
        formats: ['iife'],
        name: 'segreelOffline',
        fileName: () => 'replay.js',
        cssFileName: 'replay',
      },
    },
  }
}

/** The analysts' application. Everything it needs is in the bundle: it loads nothing from elsewhere. */
function viewer(): UserConfig {
  const server = process.env.SEGREEL_ORIGIN ?? 'http://127.0.0.1:4600'
  return {
    root: 'viewer',
    base: '/',
    build: {
      outDir: '../dist/viewer',
      emptyOutDir: true,
      target: 'es2023',
      // The server reads it to name the player's files in the page of a session (server/site/early.ts).
      manifest: true,
      // rrweb's player alone is 500 kB; it is loaded with the player's screen, not before.
      chunkSizeWarningLimit: 900,
    },
    server: {
      proxy: {
        '/api': server,
        '/v1': server,
        '/demo': server,
        '^/s/[^/]+/recording$': server,
        '^/b/[^/]+/numbers$': server,
      },
    },
  }
}

const MODES: Record<string, () => UserConfig> = { stub, capture, npm, offline, viewer }

export default defineConfig(({ mode }) => {
  const config = MODES[mode]
  if (!config) throw new Error(`There is no build "${mode}"; there are: ${Object.keys(MODES).join(', ')}.`)
  return { publicDir: false, ...config() }
})
