import { readFile, writeFile } from 'node:fs/promises'
import { readJourney } from '../check/journey.ts'
import { junit, readable } from '../check/report.ts'
import { runJourney } from '../check/run.ts'
import { AskedServer } from '../check/server.ts'
import { Failure } from '../failure.ts'

const USE = 'segreel check journey.yaml [--junit FILE]'
const EXAMPLE = new URL('../demo/journeys/signup.yaml', import.meta.url)

/** `segreel check`: drives a journey, or reads a finished session, and says whether its data can be trusted. */
export async function checkJourney(args: readonly string[], token: string | undefined): Promise<void> {
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
  if (report !== undefined) await writeFile(report, junit(journey.name, checks))
  const failed = checks.filter(one => one.problem !== undefined).length
  if (failed > 0) throw new Failure('conflict', `${failed} of ${checks.length} checks failed.`)
}
