import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const FOLDER = join(import.meta.dirname, '../../dist/recorder')
const gzip = (file: string) => gzipSync(readFileSync(join(FOLDER, file)), { level: 9 }).length

test('[R1] what a visited page downloads stays small', () => {
  expect(existsSync(FOLDER), 'The recorder is not built: run `npm test` once.').toBe(true)
  const stub = gzip('recorder.js')
  const capture = gzip('capture.js')
  expect(stub).toBeLessThanOrEqual(2_500)
  // What bare rrweb with fetch takes; Clarity's is 26.7 kB.
  expect(stub + capture).toBeLessThanOrEqual(23_100)
  // What is off by default is a file of its own.
  expect(readdirSync(FOLDER)).toContain('canvas.js')
})
