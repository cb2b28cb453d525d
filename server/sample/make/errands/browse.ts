import type { Visitor } from '../visitor.ts'

export async function toProducts(visitor: Visitor): Promise<void> {
  const { page, random } = visitor
  await visitor.read(random.between(3, 9))
  if (random.chance(0.6)) await visitor.follow(page.getByRole('link', { name: 'Shop the collection' }))
  else {
    await visitor.scroll(500)
    await visitor.follow(page.getByRole('link', { name: 'See all' }))
  }
}

// Narrows the list down by one of the ways the page offers.
export async function narrowDown(visitor: Visitor): Promise<void> {
  const { page, random } = visitor
  await visitor.read(random.between(3, 7))
  switch (random.between(0, 3)) {
    case 0:
      await visitor.click(
        page.getByRole('button', { name: random.pick(['Kitchen', 'Desk', 'Home']), exact: true }),
      )
      break
    case 1:
      await visitor.type(
        page.getByLabel('Search products'),
        random.pick(['mug', 'lamp', 'pot', 'kettle', 'vase']),
      )
      await visitor.click(page.getByRole('button', { name: 'Search' }))
      break
    case 2:
      await visitor.choose(page.getByLabel('Sort by'), random.pick(['price-up', 'price-down', 'rating']))
      break
    default:
      await visitor.click(page.getByRole('button', { name: 'Next' }))
      await visitor.pause(700, 1500)
      if (random.chance(0.5)) await visitor.click(page.getByRole('button', { name: 'Next' }))
  }
  await visitor.read(random.between(3, 8))
}

export async function openProduct(visitor: Visitor): Promise<boolean> {
  const tiles = visitor.page.locator('#product-list .tile')
  const count = await tiles.count()
  if (count === 0) return false
  await visitor.follow(tiles.nth(visitor.random.between(0, count - 1)))
  return true
}

export async function lookAtProduct(visitor: Visitor): Promise<void> {
  const { page, random } = visitor
  await visitor.read(random.between(4, 12))
  if (random.chance(0.4))
    await visitor.click(page.getByRole('tab', { name: random.pick(['Care', 'Reviews']) }))
  if (random.chance(0.4)) await visitor.click(page.locator('#variants label').last())
  await visitor.read(random.between(2, 9))
}

export async function glance(visitor: Visitor): Promise<void> {
  await visitor.read(visitor.random.between(6, 20))
  if (visitor.random.chance(0.4)) await visitor.drift()
}

export async function browse(visitor: Visitor): Promise<void> {
  const { page, random } = visitor
  await toProducts(visitor)
  await narrowDown(visitor)
  for (let looked = 0; looked < random.between(1, 3); looked += 1) {
    if (!(await openProduct(visitor))) break
    await lookAtProduct(visitor)
    await visitor.follow(page.getByRole('link', { name: 'All products' }).first())
    await visitor.read(random.between(2, 6))
  }
  await visitor.pause(1500, 6000)
}
