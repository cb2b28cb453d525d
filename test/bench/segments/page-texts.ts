/** What can be read on the pages of the generated project: some thousand different texts. */
import { PAGES } from './data.ts'
import { randomFrom } from './random.ts'

const WORDS = (
  'report weekly sales team goals invite members upgrade plan billing history search results filter saved views ' +
  'export data import settings profile security access tokens usage limits notifications activity recent files ' +
  'shared folder comments review pending approval publish draft template library archive customers leads revenue ' +
  'forecast pipeline quarter overview details summary status health alerts incidents schedule calendar tasks board ' +
  'welcome getting started guide help support contact feedback release notes integrations webhooks domains quota'
).split(' ')
const HEADINGS_PER_PAGE = 60

export const titleOf = (page: number): string => `Page ${page}`

/** By page, the ones met most often first. */
export const HEADINGS: string[][] = made()

function made(): string[][] {
  const random = randomFrom(11)
  return PAGES.map((_, page) =>
    Array.from({ length: HEADINGS_PER_PAGE }, (_, i) => {
      if (i === 0) return `Area ${page}`
      const words = Array.from({ length: 2 + random.below(3) }, () => WORDS[random.below(WORDS.length)]!)
      const text = words.join(' ')
      return text[0]!.toUpperCase() + text.slice(1)
    }),
  )
}
