/** Who is in a saved segment over time, asked again and again while it is on screen. */
import type { List } from '../../contract/api.ts'
import type { MembershipChange, SegmentSize, SizeUnit } from '../../contract/segment/live.ts'
import { path, read } from '../api.ts'
import { bar } from '../location.ts'
import { load, remote } from '../remote.ts'

/** Changes are noticed within 10 s; what is on screen is at most this much older, ms. */
const AGAIN_MS = 5_000
const CHANGES = 12

export const size = remote<SegmentSize>()
export const changes = remote<MembershipChange[]>()

/** Follows a segment until the function it answers is called. A hidden page asks nothing. */
export function followSize(segment: string, unit: SizeUnit): () => void {
  let keep = false
  const ask = () => {
    const { project } = bar.peek()
    const place = `/api/segments/${path(segment)}`
    void load(size, () => read<SegmentSize>(`${place}/size`, { project, unit }), { keep })
    void load(
      changes,
      async () => (await read<List<MembershipChange>>(`${place}/history`, { project, limit: CHANGES })).items,
      { keep },
    )
    keep = true
  }
  ask()
  const timer = setInterval(() => {
    if (!document.hidden) ask()
  }, AGAIN_MS)
  return () => clearInterval(timer)
}
