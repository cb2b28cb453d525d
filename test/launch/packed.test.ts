// What a newcomer does who has npm but no clone: pack, install in an empty folder, run.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)
const TOKEN = 'token-of-the-test'

let folder: string
let origin: string
let segreel: ChildProcess

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'segreel-packed-'))
  const packed = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: ROOT })
  const tarball = /segreel-[\w.-]+\.tgz/.exec(packed.stdout)?.[0] ?? 'no tarball'
  await run('npm', ['install', '--no-audit', '--no-fund', `./${tarball}`], { cwd: folder })

  segreel = spawn('npx', ['segreel'], {
    cwd: folder,
    env: {
      ...process.env,
      SEGREEL_PORT: '0',
      SEGREEL_DATA: join(folder, 'data'),
      SEGREEL_ADMIN_TOKEN: TOKEN,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  origin = await saidOrigin(segreel)
})

afterAll(async () => {
  if (segreel?.exitCode === null) {
    segreel.kill('SIGTERM')
    // Closed only when the last process that holds the pipes is gone: the server ends with its npx.
    await once(segreel, 'close')
  }
  rmSync(folder, { recursive: true, force: true })
})

function saidOrigin(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const listen = (bytes: Buffer) => {
      said += bytes.toString()
      const origin = /http:\/\/127\.0\.0\.1:\d+(?=\s)/.exec(said)?.[0]
      if (origin) resolve(origin)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', code => reject(new Error(`segreel ended with code ${code} and said: ${said}`)))
  })
}

/** Answers the body of a page that must be there. */
async function get(path: string): Promise<string> {
  const response = await fetch(origin + path)
  expect(response.status, path).toBe(200)
  return response.text()
}

test('the packed server is healthy', async () => {
  await get('/healthz')
})

test('the packed recorder is served, both stages', async () => {
  expect(await get('/recorder.js')).toContain('capture.js')
  await get('/capture.js')
})

test('the packed viewer is served with the files its page asks for', async () => {
  const page = await get('/')
  const files = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(match => match[1] ?? '')
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) await get(file)
})

test('the packed demo shop is served with its scripts', async () => {
  const page = await get('/demo')
  const files = [...page.matchAll(/(?:src|href)="(\/demo\/[^"]+\.(?:js|css))"/g)].map(match => match[1] ?? '')
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) await get(file)
})

test('the packed sample data loads', async () => {
  const env = { ...process.env, SEGREEL_DATA: join(folder, 'sample-data') }
  await run('npx', ['segreel', 'sample'], { cwd: folder, env })
})

test('the packed command drives a journey in Chromium and checks its data', async () => {
  const example = join(folder, 'node_modules', 'segreel', 'dist', 'server', 'demo', 'journeys', 'signup.yaml')
  writeFileSync(
    join(folder, 'journey.yaml'),
    readFileSync(example, 'utf8').replace('http://127.0.0.1:4600', origin),
  )
  const env = { ...process.env, SEGREEL_ADMIN_TOKEN: TOKEN }
  const { stdout } = await run('npx', ['segreel', 'check', 'journey.yaml'], { cwd: folder, env })
  expect(stdout).toContain(', 0 failed')
})

test("the recorder's module and its types are where an import finds them", async () => {
  const program = "console.log(import.meta.resolve('segreel/recorder'))"
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { cwd: folder })
  expect(existsSync(fileURLToPath(stdout.trim()))).toBe(true)

  writeFileSync(
    join(folder, 'site.mts'),
    `import { load } from 'segreel/recorder'
     const options = { writeKey: 'KEY', endpoint: 'https://segreel.example' }
     load(options).track('Signed Up')
     // @ts-expect-error: the types are known, not any
     load(options).trak('Signed Up')`,
  )
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
  const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2022,dom']
  await run(process.execPath, [tsc, ...flags, 'site.mts'], { cwd: folder })
})
