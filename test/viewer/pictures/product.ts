/** The running product with the sample data, as every picture finds it: same times, same address, same people. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../../chromium.ts'
import { type RunningServer, startServer } from '../../running-server.ts'
import { fillIn, type Made } from './fill-in.ts'

/** Under localhost it is a secure origin, as the real address is. */
const HOST = 'segreel.localhost'
export const ORIGIN = `http://${HOST}:4600`

export interface Product {
  server: RunningServer
  browser: Browser
  made: Made
  close: () => Promise<void>
}

const FIXED = { NODE_OPTIONS: `--import=${new URL('./fixed-clock.ts', import.meta.url)}` }

export async function startProduct(): Promise<Product> {
  const data = mkdtempSync(join(tmpdir(), 'segreel-pictures-'))
  await loadSample(data)
  const server = await startServer({ ...FIXED, SEGREEL_DATA: data })
  const { port } = new URL(server.origin)
  const browser = await launchChromium([`--host-resolver-rules=MAP ${HOST}:4600 127.0.0.1:${port}`])
  return {
    server,
    browser,
    made: await fillIn(server),
    close: async () => {
      await browser.close()
      await server.stop()
    },
  }
}

/** By the command, which ends when everything is derived. */
async function loadSample(data: string): Promise<void> {
  const main = fileURLToPath(new URL('../../../server/main.ts', import.meta.url))
  const child = spawn(process.execPath, [main, 'sample'], {
    env: { ...process.env, ...FIXED, SEGREEL_DATA: data, SEGREEL_HOST: HOST, SEGREEL_PORT: '4600' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`The sample data could not be loaded: segreel sample ended with ${code}.`)
}
