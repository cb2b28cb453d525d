/** Stores batches and events as fast as it is acknowledged, says what was, and waits to be killed. */
import { openSqlite } from '../../server/store/sqlite/open.ts'
import { batch, event, PROJECT } from './make.ts'

const [folder, round] = process.argv.slice(2)
const store = await openSqlite(folder!, { readers: 1 })

/** Node writes to a pipe before it goes on (nodejs.org/api/process.html, "a note on process I/O"): the kill loses none. */
function say(word: string): void {
  process.stdout.write(`${word}\n`)
}

async function storeOn(lane: number): Promise<void> {
  for (let i = 0; ; i++) {
    const id = `${round}-${lane}-${i}`
    const made = batch({ session: `session-${round}-${lane}`, seq: i, anonymousId: `anon-${lane}` })
    const [batchAnswer, [eventAnswer]] = await Promise.all([
      store.putBatch(made),
      store.putEvents(PROJECT, [
        event({ messageId: id, userId: `user-${lane}`, anonymousId: `anon-${lane}` }),
      ]),
    ])
    if (batchAnswer === 'stored') say(`batch ${made.head.session} ${made.head.tab} ${i}`)
    if (eventAnswer === 'stored') say(`event ${id}`)
  }
}

await Promise.all(Array.from({ length: 8 }, (_, lane) => storeOn(lane)))
