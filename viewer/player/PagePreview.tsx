import './page-preview.css'
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { createMomentPreview, type MomentPreview } from '../replay/moment-preview.ts'
import type { Player } from './player.ts'

/** The pointer rests this long before a picture is made, ms: passing over the line makes none. */
const REST_MS = 140
/** px, as in the styles. */
const WIDTH = 232
const MOST_HEIGHT = 150

/** A picture of the page at `at` (epoch ms). */
export function PagePreview({ player, at }: { player: Player; at: number }) {
  const host = useRef<HTMLDivElement>(null)
  const preview = useRef<MomentPreview | null>(null)
  const height = useSignal(0)
  const engine = player.replay.value
  const tabs = player.session.value.value?.recordings

  useEffect(() => {
    if (!engine || !tabs || !host.current) return
    const made = createMomentPreview(tabs, engine.loaders)
    host.current.append(made.element)
    preview.current = made
    return () => made.destroy()
  }, [engine, tabs])

  useEffect(() => {
    const timer = setTimeout(() => {
      const made = preview.current
      // Without a picture the time and the marks still stand there.
      made?.show(at).then(
        size => {
          if (!size) return
          const scale = WIDTH / size.width
          made.element.style.transform = `scale(${scale})`
          made.element.style.width = `${size.width}px`
          height.value = Math.min(MOST_HEIGHT, size.height * scale)
        },
        () => {
          height.value = 0
        },
      )
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [at])

  return <div class="page-preview" ref={host} style={{ height: `${height.value}px` }} />
}
