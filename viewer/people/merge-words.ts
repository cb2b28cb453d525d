import type { PersonMerge } from '../../contract/data.ts'

/** What tied two ids together, or why it did not. */
export function mergeWords({ outcome, reason, by, userId, anonymousId }: PersonMerge): string {
  const said = by === 'alias' ? 'An alias said' : 'An event said'
  const pair = `that ${short(anonymousId)} is ${userId}`
  switch (reason) {
    case 'naming-link':
      return `${said} ${pair}: what it did before belongs to this person.`
    case 'same-user-again':
      return `${said} ${pair}, as was known.`
    case 'blocked-id':
      return `${said} ${pair}: refused, since one of the two is a value that says nothing.`
    case 'two-users':
      return `${said} ${pair}: refused, since both are users, and two users never become one.`
    case 'other-user-first':
      return `${said} ${pair}: refused, since another user had it first.`
    case 'too-many-ids':
      return `${said} ${pair}: ${outcome}, since this user has 100 ids already.`
  }
}

function short(id: string): string {
  return id.length > 20 ? `${id.slice(0, 18)}…` : id
}
