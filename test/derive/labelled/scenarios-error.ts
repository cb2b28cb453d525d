import { type Run, scenarioList } from './scenario-list.ts'
import { BACKGROUNDS } from './visit.ts'

const { all, add } = scenarioList()
/** Visits in which clicks make something fail. */
export const FAILING = all

for (const tells of ['console', 'signals'] as const) {
  const says = (name: string, body: string, script: string, run: Run) =>
    add(`${name}, ${tells}`, body, script, run, { tells })
  says(
    'throws',
    '<button id="go">Checkout</button>',
    `$('#go').onclick = () => { undefined.total() }`,
    async v => {
      await v.look(1500)
      await v.expect('error', 'dead?')
      await v.click('#go')
      await v.look(4500)
    },
  )
  says(
    'throws and shows it',
    '<button id="go">Checkout</button><p id="out"></p>',
    `$('#go').onclick = () => { $('#out').textContent = 'Working'; throw new TypeError('total is not a function') }`,
    async v => {
      await v.look(1500)
      await v.expect('error')
      await v.click('#go')
      await v.look(4000)
    },
  )
  says(
    'rejects later',
    '<button id="go">Save</button>',
    `$('#go').onclick = async () => { await new Promise(r => setTimeout(r, 900)); throw new Error('save failed') }`,
    async v => {
      await v.look(1500)
      await v.expect('error', 'dead?')
      await v.click('#go')
      await v.look(4500)
    },
  )
  says(
    'logs an error',
    '<button id="go">Load</button>',
    `$('#go').onclick = () => { setTimeout(() => console.error('could not load', 42), 400) }`,
    async v => {
      await v.look(1500)
      await v.expect('error', 'dead?')
      await v.click('#go')
      await v.look(4500)
    },
  )
  says(
    'throws on a clock page',
    '<p class="clock"></p><div class="btn" id="go">Checkout</div>',
    `${BACKGROUNDS.clock?.script} $('#go').onclick = () => { JSON.parse('{') }`,
    async v => {
      await v.look(2500)
      await v.expect('error', 'dead?')
      await v.click('#go')
      await v.look(4500)
    },
  )
  says(
    'throws while others fail in the background',
    '<button id="go">Checkout</button>',
    `setInterval(() => console.error('poll failed'), 1300); $('#go').onclick = () => { null.x }`,
    async v => {
      await v.look(4500)
      await v.expect('error', 'dead?')
      await v.click('#go')
      await v.look(4500)
    },
  )
  says(
    'rage on a button that throws',
    '<button id="go">Checkout</button>',
    `$('#go').onclick = () => { undefined.total() }`,
    async v => {
      await v.look(1500)
      await v.expect('rage', 'error', 'dead?')
      await v.click('#go', 5, 220)
      await v.look(4500)
    },
  )
  says(
    'a request that fails',
    '<button id="go">Apply</button>',
    `$('#go').onclick = () => { fetch('/api/fail').then(r => { if (!r.ok) throw new Error('apply ' + r.status) }) }`,
    async v => {
      await v.look(1500)
      await v.expect('error', 'dead?')
      await v.click('#go')
      await v.look(4500)
    },
  )
}
add(
  'a request fails in silence',
  '<button id="go">Apply</button>',
  `$('#go').onclick = () => { fetch('/api/fail') }`,
  async v => {
    await v.look(1500)
    await v.expect('error', 'dead?')
    await v.click('#go')
    await v.look(4500)
  },
  { tells: 'signals' },
)
