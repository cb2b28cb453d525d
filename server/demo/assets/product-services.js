import { byId } from './element.js'
import { send } from './send.js'

// Three things that hurt on purpose: a check that fails at the first attempt for some products, an answer
// that takes four seconds without a sign of life, and a button that throws. "Size guide" does nothing at all.
export function showServices(product) {
  checkStock(product, 1)
  byId('stock-retry').addEventListener('click', () => checkStock(product, 2))
  byId('delivery').addEventListener('click', async () => {
    const { body } = await send('delivery')
    byId('delivery-date').textContent = body.message
  })
  byId('save').addEventListener('click', () => {
    const lists = product.wishLists
    lists.push(product.id)
  })
}

async function checkStock(product, attempt) {
  const { ok, body } = await send(`stock/${product.id}?attempt=${attempt}`)
  byId('stock').textContent = body.message
  byId('stock-retry').hidden = ok
}
