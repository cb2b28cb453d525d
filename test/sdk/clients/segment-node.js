// Runs @segment/analytics-node as an application would. Argument: {origin, key, calls: [[method, message], ...]}.
import { Analytics } from '@segment/analytics-node'

const { origin, key, calls } = JSON.parse(process.argv[2])
const analytics = new Analytics({ writeKey: key, host: origin, flushInterval: 100 })
const failures = []
analytics.on('error', error => failures.push(String(error.reason?.message ?? error.code)))
for (const [method, message] of calls) analytics[method](message)
await analytics.closeAndFlush({ timeout: 60_000 })
console.log(JSON.stringify({ failures }))
