import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const BROWSER = 'test/**/*.browser.test.ts'
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
          exclude: NEVER,
          testTimeout: 90_000,
          hookTimeout: 60_000,
          // A Chromium fills two cores by itself: one file at a time, after the fast ones.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'package',
          include: [PACKAGE],
          testTimeout: 60_000,
          hookTimeout: 300_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
