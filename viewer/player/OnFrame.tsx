import { DrawLayer } from '../notes/DrawLayer.tsx'
import { PickLayer } from './dom/PickLayer.tsx'
import type { Player } from './player.ts'

/** What lies over the replayed page and is scaled with it. */
export function OnFrame({ player }: { player: Player }) {
  return (
    <>
      <PickLayer player={player} />
      <DrawLayer player={player} />
    </>
  )
}
