/** How areas beside each other are told apart: each by a colour and a pattern, for eyes that do not tell the colours. */
import type { JSX } from 'preact'
import { lookOf } from './looks.ts'

/** The first is plain. */
const PATTERNS: readonly ((colour: string) => JSX.Element)[] = [
  colour => <rect width="3" height="6" fill={colour} />,
  colour => <circle cx="3" cy="3" r="2" fill={colour} />,
  colour => <rect width="6" height="3" fill={colour} />,
  colour => <rect width="6" height="1.5" fill={colour} />,
  colour => <path d="M0 1H6M1 0V6" stroke={colour} stroke-width="2" />,
]
/** Degrees. */
const TURNED = [45, 0, 0, -45, 0]

/** More than these look like one another. */
export const MOST_FILLS = PATTERNS.length + 1

/** In an SVG that is there before all that are filled so. */
export function Fills({ count }: { count: number }) {
  return (
    <defs>
      {PATTERNS.slice(0, count - 1).map((pattern, i) => {
        const { colour } = lookOf(i + 1)
        return (
          <pattern
            key={i}
            id={`fill-${i + 1}`}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform={`rotate(${TURNED[i]})`}
          >
            <rect width="6" height="6" fill={colour} opacity="0.35" />
            {pattern(colour)}
          </pattern>
        )
      })}
    </defs>
  )
}

export function fillOf(nth: number): string {
  return nth === 0 ? lookOf(0).colour : `url(#fill-${nth})`
}
