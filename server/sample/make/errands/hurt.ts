import type { Visitor } from '../visitor.ts'
import { lookAtProduct, narrowDown, openProduct, toProducts } from './browse.ts'
import { checkOut, fillCart } from './buy.ts'

// The spring coupon fails without a word: people press again, harder.
export async function rageOnCoupon(visitor: Visitor): Promise<void> {
  const { page, random } = visitor
  await fillCart(visitor)
  if (random.chance(0.7)) {
    await visitor.follow(page.getByRole('link', { name: 'Go to checkout' }))
    await visitor.read(4)
  }
  const apply = page.getByRole('button', { name: 'Apply coupon' })
  await visitor.type(page.getByLabel('Coupon code'), 'SPRING25')
  await visitor.click(apply)
  await visitor.pause(1800, 3500)
  await visitor.hammer(apply, random.between(4, 7))
  await visitor.pause(3000, 6000)
  await visitor.clear(page.getByLabel('Coupon code'))
  await visitor.type(page.getByLabel('Coupon code'), 'SPRING25')
  await visitor.hammer(apply, random.between(3, 6))
  await visitor.pause(4000, 9000)
  if (random.chance(0.15) && new URL(page.url()).pathname === '/demo/cart') await checkOut(visitor)
}

// To a product by the shelf of desk things, where the lamps are.
async function toSomeProduct(visitor: Visitor): Promise<void> {
  await toProducts(visitor)
  if (visitor.random.chance(0.4)) await narrowDown(visitor)
  if (await openProduct(visitor)) return
  await visitor.open('/demo/products')
  await openProduct(visitor)
}

export async function clickDeadThings(visitor: Visitor): Promise<void> {
  const { page, random } = visitor
  await toSomeProduct(visitor)
  await lookAtProduct(visitor)
  const guide = page.getByRole('button', { name: 'Size guide' })
  await visitor.click(guide)
  await visitor.pause(2500, 5000)
  await visitor.click(guide)
  await visitor.pause(3000, 6000)
  if (random.chance(0.5)) await visitor.hammer(guide, 3)
  await visitor.pause(4000, 8000)
}

export async function saveForLater(visitor: Visitor): Promise<void> {
  const { page, random } = visitor
  await toSomeProduct(visitor)
  await lookAtProduct(visitor)
  const save = page.getByRole('button', { name: 'Save for later' })
  await visitor.click(save)
  await visitor.pause(2500, 4000)
  if (random.chance(0.7)) await visitor.hammer(save, random.between(2, 4))
  await visitor.read(random.between(4, 9))
}

export async function waitForDelivery(visitor: Visitor): Promise<void> {
  const { page, random } = visitor
  await toSomeProduct(visitor)
  await lookAtProduct(visitor)
  if (random.chance(0.5)) await visitor.hammer(page.getByRole('button', { name: 'Check delivery date' }), 4)
  else await visitor.click(page.getByRole('button', { name: 'Check delivery date' }))
  await visitor.read(random.between(5, 9))
  if (random.chance(0.3)) await visitor.click(page.getByRole('button', { name: 'Add to cart' }))
  await visitor.pause(2000)
}

export async function retryStock(visitor: Visitor): Promise<void> {
  const { page, random } = visitor
  await visitor.open(`/demo/product/${random.pick(['arc-lamp', 'iron-teapot', 'market-basket'])}`)
  await lookAtProduct(visitor)
  await visitor.click(page.getByRole('button', { name: 'Try again' }))
  await visitor.read(random.between(4, 9))
}

// To and fro between two products in two tabs.
export async function compareInTabs(visitor: Visitor): Promise<void> {
  const { random } = visitor
  await toProducts(visitor)
  await visitor.read(4)
  await openProduct(visitor)
  await lookAtProduct(visitor)
  const first = visitor.page
  const second = await visitor.context.newPage()
  await visitor.switchTo(second)
  await visitor.open(
    `/demo/product/${random.pick(['fjord-teapot', 'camp-kettle', 'dot-lamp', 'laundry-basket'])}`,
  )
  await lookAtProduct(visitor)
  await visitor.switchTo(first)
  await visitor.read(random.between(4, 8))
  await visitor.switchTo(second)
  await visitor.read(random.between(3, 6))
  await visitor.click(second.getByRole('button', { name: 'Add to cart' }))
  await visitor.pause(2000, 4000)
  await visitor.switchTo(first)
  await visitor.read(3)
}
