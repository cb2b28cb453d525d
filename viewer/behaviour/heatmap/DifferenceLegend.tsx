import type { ComponentChildren } from 'preact'
import { LESS, MORE } from './colours.ts'

interface DifferenceLegendProps {
  /** Of how far down people came, rather than of what they clicked. */
  depth: boolean
  children?: ComponentChildren
}

/** What the colours of a difference stand for. */
export function DifferenceLegend({ depth, children }: DifferenceLegendProps) {
  const rgb = ([r, g, b]: readonly [number, number, number]) => `rgb(${r} ${g} ${b})`
  return (
    <div class="heat-legend">
      <span class="heat-key">
        <i style={{ background: rgb(MORE) }} /> {depth ? 'more came this far' : 'clicked more'}
      </span>
      <span class="heat-key">
        <i style={{ background: rgb(LESS) }} /> {depth ? 'fewer came this far' : 'clicked less'}
      </span>
      <span class="heat-key">
        <i class="faint" style={{ background: rgb(MORE) }} /> faint: may be chance
      </span>
      <span class="heat-key">
        <i class="too-few" /> too few sessions to tell
      </span>
      {children}
    </div>
  )
}
