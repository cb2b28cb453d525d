import { page, track } from './analytics.js'
import { asProduct, lines, setQuantity, sums } from './basket.js'
import { watchCoupon } from './coupon.js'
import { byId, element } from './element.js'
import { money } from './money.js'

function change(index, quantity) {
  const line = lines()[index]
  setQuantity(index, quantity)
  if (quantity < line.quantity)
    track('Product Removed', { ...asProduct(line), quantity: line.quantity - quantity })
  else track('Product Added', { ...asProduct(line), quantity: quantity - line.quantity })
  show()
}

function row(line, index) {
  const step = (label, sign, by) =>
    element('button', {
      type: 'button',
      'aria-label': `${label} ${line.name}`,
      text: sign,
      onclick: () => change(index, line.quantity + by),
    })
  return element(
    'div',
    { class: 'line' },
    element(
      'span',
      { class: 'picture', style: `background:${line.tint}` },
      element('img', { src: `/demo/assets/pictures/${line.picture}.svg`, alt: '', width: 80, height: 80 }),
    ),
    element(
      'div',
      {},
      element('a', { href: `/demo/product/${line.id}`, text: line.name }),
      element('p', { class: 'muted', text: line.variant }),
      element('button', {
        type: 'button',
        class: 'link',
        'aria-label': `Remove ${line.name}`,
        text: 'Remove',
        onclick: () => change(index, 0),
      }),
    ),
    element(
      'div',
      { class: 'stepper', role: 'group', 'aria-label': `Quantity of ${line.name}` },
      step('One fewer', '−', -1),
      element('output', { text: String(line.quantity) }),
      step('One more', '+', 1),
    ),
    element('span', { class: 'price', text: money(line.price * line.quantity) }),
  )
}

function show() {
  const all = lines()
  byId('empty').hidden = all.length > 0
  byId('full').hidden = all.length === 0
  byId('lines').replaceChildren(...all.map(row))
  const { subtotal, discount, delivery, total } = sums()
  byId('subtotal').textContent = money(subtotal)
  byId('discount-row').hidden = discount === 0
  byId('discount').textContent = `−${money(discount)}`
  byId('delivery-cost').textContent = delivery === 0 ? 'Free' : money(delivery)
  byId('total').textContent = money(total)
}

page('Cart')
show()
watchCoupon(show)
track('Cart Viewed', { products: lines().map(asProduct), value: sums().total })
