import { forget, load, save } from './storage.js'

const freeDeliveryFrom = 80
const deliveryCost = 6

export function lines() {
  return load('cart', [])
}

export function addLine(product, variant, quantity) {
  const all = lines()
  const known = all.find(line => line.id === product.id && line.variant === variant)
  if (known) known.quantity += quantity
  else {
    const { id, name, price, picture, tint, category } = product
    all.push({ id, name, price, picture, tint, category, variant, quantity })
  }
  keep(all)
}

export function setQuantity(index, quantity) {
  const all = lines()
  if (quantity < 1) all.splice(index, 1)
  else all[index].quantity = quantity
  keep(all)
}

export function emptyBasket() {
  forget('cart')
  forget('coupon')
  showCount()
}

export function coupon() {
  return load('coupon', null)
}

export function setCoupon(applied) {
  save('coupon', applied)
}

export function sums() {
  const subtotal = lines().reduce((sum, line) => sum + line.price * line.quantity, 0)
  const discount = (subtotal * (coupon()?.percent ?? 0)) / 100
  const delivery = subtotal === 0 || subtotal >= freeDeliveryFrom ? 0 : deliveryCost
  return { subtotal, discount, delivery, total: subtotal - discount + delivery }
}

// One line as Segment's ecommerce events want it.
export function asProduct(line) {
  const { id, name, price, category, variant, quantity } = line
  return { product_id: id, name, price, category, variant, quantity }
}

export function showCount() {
  const count = lines().reduce((sum, line) => sum + line.quantity, 0)
  document.getElementById('cart-count').textContent = String(count)
}

function keep(all) {
  save('cart', all)
  showCount()
}
