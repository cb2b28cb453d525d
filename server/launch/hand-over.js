// @ts-check
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { fail } from './say.js'

/** What people and process managers send to end a program. */
const PASSED_ON = /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])

/**
 * Lets another program take this one's place: its terminal, its signals, its exit code.
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<number>} the exit code, 128 + n when signal n ended it, as shells say it
 */
export function handOver(program, args, environment = process.env) {
  return new Promise(resolve => {
    const child = spawn(program, args, { stdio: 'inherit', env: environment })
    for (const signal of PASSED_ON) process.on(signal, () => child.kill(signal))
    child.on('error', error => fail(`${program} could not be started: ${error.message}`))
    child.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']))
  })
}
