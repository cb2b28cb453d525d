import { track } from './analytics.js'
import { element } from './element.js'
import { money } from './money.js'

export function productCard(product, position, list) {
  const clicked = () => {
    track('Product Clicked', {
      product_id: product.id,
      name: product.name,
      price: product.price,
      category: product.category,
      position,
      list_id: list,
    })
  }
  return element(
    'a',
    { class: 'tile', href: `/demo/product/${product.id}`, onclick: clicked },
    element(
      'span',
      { class: 'picture', style: `background:${product.tint}` },
      element('img', {
        src: `/demo/assets/pictures/${product.picture}.svg`,
        alt: '',
        width: 200,
        height: 200,
      }),
    ),
    element('strong', { text: product.name }),
    element('span', { class: 'muted', text: `★ ${product.rating}` }),
    element('span', { class: 'price', text: money(product.price) }),
  )
}
