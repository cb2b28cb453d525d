import { page, track } from './analytics.js'
import { byId } from './element.js'
import { introduce } from './introduce.js'
import { send } from './send.js'
import { load, save } from './storage.js'

const form = byId('form')

// The account a browser has seen before; others get a fresh workspace, for this shop stores nothing.
function accountOf(userId, email) {
  const known = load('known-account', null)
  if (known?.userId === userId) return known
  const company = 'My company'
  return {
    userId,
    groupId: `company-${userId}`,
    name: '',
    email,
    company,
    country: '',
    plan: 'starter',
    employees: 8,
    createdAt: new Date().toISOString(),
    done: [],
  }
}

form.addEventListener('submit', async event => {
  event.preventDefault()
  const { email, password } = Object.fromEntries(new FormData(form))
  const { ok, body } = await send('sign-in', { email, password })
  if (!ok) {
    byId('problem').textContent = body.message
    return
  }
  const account = accountOf(body.userId, email)
  save('account', account)
  introduce(account)
  track('Signed In', { username: account.userId })
  location.href = '/demo/account'
})

page('Sign In')
