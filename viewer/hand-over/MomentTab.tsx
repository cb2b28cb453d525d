import { copyMoment, momentLink } from '../player/keys.ts'
import type { Player } from '../player/player.ts'
import { Button } from '../ui/Button.tsx'
import { clock } from '../ui/words.ts'
import { CopyField } from './CopyField.tsx'

export function MomentTab({ player }: { player: Player }) {
  return (
    <>
      <p>
        Opens this session at <b>{clock(player.at.value)}</b>, for everyone who can sign in here. Move the
        replay to choose another moment.
      </p>
      <CopyField label="Link to the moment" text={momentLink(player)} />
      <Button icon="copy" look="primary" onClick={() => copyMoment(player)}>
        Copy link
      </Button>
    </>
  )
}
