import { element, Tape, words } from '../derive/tape.ts'

const SHOP = [
  element(9, 'form', { id: 'coupon' }, element(10, 'button', { type: 'button' }, words(11, 'Apply coupon'))),
  element(23, 'p'),
]

/** A recording of someone who presses "Apply coupon" so often, in vain. `other`: what makes it differ from the next. */
export function pressed(times: number, other: number): Tape {
  const tape = new Tape().page(0, `https://x.test/order/${other + 1}`, ...SHOP)
  for (let i = 0; i < times; i++) tape.click(5_000 + i * 300, 10)
  return tape.on(20_000 + other)
}
