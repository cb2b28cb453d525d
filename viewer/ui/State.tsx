import type { ComponentChildren } from 'preact'
import { Button } from './Button.tsx'
import { Icon, type IconName } from './Icon.tsx'

interface EmptyProps {
  icon: IconName
  title: string
  children: ComponentChildren
  actions?: ComponentChildren
}

/** Nothing to show, and what to do about it. */
export function Empty({ icon, title, children, actions }: EmptyProps) {
  return (
    <div class="state">
      <Icon name={icon} />
      <h2>{title}</h2>
      <p>{children}</p>
      {actions && <div class="actions">{actions}</div>}
    </div>
  )
}

/** Something failed: what, and a way to try again. */
export function Problem({ title, problem, again }: { title: string; problem: string; again?: () => void }) {
  return (
    <div class="state" role="alert">
      <Icon name="warning" />
      <h2>{title}</h2>
      <p>{problem}</p>
      {again && (
        <div class="actions">
          <Button icon="reload" onClick={again}>
            Try again
          </Button>
        </div>
      )}
    </div>
  )
}

export function Notice({ children, bad }: { children: ComponentChildren; bad?: boolean }) {
  return (
    <div class={bad ? 'notice bad' : 'notice'} role={bad ? 'alert' : 'status'}>
      <Icon name="warning" small />
      <div>{children}</div>
    </div>
  )
}

/** Stands where text will be, as wide as it will be: nothing moves when it comes. */
export function Skeleton({ width, height = 12 }: { width: number | string; height?: number }) {
  return <span class="skeleton" style={{ width, height }} aria-hidden="true" />
}
