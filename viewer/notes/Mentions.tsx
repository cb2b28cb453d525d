import { useEffect } from 'preact/hooks'
import { Notice } from '../ui/State.tsx'
import { askColleagues, colleagues, mentionBegun, suggested, withMention } from './colleagues.ts'

/** While the text ends in an @ and some letters: who that may be. */
export function Mentions({ text, onChoose }: { text: string; onChoose: (text: string) => void }) {
  const begun = mentionBegun(text)
  const open = begun !== null
  useEffect(() => {
    if (open) askColleagues()
  }, [open])
  if (begun === null) return null
  const { value, problem } = colleagues.value
  if (problem) return <Notice>{problem}</Notice>
  const found = suggested(begun, value ?? [])
  if (found.length === 0) return null
  return (
    <ul class="note-mentions" aria-label="Whom to mention">
      {found.map(({ email, name }) => (
        <li key={email}>
          <button type="button" class="menu-item" onClick={() => onChoose(withMention(text, email))}>
            <b class="cut">{name || email}</b>
            {name && <small class="quiet cut">{email}</small>}
          </button>
        </li>
      ))}
    </ul>
  )
}
