import { page, track } from './analytics.js'
import { productCard } from './card.js'
import { byId } from './element.js'
import { send } from './send.js'

// The question lives in the address: back and forward work, and every filter is a pushState.
function question() {
  const query = new URLSearchParams(location.search)
  return Object.fromEntries(['category', 'search', 'sort', 'page'].map(key => [key, query.get(key) ?? '']))
}

function ask(change) {
  const next = Object.entries({ ...question(), page: '', ...change }).filter(([, value]) => value !== '')
  const query = new URLSearchParams(next).toString()
  history.pushState(null, '', query ? `/demo/products?${query}` : '/demo/products')
  show()
}

async function show() {
  const asked = question()
  for (const button of document.querySelectorAll('[data-category]')) {
    button.setAttribute('aria-pressed', String(button.dataset.category === asked.category))
  }
  const { body } = await send(`products?${new URLSearchParams(asked)}`)
  byId('result-count').textContent = body.total === 1 ? '1 product' : `${body.total} products`
  byId('page-number').textContent = `Page ${body.page} of ${body.pages}`
  byId('previous').disabled = body.page === 1
  byId('next').disabled = body.page === body.pages
  const list = asked.category || 'all'
  byId('product-list').replaceChildren(
    ...body.items.map((product, index) => productCard(product, index + 1, list)),
  )
  const products = body.items.map(({ id, name, price }) => ({ product_id: id, name, price }))
  track('Product List Viewed', { list_id: list, category: asked.category || undefined, products })
}

for (const button of document.querySelectorAll('[data-category]')) {
  button.addEventListener('click', () => ask({ category: button.dataset.category }))
}
byId('search').addEventListener('submit', event => {
  event.preventDefault()
  const search = byId('search-field').value.trim()
  track('Products Searched', { query: search })
  ask({ search })
})
byId('sort').addEventListener('change', () => ask({ sort: byId('sort').value }))
byId('previous').addEventListener('click', () => turn(-1))
byId('next').addEventListener('click', () => turn(1))
addEventListener('popstate', () => {
  fillFields()
  show()
})

function turn(by) {
  ask({ page: String((Number(question().page) || 1) + by) })
}

// Not on every load: whoever types before this script ran keeps what was typed.
function fillFields() {
  byId('search-field').value = question().search
  byId('sort').value = question().sort
}

page('Products')
if (location.search) fillFields()
show()
