/** One engine in a process of its own, so that its CPU time is told apart: side.ts (segreel | chdb) FOLDER. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { QUESTIONS } from './questions.ts'

const [, , engine, folder] = process.argv
const ask = engine === 'chdb' ? await chdb(folder!) : await segreel(folder!)

process.on('message', async (place: number) => {
  const cpu = process.cpuUsage()
  const begun = performance.now()
  const answer = await ask(place)
  const wall = performance.now() - begun
  const { user, system } = process.cpuUsage(cpu)
  const text = JSON.stringify(answer())
  process.send?.({
    ...{ cpu: (user + system) / 1000, wall, hash: createHash('sha1').update(text).digest('hex') },
    text: text.slice(0, 300),
  })
})
process.send?.('ready')

async function segreel(folder: string) {
  const { openForReading } = await import('../../../server/store/sqlite/connection.ts')
  const { reads } = await import('../../../server/store/sqlite/read/reader.ts')
  const files = openForReading(folder)
  const read = reads(files)
  return (place: number) => files.facts.transaction(() => QUESTIONS[place]!.segreel(read))()
}

async function chdb(folder: string) {
  const { Session } = await import('chdb')
  const session = new Session(join(folder, 'chdb'))
  return async (place: number) => {
    const { chdb, answer } = QUESTIONS[place]!
    const rows = session.query(chdb, 'JSONCompact')
    return () => answer(JSON.parse(rows).data)
  }
}
