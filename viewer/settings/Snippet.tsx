import { project } from '../frame/projects.ts'
import { Button } from '../ui/Button.tsx'
import { copyText } from '../ui/clipboard.ts'

export function Snippet() {
  const key = project.value?.writeKey ?? ''
  const text = `<script async src="${location.origin}/recorder.js" data-write-key="${key}"></script>`
  return (
    <div class="snippet">
      <code>{text}</code>
      <Button
        icon="copy"
        label="Copy the script tag"
        onClick={() => void copyText(text, 'Script tag copied')}
      />
    </div>
  )
}
