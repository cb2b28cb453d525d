import type { Visitor } from '../visitor.ts'
import { lookAtProduct, narrowDown, openProduct, toProducts } from './browse.ts'

// From the front page to a product in the cart, and on to the cart's page.
export async function fillCart(visitor: Visitor): Promise<void> {
  const { page, random } = visitor
  await toProducts(visitor)
  if (random.chance(0.5)) await narrowDown(visitor)
  if (!(await openProduct(visitor))) {
    await visitor.open('/demo/products')
    await openProduct(visitor)
  }
  await lookAtProduct(visitor)
  // a fast but honest repeat: the stepper
  for (let more = random.between(0, 3); more > 0; more -= 1) {
    await visitor.click(page.getByRole('button', { name: 'One more' }))
    await visitor.pause(150, 400)
  }
  await visitor.click(page.getByRole('button', { name: 'Add to cart' }))
  await visitor.pause(900, 2500)
  await visitor.follow(page.getByRole('link', { name: 'Cart', exact: true }))
  await visitor.read(random.between(3, 8))
}

async function contact(visitor: Visitor): Promise<void> {
  const { page, person } = visitor
  await visitor.type(page.getByLabel('Full name'), person.name)
  await visitor.type(page.getByLabel('E-mail'), person.email)
  await visitor.click(page.getByRole('button', { name: 'Continue to delivery' }))
}

async function delivery(visitor: Visitor): Promise<void> {
  const { page, person, random } = visitor
  await visitor.type(page.getByLabel('Street and number'), `${random.between(1, 99)} Winding Lane`)
  await visitor.type(page.getByLabel('Postcode'), String(random.between(10_000, 99_999)))
  await visitor.type(page.getByLabel('City'), 'Riverton')
  await visitor.choose(page.getByLabel('Country'), person.place.country)
  await visitor.click(page.getByRole('button', { name: 'Continue to payment' }))
}

async function pay(visitor: Visitor, cardNumber: string, code: string): Promise<void> {
  const { page } = visitor
  await visitor.type(page.getByLabel('Card number'), cardNumber)
  await visitor.type(page.getByLabel('Expires'), '11/29')
  await visitor.type(page.getByLabel('CVC'), code)
}

export async function checkOut(visitor: Visitor): Promise<void> {
  const { page } = visitor
  await visitor.follow(page.getByRole('link', { name: 'Go to checkout' }))
  await visitor.read(3)
  await contact(visitor)
  await delivery(visitor)
  await pay(visitor, '4242424242424242', '737')
  await visitor.follow(page.getByRole('button', { name: 'Place order' }))
  await visitor.read(visitor.random.between(4, 10))
}

export async function buy(visitor: Visitor): Promise<void> {
  await fillCart(visitor)
  await checkOut(visitor)
}

export async function buyWithCoupon(visitor: Visitor): Promise<void> {
  await fillCart(visitor)
  await visitor.type(visitor.page.getByLabel('Coupon code'), 'WELCOME10')
  await visitor.click(visitor.page.getByRole('button', { name: 'Apply coupon' }))
  await visitor.pause(1000, 2500)
  await checkOut(visitor)
}

export async function abandonCart(visitor: Visitor): Promise<void> {
  const { page, random } = visitor
  await fillCart(visitor)
  if (random.chance(0.5)) await visitor.click(page.getByRole('button', { name: /^Remove/ }).first())
  else if (random.chance(0.6)) {
    await visitor.follow(page.getByRole('link', { name: 'Go to checkout' }))
    await visitor.read(random.between(4, 12))
    await visitor.type(page.getByLabel('Full name'), visitor.person.name)
  }
  await visitor.pause(2000, 9000)
}

// Fails twice on the card, once on the code; most give up, as the errand's seed decides.
export async function struggleWithPayment(visitor: Visitor): Promise<void> {
  const { page, random } = visitor
  await fillCart(visitor)
  await visitor.follow(page.getByRole('link', { name: 'Go to checkout' }))
  await contact(visitor)
  await delivery(visitor)
  const placeOrder = page.getByRole('button', { name: 'Place order' })
  await pay(visitor, '424242424242', '73')
  await visitor.click(placeOrder)
  await visitor.pause(2500, 6000)
  await visitor.clear(page.getByLabel('Card number'))
  await visitor.type(page.getByLabel('Card number'), '42424242424242')
  await visitor.hammer(placeOrder, 3)
  await visitor.pause(3000, 7000)
  await visitor.clear(page.getByLabel('Card number'))
  await visitor.type(page.getByLabel('Card number'), '4242424242424242')
  await visitor.click(placeOrder)
  await visitor.pause(2000, 4000)
  if (random.chance(0.7)) return
  await visitor.clear(page.getByLabel('CVC'))
  await visitor.type(page.getByLabel('CVC'), '737')
  await visitor.follow(placeOrder)
  await visitor.read(4)
}
