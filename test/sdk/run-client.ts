import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'
import { installClients } from './install.ts'

const result = z.object({ failures: z.array(z.string()) })

/** Runs a script of clients/ in a process of its own; answers what the client reported as not delivered. */
export async function runClient(name: string, argument: object): Promise<string[]> {
  await installClients()
  const script = `${import.meta.dirname}/clients/${name}.js`
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(argument)])
  return result.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).failures
}
