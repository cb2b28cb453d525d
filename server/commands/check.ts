import { readFile, writeFile } from 'node:fs/promises'
import { readJourney } from '../check/journey.ts'
import { junit, readable } from '../check/report.ts'
import { runJourney } from '../check/run.ts'
import { AskedServer } from '../check/server.ts'
import { Failure } from '../failure.ts'

const USE = 'segreel check journey.yaml [--junit FILE]'
const EXAMPLE = new URL('../demo/journeys/signup.yaml', import.meta.url)

/**
 * `segreel check`: drives a journey, or reads a finished session, and says whether its data can be trusted. Answers
 * the exit code: 0 all is well, 1 a check failed, 2 nothing could be checked (and why).
 */
export async function checkJourney(args: readonly string[], token: string | undefined): Promise<0 | 1 | 2> {
  try {
    return await checked(args, token)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    console.error(error.message)
    return 2
  }
}

async function checked(args: readonly string[], token: string | undefined): Promise<0 | 1> {
  const [file, option, report, ...more] = args
  if (
    file === undefined ||
    (option !== undefined && (option !== '--junit' || report === undefined)) ||
    more.length > 0
  ) {
    throw new Failure('bad-configuration', `Use: ${USE}`)
  }
  if (token === undefined) {
    throw new Failure(
      'bad-configuration',
      'Set SEGREEL_ADMIN_TOKEN to the token of the server that is asked.',
    )
  }
  const text = await readFile(file === '--example' ? EXAMPLE : file, 'utf8').catch(() => {
    throw new Failure('not-found', `There is no readable file ${file}.`)
  })
  const journey = readJourney(text)
  const checks = await runJourney(journey, new AskedServer(journey.server, token, journey.project))
  console.log(readable(journey.name, checks))
  if (report !== undefined) {
    await writeFile(report, junit(journey.name, checks)).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error)
      throw new Failure('bad-configuration', `The report cannot be written: ${why}.`)
    })
  }
  return checks.some(one => one.problem !== undefined) ? 1 : 0
}
