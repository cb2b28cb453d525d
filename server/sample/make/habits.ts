import type { Random } from './random.ts'

export const errandNames = [
  'glance',
  'browse',
  'buy',
  'buyWithCoupon',
  'abandonCart',
  'rageOnCoupon',
  'struggleWithPayment',
  'puzzleOverPricing',
  'signUp',
  'setUp',
  'stuckInSetUp',
  'askHelp',
  'work',
  'workHard',
  'lookAtReports',
  'upgrade',
  'downgrade',
  'clickDeadThings',
  'saveForLater',
  'waitForDelivery',
  'retryStock',
  'compareInTabs',
] as const
export type ErrandName = (typeof errandNames)[number]

// One visit on a habit's calendar; days before the end, so 28 is the first day and 0 the last.
export interface Appointment {
  daysBefore: number
  errand: ErrandName
}

export interface Habit {
  people: number
  // plans these people choose from
  plan: string[]
  // share of them on phones and tablets
  onTheMove: number
  // account age at the end, at least; 0: they begin as strangers
  customerForDays: number
  calendar(random: Random): Appointment[]
}

const firstDay = 27.6
// the release of the shop that came with the broken spring coupon
export const releaseDay = 11

const on = (daysBefore: number, errand: ErrandName): Appointment => ({ daysBefore, errand })

// Visits at about the same distance, from one day to another, with errands picked anew each time.
function every(random: Random, days: number, from: number, to: number, errands: ErrandName[]): Appointment[] {
  const visits: Appointment[] = []
  for (let day = from; day > to; day -= days * (0.75 + random.next() / 2))
    visits.push(on(day, random.pick(errands)))
  return visits
}

function between(random: Random, early: number, late: number): number {
  return late + random.next() * (early - late)
}

export const habits = {
  happyBuyer: {
    people: 10,
    plan: ['starter'],
    onTheMove: 0.25,
    customerForDays: 0,
    calendar: random => [
      on(between(random, firstDay, 22), 'browse'),
      on(between(random, 21, 15), 'buyWithCoupon'),
      ...every(random, 8, between(random, 13, 10), 0.5, ['buy', 'browse', 'buy']),
    ],
  },
  windowShopper: {
    people: 12,
    plan: ['starter'],
    onTheMove: 0.3,
    customerForDays: 0,
    calendar: random =>
      every(random, 11, between(random, firstDay, 12), 0.5, ['browse', 'browse', 'glance', 'abandonCart']),
  },
  confusedByPricing: {
    people: 9,
    plan: ['starter', 'growth'],
    onTheMove: 0.1,
    customerForDays: 0,
    calendar: random => {
      const start = between(random, firstDay, 8)
      const visits = [on(start, 'puzzleOverPricing'), on(start - between(random, 3, 1), 'puzzleOverPricing')]
      return random.chance(0.25) ? [...visits, on(start - 5, 'signUp')] : visits
    },
  },
  // signs up, cannot connect the store, comes back, gives up on the key action; some rage on the checkout too
  stuckEnterprise: {
    people: 8,
    plan: ['enterprise'],
    onTheMove: 0,
    customerForDays: 0,
    calendar: random => {
      const start = between(random, 16, 7)
      return [
        on(start + 1, 'puzzleOverPricing'),
        on(start, 'signUp'),
        on(start - 0.15, 'stuckInSetUp'),
        on(start - between(random, 2.5, 1), 'stuckInSetUp'),
        on(start - 3, 'askHelp'),
        on(start - between(random, 5, 4), 'rageOnCoupon'),
      ]
    },
  },
  quickStarter: {
    people: 9,
    plan: ['growth', 'growth', 'scale'],
    onTheMove: 0.1,
    customerForDays: 0,
    calendar: random => {
      const start = between(random, 26, 12)
      return [
        on(start, 'signUp'),
        on(start - 0.1, 'setUp'),
        ...every(random, 7, start - 2, 0.5, ['work', 'work', 'lookAtReports']),
      ]
    },
  },
  powerUser: {
    people: 5,
    plan: ['scale', 'growth'],
    onTheMove: 0,
    customerForDays: 120,
    calendar: random => {
      const visits = every(random, 3.8, firstDay - random.next(), 0.2, ['workHard', 'work', 'lookAtReports'])
      return random.chance(0.6) ? [...visits, on(between(random, 9, 3), 'upgrade')] : visits
    },
  },
  // three visits a week, then one, then hardly any; a downgrade on the way
  churner: {
    people: 7,
    plan: ['scale', 'scale', 'growth'],
    onTheMove: 0,
    customerForDays: 90,
    calendar: random => [
      ...every(random, 3.2, firstDay - random.next(), 14.5, ['work', 'lookAtReports', 'work']),
      ...every(random, 5, 13, 4, ['glance', 'lookAtReports']),
      on(between(random, 12, 6), random.chance(0.7) ? 'downgrade' : 'askHelp'),
    ],
  },
  couponRager: {
    people: 9,
    plan: ['starter'],
    onTheMove: 0.2,
    customerForDays: 0,
    calendar: random => {
      const start = between(random, releaseDay, 3)
      const visits = [on(start + between(random, 9, 4), 'browse'), on(start, 'rageOnCoupon')]
      return random.chance(0.4) ? [...visits, on(start - 2, random.pick(['buy', 'rageOnCoupon']))] : visits
    },
  },
  deadClicker: {
    people: 6,
    plan: ['starter'],
    onTheMove: 0.2,
    customerForDays: 0,
    calendar: random =>
      every(random, 9, between(random, firstDay, 10), 1, ['clickDeadThings', 'saveForLater', 'browse']),
  },
  thumbShopper: {
    people: 8,
    plan: ['starter'],
    onTheMove: 1,
    customerForDays: 0,
    calendar: random =>
      every(random, 9, between(random, firstDay, 15), 0.5, ['browse', 'buy', 'glance', 'abandonCart']),
  },
  impatient: {
    people: 4,
    plan: ['starter'],
    onTheMove: 0.25,
    customerForDays: 0,
    calendar: random => every(random, 8, between(random, 25, 12), 1, ['waitForDelivery', 'retryStock']),
  },
  payingWithTrouble: {
    people: 6,
    plan: ['starter'],
    onTheMove: 0.5,
    customerForDays: 0,
    calendar: random => {
      const start = between(random, 26, 5)
      return [
        on(start + 1, 'browse'),
        on(start, 'struggleWithPayment'),
        on(start - 3, random.pick(['glance', 'buy'])),
      ]
    },
  },
  tabJuggler: {
    people: 5,
    plan: ['starter'],
    onTheMove: 0,
    customerForDays: 0,
    calendar: random =>
      every(random, 8, between(random, firstDay, 12), 0.5, ['compareInTabs', 'compareInTabs', 'buy']),
  },
  lateReturner: {
    people: 4,
    plan: ['growth'],
    onTheMove: 0,
    customerForDays: 60,
    calendar: random => [
      on(between(random, firstDay, 26), 'work'),
      on(between(random, 3, 0.3), 'lookAtReports'),
    ],
  },
} satisfies Record<string, Habit>

export type HabitName = keyof typeof habits
