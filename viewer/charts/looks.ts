/** How lines and bars are told apart: each by a colour, a dash and a mark, so that colour is never all there is. */
export interface Look {
  colour: string
  dash: string
  mark: 'dot' | 'square' | 'diamond' | 'triangle'
}

const COLOURS = ['--accent', '--event', '--page-mark', '--warn', '--bad', '--ink-2']
const DASHES = ['', '7 4', '2 3', '10 3 2 3', '1 4', '12 5']
const MARKS = ['dot', 'square', 'diamond', 'triangle'] as const

export function lookOf(nth: number): Look {
  return {
    colour: `var(${COLOURS[nth % COLOURS.length]})`,
    dash: DASHES[nth % DASHES.length]!,
    mark: MARKS[nth % MARKS.length]!,
  }
}
