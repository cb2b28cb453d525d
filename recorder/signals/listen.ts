/** Listens in the capture phase, where the page cannot stop the event, until the answer is called. */
export function listen(target: EventTarget, types: string, handle: (event: Event) => void): () => void {
  const options = { capture: true, passive: true }
  for (const type of types.split(' ')) target.addEventListener(type, handle, options)
  return () => {
    for (const type of types.split(' ')) target.removeEventListener(type, handle, options)
  }
}
