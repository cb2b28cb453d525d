import { page, track } from './analytics.js'
import { byId } from './element.js'
import { introduce } from './introduce.js'
import { plans } from './plans.js'
import { send } from './send.js'
import { save } from './storage.js'

const form = byId('form')
let startedAt = 0
let method = 'email'

function start(signupMethod) {
  if (startedAt > 0 && method === signupMethod) return
  startedAt = Date.now()
  method = signupMethod
  track('Signup Started', { signup_method: signupMethod, platform: 'web' })
}

function problem(values) {
  if (Object.values(values).some(value => value.trim() === '')) return 'Please fill in every field.'
  if (!values.email.includes('@')) return 'Please enter an e-mail address with an @.'
  if (values.password.length < 8) return 'Please choose a password of at least eight characters.'
  return ''
}

async function createAccount(values) {
  const { name, email, company, country, plan } = values
  const { body } = await send('sign-up', { email, password: values.password })
  const account = {
    userId: body.userId,
    groupId: `company-${company.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`,
    name,
    email,
    company,
    country,
    plan,
    employees: Number(values.employees),
    createdAt: new Date().toISOString(),
    done: [],
  }
  introduce(account)
  track('Account Created', { account_name: company })
  track('Signed Up', { type: 'organic', plan, signup_method: method })
  track('Signup Completed', {
    user_id: body.userId,
    signup_method: method,
    country,
    time_to_complete_signup: Math.round((Date.now() - startedAt) / 1000),
    planCode: plan,
    planName: plans[plan].name,
  })
  track('Trial Started', { trial_plan_name: plan })
  save('account', account)
  location.href = '/demo/account'
}

form.addEventListener('focusin', () => {
  if (startedAt === 0) start('email')
})
byId('google').addEventListener('click', () => {
  start('google')
  form.elements.namedItem('company').focus()
})
form.addEventListener('submit', event => {
  event.preventDefault()
  const values = Object.fromEntries(new FormData(form))
  const wrong = problem(values)
  byId('problem').textContent = wrong
  if (wrong === '') createAccount(values)
})

byId('plan').value = new URLSearchParams(location.search).get('plan') ?? 'starter'
page('Sign Up')
