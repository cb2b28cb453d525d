/**
 * npm run bench:ingest [-- --seconds 20] [--only events|recordings]
 * Events and recordings of real visits sent to Segreel and, round by round in turn, to a bare handler that only
 * group-commits the same bytes: same requests, same sender, same durability (WAL, synced before every answer).
 * Segreel does meanwhile all it does with them, derivation included. Prints the ratio of their rates.
 */
import { parseArgs } from 'node:util'
import { compare } from './compare.ts'
import { KINDS } from './visits.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    only: { type: 'string', default: 'both' },
  },
})
const only = KINDS.find(kind => kind === values.only)
if (only === undefined) throw new Error(`--only is one of ${KINDS.join(', ')}.`)
await compare(Number(values.seconds), only)
