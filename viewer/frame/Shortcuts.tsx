import { useEffect, useRef } from 'preact/hooks'
import { go, to } from '../location.ts'
import { Button } from '../ui/Button.tsx'
import { isTyping } from '../ui/keyboard.ts'
import { EVERYWHERE, type Shortcut, screenShortcuts, shortcutsOpen } from './shortcuts.ts'

/** Keys of a sequence (`g` then `s`) follow each other within this time, ms. */
const SEQUENCE_MS = 1200

export function Shortcuts() {
  const dialog = useRef<HTMLDialogElement>(null)
  const open = shortcutsOpen.value

  useEffect(() => {
    let leadAt = 0
    const keys = (event: KeyboardEvent) => {
      if (isTyping(event)) return
      const following = event.timeStamp - leadAt < SEQUENCE_MS
      leadAt = event.key === 'g' ? event.timeStamp : 0
      if (event.key === '?') shortcutsOpen.value = !shortcutsOpen.value
      if (following && event.key === 's') go(to('/sessions'))
      if (following && event.key === 'e') go(to('/segments'))
      if (following && event.key === 'p') go(to('/people'))
      if (following && event.key === 'd') go(to('/data'))
      if (following && event.key === 'f') go(to('/frustration'))
      if (following && event.key === 'b') go(to('/behaviour'))
    }
    addEventListener('keydown', keys)
    return () => removeEventListener('keydown', keys)
  }, [])

  useEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])

  const close = () => {
    shortcutsOpen.value = false
  }
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="shortcuts-title" onClose={close}>
      {open && (
        <>
          <header>
            <h2 id="shortcuts-title">Keyboard</h2>
            <Button icon="cross" look="quietly" label="Close" onClick={close} />
          </header>
          {screenShortcuts.value && <Keys {...screenShortcuts.value} />}
          <Keys title="Everywhere" shortcuts={EVERYWHERE} />
        </>
      )}
    </dialog>
  )
}

function Keys({ title, shortcuts }: { title: string; shortcuts: Shortcut[] }) {
  return (
    <section class="shortcut-group">
      <h3>{title}</h3>
      <dl>
        {shortcuts.map(one => (
          <div key={one.does}>
            <dt>{one.does}</dt>
            <dd>
              {one.keys.map(key => (
                <kbd key={key} class="kbd">
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
