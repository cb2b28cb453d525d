import { track } from './analytics.js'
import { byId, element } from './element.js'
import { send } from './send.js'

const steps = ['team', 'store', 'order']

function status(step, text) {
  document.querySelector(`[data-testid="${step}-status"]`).textContent = text
}

// "Create standing order" is the key action: the first one activates a workspace.
export function watchSetup(account, changed) {
  account.standingOrders ??= 0

  function show() {
    const done = steps.filter(step => account.done.includes(step))
    byId('progress').textContent = `${done.length} of ${steps.length} steps done.`
    for (const step of steps) {
      document.querySelector(`[data-step="${step}"]`).classList.toggle('done', done.includes(step))
    }
    const orders = Array.from({ length: account.standingOrders }, (_, index) =>
      element('li', { text: `Standing order ${index + 1}: coffee, every Monday` }),
    )
    byId('standing-orders').replaceChildren(
      ...(orders.length > 0 ? orders : [element('li', { text: 'No standing orders yet.' })]),
    )
  }

  function complete(step) {
    if (!account.done.includes(step)) {
      account.done.push(step)
      track('Setup Step Completed', { step })
    }
    changed()
    show()
  }

  async function createOrder() {
    const { ok, body } = await send('standing-orders', {})
    if (!ok) return
    account.standingOrders += 1
    status('order', body.message)
    track('Standing Order Created', { count: account.standingOrders })
    complete('order')
  }

  byId('invite').addEventListener('submit', async event => {
    event.preventDefault()
    const email = byId('colleague').value.trim()
    if (!email.includes('@')) {
      status('team', 'Please enter an e-mail address with an @.')
      return
    }
    const { body } = await send('team', { email })
    byId('colleague').value = ''
    status('team', body.message)
    track('Invite Sent', { invitee_role: 'member' })
    complete('team')
  })
  byId('connect').addEventListener('click', async () => {
    track('Store Connection Started', { plan: account.plan })
    const { ok, body } = await send('connections', { plan: account.plan })
    status('store', body.message)
    if (ok) {
      track('Store Connected', { plan: account.plan })
      complete('store')
    } else {
      console.error('connection refused', body.message)
      track('Store Connection Failed', { plan: account.plan, reason: body.message })
    }
  })
  byId('create').addEventListener('click', createOrder)
  byId('create-more').addEventListener('click', createOrder)
  show()
}
