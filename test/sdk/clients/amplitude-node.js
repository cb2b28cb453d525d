// Runs @amplitude/analytics-node as an application would. Argument: {origin, key, calls: [[event_type, properties], ...]}.
import { createInstance, Identify, Revenue } from '@amplitude/analytics-node'

const { origin, key, calls } = JSON.parse(process.argv[2])
const who = { user_id: 'user-amp', device_id: 'device-amp' }
const amplitude = createInstance()
await amplitude.init(key, { serverUrl: `${origin}/2/httpapi`, flushIntervalMillis: 100, logLevel: 0 }).promise
const identify = new Identify()
identify.set('plan', 'pro').setOnce('first', 'a').add('logins', 2).append('tags', 'x').unset('old')
const revenue = new Revenue().setProductId('p1').setPrice(2.5).setQuantity(4)
const sent = [
  ...calls.map(([name, properties]) => amplitude.track(name, properties, who)),
  amplitude.identify(identify, who),
  amplitude.setGroup('company', 'acme', who),
  amplitude.groupIdentify('company', 'acme', new Identify().set('seats', 5), who),
  amplitude.revenue(revenue, who),
]
const results = await Promise.all(sent.map(one => one.promise))
console.log(JSON.stringify({ failures: results.filter(one => one.code !== 200).map(one => one.message) }))
