import { say } from './toast.ts'

/** Clipboard access needs a secure page or localhost; where it is refused, the text is shown to copy by hand. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    say(done)
  } catch {
    prompt('The browser does not allow copying here. Copy this by hand:', text)
  }
}
