/** Whether a key press belongs to the field it was typed into rather than to the screen. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.metaKey || event.ctrlKey || event.altKey) return true
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  return target.matches('input:not([type=range]):not([type=radio]):not([type=checkbox]), textarea, select')
}
