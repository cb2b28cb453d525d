import { page, track } from './analytics.js'
import { addLine, asProduct } from './basket.js'
import { productCard } from './card.js'
import { byId, element } from './element.js'
import { money } from './money.js'
import { showServices } from './product-services.js'
import { send } from './send.js'

const id = location.pathname.split('/').pop()
let variant = ''
let quantity = 1

function showVariants(product) {
  variant = product.variants[0]
  byId('variants').replaceChildren(
    ...product.variants.map((name, index) =>
      element(
        'label',
        {},
        element('input', {
          type: 'radio',
          name: 'variant',
          value: name,
          checked: index === 0 ? '' : undefined,
        }),
        name,
      ),
    ),
  )
  byId('variants').addEventListener('change', event => {
    variant = event.target.value
  })
}

function setQuantity(next) {
  quantity = Math.min(99, Math.max(1, next))
  byId('quantity').textContent = String(quantity)
}

const texts = {
  details: product => `${product.blurb} Packed in paper, made in small runs and numbered by hand.`,
  care: () => 'Warm water, a soft cloth, and patience. No dishwasher for the ones with wood.',
  reviews: product => `${product.rating} of 5. “Exactly as in the picture, only heavier.” “My third one.”`,
}

function showTab(product, name) {
  for (const tab of document.querySelectorAll('[data-tab]')) {
    tab.setAttribute('aria-selected', String(tab.dataset.tab === name))
  }
  byId('tab-text').textContent = texts[name](product)
}

function openTab(product, name) {
  history.pushState(null, '', `#${name}`)
  showTab(product, name)
}

async function show() {
  const { ok, body: product } = await send(`products/${id}`)
  if (!ok) {
    byId('missing').hidden = false
    return
  }
  document.title = `${product.name} · Larkspur`
  byId('picture').src = `/demo/assets/pictures/${product.picture}.svg`
  byId('picture').parentElement.style.background = product.tint
  byId('name').textContent = product.name
  byId('rating').textContent = `★ ${product.rating} of 5`
  byId('price').textContent = money(product.price)
  byId('blurb').textContent = product.blurb
  showVariants(product)
  showTab(product, 'details')
  for (const tab of document.querySelectorAll('[data-tab]')) {
    tab.addEventListener('click', () => openTab(product, tab.dataset.tab))
  }
  byId('fewer').addEventListener('click', () => setQuantity(quantity - 1))
  byId('more').addEventListener('click', () => setQuantity(quantity + 1))
  byId('add').addEventListener('click', () => {
    addLine(product, variant, quantity)
    byId('added').textContent = `${quantity} × ${product.name} (${variant}) is in your cart.`
    track('Product Added', asProduct({ ...product, variant, quantity }))
  })
  byId('product').hidden = false
  showServices(product)
  const { product_id, name, price, category } = asProduct({ ...product, variant, quantity: 1 })
  track('Product Viewed', { product_id, name, price, category })
  const { body } = await send(`products?category=${product.category}`)
  const others = body.items.filter(other => other.id !== id).slice(0, 4)
  byId('related-list').replaceChildren(
    ...others.map((other, index) => productCard(other, index + 1, 'related')),
  )
}

page('Product')
show()
