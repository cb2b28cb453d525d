import { page } from './analytics.js'
import { byId } from './element.js'
import { money } from './money.js'
import { load } from './storage.js'

page('Order Confirmation')
const order = load('order', null)
byId('order-number').textContent = order
  ? `Your order number is ${order.orderId}.`
  : 'There is no recent order.'
byId('items').textContent = String(order?.items ?? 0)
byId('paid').textContent = money(order?.total ?? 0)
