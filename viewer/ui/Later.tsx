import type { ComponentType } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import { Problem } from './State.tsx'

interface LaterProps<Id> {
  load: () => Promise<ComponentType<{ id: Id }>>
  id: Id
}

/** A screen whose code comes when it is needed. */
export function Later<Id>({ load, id }: LaterProps<Id>) {
  const [Screen, setScreen] = useState<ComponentType<{ id: Id }> | null>(null)
  const [failed, setFailed] = useState(false)
  // Before the next frame: an effect would wait for it.
  useLayoutEffect(() => {
    load().then(
      // A function given to a setter would be called: hence the wrapping.
      screen => setScreen(() => screen),
      () => setFailed(true),
    )
  }, [load])
  if (failed) {
    const words = 'Its code could not be loaded: the server does not answer, or was updated meanwhile.'
    return <Problem title="This screen cannot be shown" problem={words} again={() => location.reload()} />
  }
  return Screen && <Screen id={id} />
}
