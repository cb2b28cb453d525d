import { checkJourney } from './commands/check.ts'
import { derive } from './commands/derive.ts'
import { sample } from './commands/sample.ts'
import { serve } from './commands/serve.ts'
import { type Config, readConfig } from './config.ts'
import { Failure } from './failure.ts'
import type { Store } from './store/port.ts'
import { openSqlite } from './store/sqlite/open.ts'

const COMMANDS: Record<string, (config: Config, store: Store, args: string[]) => Promise<void>> = {
  serve: (config, store) => serve(config, store),
  derive: (_, store, args) => derive(store, args),
  sample,
}

const HELP = `segreel                  serve recorder, API and viewer
segreel derive [--again] derive what waits; with --again, every recording anew
segreel sample [--remove] load sample data into the first project, or remove it
segreel check FILE [--junit FILE]  drive a journey (--example: the demo shop's sign-up) and check its data;
                         exit code 0: sound, 1: a check failed, 2: it could not be checked

Environment: SEGREEL_PORT (4600), SEGREEL_HOST (127.0.0.1), SEGREEL_DATA (./data),
SEGREEL_ADMIN_TOKEN, SEGREEL_WRITE_KEY (both made on first start).`

async function main([name = 'serve', ...args]: string[]): Promise<void> {
  if (name === 'help' || name === '--help' || name === '-h') {
    console.log(HELP)
    return
  }
  if (name === 'check') {
    // It asks a running server, whose data folder it must not open.
    process.exit(await checkJourney(args, process.env.SEGREEL_ADMIN_TOKEN))
  }
  const command = COMMANDS[name]
  if (!command) throw new Failure('bad-configuration', `"${name}" is no command of segreel.\n\n${HELP}`)
  const config = readConfig(process.env)
  const store = await openSqlite(config.data)
  try {
    await command(config, store, args)
  } finally {
    await store.close()
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  error => {
    console.error(error instanceof Failure ? error.message : error)
    process.exit(1)
  },
)
