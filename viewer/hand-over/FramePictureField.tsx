import type { Signal } from '@preact/signals'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/State.tsx'
import { say } from '../ui/toast.ts'
import { clock } from '../ui/words.ts'
import type { FramePicture } from './frame-picture.ts'
import { Switch } from './Switch.tsx'

interface FieldProps {
  picture: FramePicture
  /** Whether it goes out with the report; null: nothing is sent. */
  sends: Signal<boolean> | null
}

/** The page where the replay stands, to paste or attach: trackers take no picture from an address. */
export function FramePictureField({ picture, sends }: FieldProps) {
  const drawn = picture.drawn.value
  if (picture.problem.value) return <Notice>{picture.problem.value}</Notice>
  if (!drawn) return null
  return (
    <figure class="hand-over-figure">
      <img class="hand-over-picture" src={drawn.address} alt={`The page at ${clock(drawn.at)}`} />
      <figcaption class="quiet">
        The page at {clock(drawn.at)}. Move the replay for another; paste it into the report.
      </figcaption>
      <div class="hand-over-actions">
        <Button icon="copy" onClick={() => void copy(drawn.png)}>
          Copy picture
        </Button>
        <a class="button" href={drawn.address} download="moment.png">
          <Icon name="download" />
          Save picture
        </a>
      </div>
      {sends && <Switch on={sends} label="Send the picture, too" />}
    </figure>
  )
}

async function copy(png: Blob): Promise<void> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })])
    say('Picture copied')
  } catch {
    // Browsers allow it only on https and localhost, and not all do.
    say('This browser does not let pictures be copied; save it instead.')
  }
}
