import './frame.css'
import './dialog.css'
import { effect } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { bar } from '../location.ts'
import { toast } from '../ui/toast.ts'
import { Bar } from './Bar.tsx'
import { Nav } from './Nav.tsx'
import { loadSegments } from './projects.ts'
import { Shortcuts } from './Shortcuts.tsx'

/** What surrounds every screen: the bar on top, the screens beside. */
export function Frame({ children }: { children: ComponentChildren }) {
  useEffect(() => {
    let known: string | undefined | null = null
    return effect(() => {
      const { project } = bar.value
      if (project !== known) void loadSegments()
      known = project
    })
  }, [])
  return (
    <div class="frame">
      <a class="skip-link" href="#main">
        Skip to content
      </a>
      <Bar />
      <Nav />
      <main id="main" class="frame-main" tabIndex={-1}>
        {children}
      </main>
      <Shortcuts />
      <div class="toast-place" role="status" aria-live="polite">
        {toast.value && <div class="toast">{toast.value}</div>}
      </div>
    </div>
  )
}
