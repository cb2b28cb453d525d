// Runs @rudderstack/rudder-sdk-node as an application would. Argument: {origin, key, calls: [[method, message], ...]}.
import RudderAnalytics from '@rudderstack/rudder-sdk-node'

const { origin, key, calls } = JSON.parse(process.argv[2])
const rudder = new RudderAnalytics(key, { dataPlaneUrl: origin, flushInterval: 100, logLevel: 'error' })
const failures = []
// This client takes a Date only.
for (const [, message] of calls) if (message.timestamp) message.timestamp = new Date(message.timestamp)
const sent = calls.map(
  ([method, message]) =>
    new Promise(done => {
      rudder[method](message, error => {
        if (error) failures.push(String(error.message))
        done()
      })
    }),
)
await Promise.all(sent)
console.log(JSON.stringify({ failures }))
process.exit(0)
