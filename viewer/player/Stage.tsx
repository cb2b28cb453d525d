import '../../node_modules/rrweb/dist/style.css'
import '../replay/replay.css'
import './stage.css'
import { useComputed, useSignal, useSignalEffect } from '@preact/signals'
import { render } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { createFit, type Fit } from '../replay/fit.ts'
import { Icon } from '../ui/Icon.tsx'
import { Problem } from '../ui/State.tsx'
import { duration } from '../ui/words.ts'
import { actualSize } from './display.ts'
import { MissingAssetsButton } from './MissingAssetsButton.tsx'
import { NextUp } from './NextUp.tsx'
import { OnFrame } from './OnFrame.tsx'
import type { Player } from './player.ts'

/** The replayed page, scaled into its room. `consents`: what lies on other servers can be allowed from here. */
export function Stage({ player, consents = false }: { player: Player; consents?: boolean }) {
  const room = useRef<HTMLDivElement>(null)
  const fit = useRef<Fit | null>(null)
  const scale = useSignal(1)
  const engine = player.replay.value

  // Before the next frame, since the picture waits for it.
  useLayoutEffect(() => {
    if (!engine || !room.current) return
    room.current.prepend(engine.element)
    fit.current = createFit(room.current, engine.element, next => {
      scale.value = next
    })
    // In the replay's own element, which is scaled: what is drawn there keeps its place on the page.
    const layers = document.createElement('div')
    layers.className = 'on-frame'
    engine.element.append(layers)
    render(<OnFrame player={player} />, layers)
    player.placed()
    return () => {
      fit.current?.stop()
      render(null, layers)
      layers.remove()
    }
  }, [engine])
  const size = useComputed(() => player.state.value?.size ?? null)
  useSignalEffect(() => {
    const [now, actual] = [size.value, actualSize.value]
    fit.current?.set(now, actual)
  })

  const shape = size.value ? size.value.width / size.value.height : 1.6
  return (
    <div class={actualSize.value ? 'stage actual' : 'stage'} style={{ '--page': shape }} ref={room}>
      <Overlay player={player} />
      <MissingAssetsButton player={player} consents={consents} />
      {size.value && (
        <span class="stage-size" aria-hidden="true">
          {size.value.width} × {size.value.height}
          {scale.value < 1 && ` · ${Math.round(scale.value * 100)}%`}
        </span>
      )}
    </div>
  )
}

function Overlay({ player }: { player: Player }) {
  const waiting = useComputed(() => player.state.value?.waiting ?? true)
  const skipped = useComputed(() => player.state.value?.skipped ?? null)
  const empty = player.session.value.value?.recordings.every(tab => tab.batches.length === 0)
  if (player.problem.value) {
    return (
      <div class="stage-cover">
        <Problem
          title="This part could not be loaded"
          problem={player.problem.value}
          again={() => player.seek(player.at.peek())}
        />
      </div>
    )
  }
  if (empty) {
    return (
      <div class="stage-cover">
        <p class="quiet">Only events were sent in this session: there is no picture of it.</p>
      </div>
    )
  }
  return (
    <>
      <NextUp player={player} />
      {waiting.value && (
        <span class="stage-waiting" role="status">
          <span class="spinner" aria-hidden="true" /> Loading the recording
        </span>
      )}
      {skipped.value && (
        <span class="stage-skipped" role="status" key={skipped.value.from}>
          <Icon name="forward" small /> Skipped {duration(skipped.value.to - skipped.value.from)} without
          activity
        </span>
      )}
    </>
  )
}
