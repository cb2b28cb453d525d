/**
 * A template as data. `text` is a segment as text in which `{id}` stands for the answer to a question, written as JSON;
 * in the metric and in names of events a text that is exactly `{id}` does.
 */
import type { SegmentMetric } from '../../../contract/segment/goal.ts'
import type { ANSWERED_BY } from '../../../contract/segment/template.ts'

export interface Question {
  id: string
  ask: string
  by: (typeof ANSWERED_BY)[number]
  /** Of a value: the question that names its trait. */
  of?: string
  /** Words in the name of what is meant, the likeliest first; of a number: the number. */
  guesses: readonly (string | number)[]
}

export interface Template {
  id: string
  name: string
  about: string
  group: 'Beginning' | 'Using' | 'Leaving' | 'Paying' | 'Struggling'
  questions: readonly Question[]
  text: string
  goal: string
  hypothesis: { cause: string; effect: string }
  metric: SegmentMetric
}

type Ask = Pick<Question, 'id' | 'ask'> & { guesses?: Question['guesses'] }

export const signedUp: Question = {
  id: 'signup',
  ask: 'Which event means signed up?',
  by: 'event',
  guesses: ['signed up', 'sign up', 'signup', 'registered', 'account created', 'user created', 'onboarding'],
}

export const keyAction: Question = {
  id: 'key',
  ask: 'Which event means they got what they came for?',
  by: 'event',
  guesses: ['activated', 'order completed', 'project created', 'completed', 'created', 'published', 'invite'],
}

export const coreFeature: Question = {
  id: 'core',
  ask: 'Which event means they used the core of the product?',
  by: 'event',
  guesses: ['report', 'search', 'product viewed', 'created', 'sent', 'used', 'played', 'viewed'],
}

export const converted: Question = {
  id: 'converted',
  ask: 'Which event means converted?',
  by: 'event',
  guesses: [
    'order completed',
    'purchase',
    'subscribed',
    'subscription',
    'paid',
    'checkout completed',
    'completed',
  ],
}

export const planTrait: Question = {
  id: 'plan',
  ask: 'Which trait tells the plan?',
  by: 'trait',
  guesses: ['plan', 'tier', 'subscription', 'package'],
}

export const checkoutPage: Question = {
  id: 'checkout',
  ask: 'Which page is the checkout?',
  by: 'page',
  guesses: ['/checkout', '/cart', '/basket', '/payment', '/order'],
}

export const pricingPage: Question = {
  id: 'pricing',
  ask: 'Which page shows the prices?',
  by: 'page',
  guesses: ['/pricing', '/price', '/plans', '/subscribe'],
}

export function number(id: string, ask: string, usual: number): Question {
  return { id, ask, by: 'number', guesses: [usual] }
}

export function event({ id, ask, guesses = [] }: Ask): Question {
  return { id, ask, by: 'event', guesses }
}

/** More, or fewer, people who do it in the last days. */
export function whoDo(id: string, direction: 'up' | 'down' = 'up', days = 28): SegmentMetric {
  return { of: 'did', act: { act: 'event', event: `{${id}}`, where: [] }, days, direction }
}

export const whoComeBack: SegmentMetric = {
  of: 'did',
  act: { act: 'session', where: null },
  days: 14,
  direction: 'up',
}
