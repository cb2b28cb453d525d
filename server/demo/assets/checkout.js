import { page, track } from './analytics.js'
import { asProduct, coupon, emptyBasket, lines, sums } from './basket.js'
import { watchCoupon } from './coupon.js'
import { byId, element } from './element.js'
import { money } from './money.js'
import { send } from './send.js'
import { save } from './storage.js'

const form = byId('form')
const problems = {
  email: 'Please enter an e-mail address with an @.',
  card: 'Please enter the sixteen digits of your card.',
  cvc: 'Please enter the three digits on the back.',
}

function currentStep() {
  return Number(new URLSearchParams(location.search).get('step') ?? 1)
}

function showStep() {
  const step = currentStep()
  for (const fieldset of form.querySelectorAll('fieldset')) {
    fieldset.hidden = Number(fieldset.dataset.step) !== step
  }
  for (const [index, item] of [...byId('steps').children].entries()) {
    if (index + 1 === step) item.setAttribute('aria-current', 'step')
    else item.removeAttribute('aria-current')
  }
  track('Checkout Step Viewed', { step })
}

function goTo(step) {
  history.pushState(null, '', `/demo/checkout?step=${step}`)
  showStep()
}

function problemOf(input) {
  const value = input.value.trim()
  if (input.required && value === '') return `Please fill in “${input.parentElement.textContent.trim()}”.`
  if (input.name === 'email' && !value.includes('@')) return problems.email
  if (input.name === 'card' && value.replaceAll(' ', '').length !== 16) return problems.card
  if (input.name === 'cvc' && value.length !== 3) return problems.cvc
  return ''
}

function stepIsFine() {
  const inputs = [...form.querySelectorAll(`[data-step="${currentStep()}"] input`)]
  for (const input of inputs) input.setAttribute('aria-invalid', String(problemOf(input) !== ''))
  const wrong = inputs.find(input => problemOf(input) !== '')
  byId('problem').textContent = wrong ? problemOf(wrong) : ''
  wrong?.focus()
  return wrong === undefined
}

function showSummary() {
  const { discount, delivery, total } = sums()
  byId('order-lines').replaceChildren(
    ...lines().map(line => element('p', { text: `${line.quantity} × ${line.name} (${line.variant})` })),
  )
  byId('discount-row').hidden = discount === 0
  byId('discount').textContent = `−${money(discount)}`
  byId('delivery-cost').textContent = delivery === 0 ? 'Free' : money(delivery)
  byId('total').textContent = money(total)
}

async function placeOrder() {
  const { subtotal, discount, delivery, total } = sums()
  track('Payment Info Entered', { step: 3, payment_method: 'card' })
  track('Checkout Step Completed', { step: 3 })
  const { ok, body } = await send('orders', { total, lines: lines() })
  if (!ok) {
    byId('problem').textContent = body.message
    return
  }
  track('Order Completed', {
    order_id: body.orderId,
    revenue: subtotal - discount,
    total,
    shipping: delivery,
    discount,
    coupon: coupon()?.code,
    currency: 'USD',
    products: lines().map(asProduct),
  })
  save('order', { ...body, total, items: lines().reduce((sum, line) => sum + line.quantity, 0) })
  emptyBasket()
  location.href = '/demo/confirmation'
}

for (const button of form.querySelectorAll('[data-continue]')) {
  button.addEventListener('click', () => {
    if (!stepIsFine()) return
    track('Checkout Step Completed', { step: currentStep() })
    goTo(currentStep() + 1)
  })
}
form.addEventListener('submit', event => {
  event.preventDefault()
  if (stepIsFine()) placeOrder()
})
addEventListener('popstate', showStep)

page('Checkout')
byId('nothing').hidden = lines().length > 0
byId('checkout').hidden = lines().length === 0
if (lines().length > 0) {
  track('Checkout Started', { products: lines().map(asProduct), value: sums().total, currency: 'USD' })
  showSummary()
  showStep()
  watchCoupon(showSummary)
}
