/** How people sign in: members with a password, whoever runs the server with its token. */
export const WAYS = [
  { value: 'password', label: 'As a member' },
  { value: 'token', label: 'As the admin' },
] as const
export type Way = (typeof WAYS)[number]['value']

const KEPT = 'segreel.sign-in'

/** The way this browser went last; a server just started has no members yet. */
export function lastWay(): Way {
  return localStorage.getItem(KEPT) === 'password' ? 'password' : 'token'
}

export function rememberWay(way: Way): void {
  localStorage.setItem(KEPT, way)
}
