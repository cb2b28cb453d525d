import { Skeleton } from './State.tsx'

const WIDTHS = ['38%', '62%', '47%', '70%', '55%', '41%']

/** Stands where a card of rows will be. */
export function Waiting() {
  return (
    <div class="card waiting-rows" aria-busy="true">
      {WIDTHS.map(width => (
        <Skeleton key={width} width={width} height={16} />
      ))}
    </div>
  )
}
