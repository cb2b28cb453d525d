import type { Locator } from 'playwright-core'
import type { Visitor } from '../visitor.ts'

// On phones the menu is folded away.
async function menuItem(visitor: Visitor, name: string): Promise<Locator> {
  const menu = visitor.page.getByRole('button', { name: 'Menu' })
  if (await menu.isVisible()) await visitor.click(menu)
  return visitor.page.getByLabel('Main').getByRole('link', { name })
}

export async function puzzleOverPricing(visitor: Visitor): Promise<void> {
  const { page, random } = visitor
  await visitor.read(3)
  await visitor.follow(page.locator('.hero').getByRole('link', { name: 'Larkspur for teams' }))
  await visitor.read(5)
  for (const billing of ['Annual', 'Flex units', 'Monthly', 'Annual']) {
    await visitor.click(page.getByRole('button', { name: billing }))
    await visitor.read(random.between(2, 4))
  }
  await visitor.scroll(500)
  await visitor.click(page.getByText('Compare all features'))
  await visitor.pause(2000, 3500)
  await visitor.click(page.getByText('Compare all features'))
  await visitor.read(6)
  await visitor.scroll(-500)
  await visitor.follow(await menuItem(visitor, 'Help'))
  await visitor.pause(1200, 2600)
  await visitor.back()
  await visitor.scroll(600)
  await visitor.scroll(-600)
  await visitor.scroll(600)
  await visitor.read(random.between(4, 9))
}

export async function signUp(visitor: Visitor): Promise<void> {
  const { page, person, random } = visitor
  await visitor.read(3)
  await visitor.follow(page.locator('.hero').getByRole('link', { name: 'Larkspur for teams' }))
  await visitor.read(random.between(4, 9))
  await visitor.follow(page.getByRole('link', { name: `Choose ${person.plan}` }))
  await visitor.read(2)
  if (random.chance(0.25)) await visitor.click(page.getByRole('button', { name: 'Continue with Google' }))
  await visitor.type(page.getByLabel('Full name'), person.name)
  await visitor.type(page.getByLabel('Work e-mail'), person.email)
  await visitor.type(page.getByLabel('Password'), 'correct-horse')
  await visitor.type(page.getByLabel('Company'), person.company)
  await visitor.choose(page.getByLabel('Team size'), String(person.employees))
  await visitor.choose(page.getByLabel('Country'), person.place.country)
  await visitor.follow(page.getByRole('button', { name: 'Create account' }))
  await visitor.read(random.between(5, 12))
}

async function toAccount(visitor: Visitor): Promise<void> {
  await visitor.read(visitor.random.between(2, 4))
  await visitor.follow(await menuItem(visitor, visitor.person.company))
  await visitor.read(visitor.random.between(2, 5))
}

async function invite(visitor: Visitor): Promise<void> {
  const { page, person } = visitor
  await visitor.type(page.getByLabel('Colleague’s e-mail'), `team.${person.email}`)
  await visitor.click(page.getByRole('button', { name: 'Send invite' }))
  await visitor.pause(1500, 3000)
}

export async function setUp(visitor: Visitor): Promise<void> {
  const { page } = visitor
  await toAccount(visitor)
  await invite(visitor)
  await visitor.click(page.getByRole('button', { name: 'Connect store' }))
  await visitor.pause(2000, 4000)
  await visitor.click(page.getByRole('button', { name: 'Create standing order' }))
  await visitor.read(6)
  await visitor.click(page.getByRole('tab', { name: 'Standing orders' }))
  await visitor.read(5)
}

export async function stuckInSetUp(visitor: Visitor): Promise<void> {
  const { page, random } = visitor
  await toAccount(visitor)
  if (random.chance(0.6)) await invite(visitor)
  const connect = page.getByRole('button', { name: 'Connect store' })
  await visitor.click(connect)
  await visitor.read(5)
  await visitor.click(connect)
  await visitor.pause(2500, 5000)
  if (random.chance(0.6)) await visitor.hammer(connect, random.between(3, 5))
  await visitor.follow(await menuItem(visitor, 'Help'))
  await visitor.read(random.between(8, 20))
  await visitor.back()
  await visitor.click(connect)
  await visitor.read(random.between(4, 9))
}

export async function askHelp(visitor: Visitor): Promise<void> {
  const { page, random } = visitor
  await visitor.follow(page.getByRole('link', { name: 'Help and returns' }))
  await visitor.read(3)
  await visitor.click(
    page.getByLabel('Topics').getByRole('link', { name: random.pick(['Larkspur for Teams', 'Payment']) }),
  )
  for (let screens = random.between(2, 4); screens > 0; screens -= 1) {
    await visitor.scroll(500)
    await visitor.read(5)
  }
  await visitor.click(page.getByRole('button', { name: 'No', exact: true }))
  await visitor.pause(3000, 6000)
}

export async function work(visitor: Visitor): Promise<void> {
  const { page, random } = visitor
  await toAccount(visitor)
  await visitor.click(page.getByRole('tab', { name: 'Standing orders' }))
  await visitor.read(random.between(3, 8))
  if (random.chance(0.6)) await visitor.click(page.getByRole('button', { name: 'New standing order' }))
  await visitor.read(random.between(2, 8))
}

export async function lookAtReports(visitor: Visitor): Promise<void> {
  const { page, random } = visitor
  await toAccount(visitor)
  await visitor.click(page.getByRole('tab', { name: 'Reports' }))
  await visitor.read(random.between(4, 14))
  if (random.chance(0.5)) await visitor.choose(page.getByLabel('Period'), 'This quarter')
  if (random.chance(0.5)) await visitor.click(page.getByRole('button', { name: 'Export CSV' }))
  await visitor.pause(1500, 4000)
}

export async function workHard(visitor: Visitor): Promise<void> {
  const { page, random } = visitor
  await work(visitor)
  for (const tab of ['Reports', 'Overview', 'Standing orders', 'Reports']) {
    await visitor.click(page.getByRole('tab', { name: tab }))
    await visitor.read(random.between(3, 10))
  }
  await visitor.click(page.getByRole('button', { name: 'Export CSV' }))
  await visitor.pause(1500, 4000)
}

async function changePlan(visitor: Visitor, way: 'Upgrade' | 'Downgrade'): Promise<void> {
  const { page } = visitor
  await toAccount(visitor)
  await visitor.click(page.getByRole('tab', { name: 'Billing' }))
  await visitor.read(6)
  await visitor.click(page.getByRole('button', { name: way }))
  await visitor.pause(2000, 5000)
}

export async function upgrade(visitor: Visitor): Promise<void> {
  await changePlan(visitor, 'Upgrade')
}

export async function downgrade(visitor: Visitor): Promise<void> {
  await changePlan(visitor, 'Downgrade')
}
