import { REACH_PX } from '../../../contract/behaviour/heat.ts'
import { VIEW_BAND_PX } from '../../../contract/facts.ts'
import { isDepth, isDifference, kind } from './address.ts'
import { difference, map } from './model.ts'

/** The depth that a place of the picture stands for, as the address has it; null: the picture is of no depths, or nobody came there. */
export function depthAt(y: number): { depth: number; number?: 'inView' } | null {
  if (isDepth.value) {
    const band = difference.value.value?.depths.findLast(({ from }) => from <= y)
    return band ? { depth: band.from } : null
  }
  const now = map.value.value
  if (!now || isDifference.value) return null
  const [seen, looked] = [Math.floor(y / REACH_PX), Math.floor(y / VIEW_BAND_PX)]
  if (kind.value === 'scroll' && now.reached[seen]) return { depth: seen * REACH_PX }
  if (kind.value === 'attention' && now.inView[looked])
    return { depth: looked * VIEW_BAND_PX, number: 'inView' }
  return null
}
