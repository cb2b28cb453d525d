/** Who belongs to which account: 60 of 100 people, by group calls, with what each says of its account. */
import type { NewEvent } from '../../../contract/event.ts'
import { BEGIN, DAYS, type Person, type Scale } from './data.ts'
import { randomFrom } from './random.ts'

const DAY_MS = 86_400_000
const TIERS = ['trial', 'team', 'business']
const TRADES = ['software', 'retail', 'health', 'finance', 'education', 'travel']

/** Group calls of one person after another, each as the server would have taken it in. */
export function groupCalls({ persons }: Scale): (person: Person) => NewEvent[] {
  const random = randomFrom(31)
  // 2,000 in the full project.
  const accounts = Math.ceil(persons / 100)
  const call = (prefix: string, { key, user, anonymous }: Person, account: number, at: number): NewEvent => ({
    ...{
      messageId: `${prefix}-${key}`,
      type: 'group',
      anonymousId: anonymous,
      groupId: `account-${account}`,
    },
    ...(user === null ? {} : { userId: user }),
    traits: {
      name: `Account ${account}`,
      tier: TIERS[Math.min(2, (account % 2) + Math.floor((at - BEGIN) / (40 * DAY_MS)))] ?? 'trial',
      ...{ trade: TRADES[account % TRADES.length]!, employees: 1 + ((account * 37) % 900) },
    },
    ...{ properties: {}, context: {}, at, receivedAt: at, source: 'segment' },
  })
  return person => {
    const account = Math.floor(accounts * random.next() ** 1.5)
    const luck = random.next()
    const at = BEGIN - 1 + (random.next() < 0.5 ? 0 : random.below(DAYS * DAY_MS * 0.8))
    const again = random.next() < 0.3
    if (luck >= 0.6) return []
    const calls = [call('groups', person, account, at)]
    if (again)
      calls.push(call('rejoin', person, account, Math.min(BEGIN + DAYS * DAY_MS - 1, at + 30 * DAY_MS)))
    return calls
  }
}
