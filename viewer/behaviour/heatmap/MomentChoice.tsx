import { here } from '../../location.ts'
import { count } from '../../ui/words.ts'
import { type Choice, groups } from './choices.ts'

/** Other numbers of what is listed, each a link to the moments behind it. */
export function MomentChoice() {
  return groups.value.map(({ label, choices }) => (
    <nav key={label} class="heat-choices" aria-label={label}>
      <span class="quiet" aria-hidden="true">
        {label}
      </span>
      {choices.map(one => (
        <One key={one.label} one={one} />
      ))}
    </nav>
  ))
}

function One({ one: { label, n, changes, isShown } }: { one: Choice }) {
  return (
    <a class="chip" href={here(changes)} aria-current={isShown ? 'true' : undefined}>
      {label} {n !== null && <b>{count(n)}</b>}
    </a>
  )
}
