import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const BROWSER = 'test/**/*.browser.test.ts'
// Visits as they happen, judged by when what followed was seen: what runs beside them would shift that.
const ALONE = 'test/derive/labelled/live.browser.test.ts'
const PACKAGE = 'test/launch/packed.test.ts'
const NEVER = ['test/bench/**']

// Limits for a stuck test, in ms: generous, because a loaded machine is slow and no test asserts its own speed.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: [BROWSER, PACKAGE, ...NEVER],
          testTimeout: 60_000,
          hookTimeout: 30_000,
          // With one worker vitest would run these last.
          maxWorkers: Math.max(2, availableParallelism()),
        },
      },
      {
        test: {
          name: 'browser',
          include: [BROWSER],
          exclude: [ALONE, ...NEVER],
          testTimeout: 90_000,
          hookTimeout: 60_000,
          // A file with its Chromium waits as much as it computes (0.5 to 0.95 of a core), so a core for each.
          maxWorkers: Math.max(2, availableParallelism()),
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'alone',
          include: [ALONE],
          testTimeout: 90_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'package',
          include: [PACKAGE],
          testTimeout: 60_000,
          hookTimeout: 300_000,
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})
