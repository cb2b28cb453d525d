/**
 * npm run bench:ingest [-- --seconds 24] [--only events|recordings]
 * Events and recordings of real visits sent to Segreel and, round by round in turn, to a bare handler that only
 * group-commits the same bytes: same requests, same sender, same durability (WAL, synced before every answer).
 * Segreel does meanwhile all it does with them, derivation included, and each is stopped while it is the other's
 * turn: what it did not get done in its rounds is told at the end. Prints the ratio of their rates.
 *
 *     --minutes 10   Segreel alone, as fast as it takes it: is its memory flat?
 *     --query        half its rate, without and with an analyst's heaviest question: how long do requests wait?
 *     FOLDER=...     with --query: the data folder of the full-size project (test/bench/segments), which grows by it
 */
import { parseArgs } from 'node:util'
import { compare } from './compare.ts'
import { long } from './long.ts'
import { query } from './query.ts'
import { KINDS } from './visits.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '24' },
    only: { type: 'string', default: 'both' },
    minutes: { type: 'string' },
    query: { type: 'boolean' },
  },
})
const only = KINDS.find(kind => kind === values.only)
if (only === undefined) throw new Error(`--only is one of ${KINDS.join(', ')}.`)
if (values.query) await query(only, process.env.FOLDER)
else if (values.minutes !== undefined) await long(Number(values.minutes), only)
else await compare(Number(values.seconds), only)
