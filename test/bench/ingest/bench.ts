/**
 * npm run bench:ingest [-- --seconds 20] [--only events|recordings]
 * Events and recordings of real visits sent to Segreel and, round by round in turn, to a bare handler that only
 * group-commits the same bytes: same requests, same sender, same durability (WAL, synced before every answer).
 * Segreel does meanwhile all it does with them, derivation included. Prints the ratio of their rates.
 *
 *     --minutes 10   Segreel alone, as fast as it takes it: is its memory flat?
 *     --query        half its rate, without and with an analyst's heaviest question: how long do requests wait?
 */
import { parseArgs } from 'node:util'
import { compare } from './compare.ts'
import { long } from './long.ts'
import { query } from './query.ts'
import { KINDS } from './visits.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    only: { type: 'string', default: 'both' },
    minutes: { type: 'string' },
    query: { type: 'boolean' },
  },
})
const only = KINDS.find(kind => kind === values.only)
if (only === undefined) throw new Error(`--only is one of ${KINDS.join(', ')}.`)
if (values.query) await query(only)
else if (values.minutes !== undefined) await long(Number(values.minutes), only)
else await compare(Number(values.seconds), only)
