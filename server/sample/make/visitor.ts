import type { BrowserContext, Locator, Page } from 'playwright-core'
import type { Person } from './people.ts'
import type { Random } from './random.ts'

// One visitor at one device. Every action takes virtual time, as it would a person.
export class Visitor {
  readonly person: Person
  readonly random: Random
  readonly origin: string
  readonly context: BrowserContext
  page: Page
  x = 300
  y = 240

  constructor(context: BrowserContext, page: Page, origin: string, person: Person, random: Random) {
    this.context = context
    this.page = page
    this.origin = origin
    this.person = person
    this.random = random
  }

  get touching(): boolean {
    return this.person.device.kind !== 'desktop'
  }

  async open(path: string, referrer = ''): Promise<void> {
    await this.page.goto(this.origin + path, referrer === '' ? {} : { referer: referrer })
    await this.arrive()
  }

  // A page is there: its requests are answered, and the recorder has begun.
  async arrive(): Promise<void> {
    await this.page.waitForLoadState('load')
    await this.clock('settle()')
    // The recorder's second stage loads when the page is idle, on the page's clock.
    for (let tries = 0; tries < 50; tries += 1) {
      await this.clock('pass(40)')
      if (
        await this.page.evaluate("performance.getEntriesByName(location.origin + '/capture.js').length > 0")
      )
        break
    }
    await this.clock('settle()')
  }

  async pause(from: number, to = from): Promise<void> {
    await this.clock(`pass(${this.random.between(from, to)})`)
  }

  // Looks around for about twice these seconds: the pointer drifts, the page scrolls a little.
  async read(seconds: number): Promise<void> {
    for (let left = seconds * 2; left > 0; ) {
      const share = Math.min(left, this.random.between(4, 12))
      left -= share
      await this.pause(share * 1000)
      if (this.random.chance(0.5)) await this.scroll(this.random.between(120, 420))
      else if (!this.touching) await this.drift()
    }
  }

  async drift(): Promise<void> {
    const { width, height } = this.person.device
    await this.moveTo(this.random.between(40, width - 40), this.random.between(80, height - 40))
  }

  // An eased, slightly bent way in 50 ms steps, as rrweb samples no faster.
  async moveTo(x: number, y: number): Promise<void> {
    if (this.touching) return
    const distance = Math.hypot(x - this.x, y - this.y)
    const count = Math.max(2, Math.min(14, Math.round(distance / 60)))
    const bend = this.random.between(-30, 30)
    const points = Array.from({ length: count }, (_, index) => {
      const part = (index + 1) / count
      const eased = part * part * (3 - 2 * part)
      const aside = Math.sin(part * Math.PI) * bend
      return [Math.round(this.x + (x - this.x) * eased), Math.round(this.y + (y - this.y) * eased + aside)]
    })
    await this.clock(`move(${JSON.stringify(points)}, 50)`)
    this.x = x
    this.y = y
  }

  async scroll(by: number): Promise<void> {
    const count = Math.max(2, Math.min(5, Math.round(Math.abs(by) / 100)))
    const steps = Array.from({ length: count }, () => Math.round(by / count))
    const finger = this.touching
      ? JSON.stringify({
          x: this.person.device.width / 2,
          y: by > 0 ? this.person.device.height * 0.75 : 150,
        })
      : 'undefined'
    await this.clock(`scroll(${JSON.stringify(steps)}, 90, ${finger})`)
    await this.pause(150, 700)
  }

  async click(target: Locator): Promise<void> {
    await this.aim(target)
    await this.press()
    await this.clock('settle()')
  }

  // A click that leaves for another page.
  async follow(target: Locator): Promise<void> {
    await this.aim(target)
    let gone = false
    const left = this.page.waitForEvent('framenavigated').then(() => {
      gone = true
    })
    await this.press()
    // An answer of the server may have to come first, and takes time. The old page goes while it is asked to wait.
    while (!gone) await Promise.race([left, this.clock('wait()').catch(() => left)])
    await this.arrive()
  }

  // Several presses in short order, as angry people do.
  async hammer(target: Locator, times: number): Promise<void> {
    await this.aim(target)
    for (let pressed = 0; pressed < times; pressed += 1) {
      await this.press()
      await this.pause(160, 320)
    }
    await this.clock('settle()')
  }

  async type(field: Locator, text: string): Promise<void> {
    await this.click(field)
    const waits = Array.from(text, () => this.random.between(70, 190))
    await this.clock(`type(${JSON.stringify(text)}, ${JSON.stringify(waits)})`)
  }

  async clear(field: Locator): Promise<void> {
    await this.click(field)
    await this.page.keyboard.press('ControlOrMeta+a')
    await this.page.keyboard.press('Delete')
    await this.pause(200)
  }

  async choose(field: Locator, value: string): Promise<void> {
    await this.aim(field)
    await field.selectOption(value)
    await this.pause(300, 900)
  }

  async back(): Promise<void> {
    await this.page.goBack()
    await this.arrive()
  }

  // Another tab comes to the front; the time that passed meanwhile passes there too.
  async switchTo(page: Page): Promise<void> {
    if (this.page.url() !== 'about:blank') await this.clock('show(false)')
    this.page = page
    if (page.url() === 'about:blank') return
    await this.clock('resume()')
    await this.clock('show(true)')
  }

  // Lets the recorder send what it has; `store` is where it keeps what is not acknowledged yet.
  async leave(store: string): Promise<void> {
    await this.pause(6000)
    await this.page.evaluate(`visitClock.emptied('${store}')`)
  }

  private async aim(target: Locator): Promise<void> {
    const { height } = this.person.device
    let box = await target.boundingBox()
    for (let tries = 0; box && tries < 12 && (box.y < 60 || box.y + box.height > height - 20); tries += 1) {
      const wanted = box.y + box.height / 2 - height / 2
      await this.scroll(Math.max(-900, Math.min(900, Math.round(wanted))))
      const next = await target.boundingBox()
      if (next?.y === box.y) break
      box = next
    }
    if (!box) throw new Error(`${target} is not on ${this.page.url()}`)
    const x = Math.round(box.x + box.width * (0.3 + this.random.next() * 0.4))
    const y = Math.round(box.y + box.height * (0.35 + this.random.next() * 0.3))
    await this.moveTo(x, y)
    this.x = x
    this.y = y
    await this.pause(90, 260)
  }

  private async press(): Promise<void> {
    if (this.touching) {
      await this.page.touchscreen.tap(this.x, this.y)
      return
    }
    await this.page.mouse.move(this.x, this.y)
    await this.page.mouse.down()
    await this.pause(60, 110)
    await this.page.mouse.up()
  }

  private async clock(call: string): Promise<void> {
    await this.page.evaluate(`visitClock.${call}`)
  }
}
