import { page } from './analytics.js'
import { productCard } from './card.js'
import { byId } from './element.js'
import { send } from './send.js'

page('Home')
const answer = await send('products?sort=rating')
byId('favourite-list').replaceChildren(
  ...answer.body.items.slice(0, 4).map((product, index) => productCard(product, index + 1, 'favourites')),
)
