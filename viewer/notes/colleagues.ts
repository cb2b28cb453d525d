/** Whom a note can mention: asked once, when someone first types an @. */
import type { Colleague } from '../../contract/access.ts'
import { load, remote } from '../remote.ts'
import { calls } from './calls.ts'

export const colleagues = remote<Colleague[]>()
let asked = false

export function askColleagues(): void {
  if (asked) return
  asked = true
  void load(colleagues, async () => (await calls.colleagues()).items).then(found => {
    if (found === null) asked = false
  })
}

/** An @ and what was typed after it, at the end of the text. */
const BEGUN = /(?:^|[\s(,;:])@([\w.+@-]*)$/
const MOST = 5

/** What was typed after an @ so far; null when the text does not end in a mention. */
export function mentionBegun(text: string): string | null {
  return BEGUN.exec(text)?.[1] ?? null
}

/** Whose address or name begins so, or holds a word that does. */
export function suggested(begun: string, all: readonly Colleague[]): Colleague[] {
  const wanted = begun.toLowerCase()
  return all
    .filter(({ email }) => email.toLowerCase() !== wanted)
    .filter(({ email, name }) =>
      [email, ...name.split(' ')].some(word => word.toLowerCase().startsWith(wanted)),
    )
    .slice(0, MOST)
}

export function withMention(text: string, email: string): string {
  const begun = mentionBegun(text) ?? ''
  return `${text.slice(0, text.length - begun.length)}${email} `
}
