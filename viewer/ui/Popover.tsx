import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon, type IconName } from './Icon.tsx'

interface PopoverProps {
  /** What the button says; with `icon` alone, what it is called. */
  label: string
  icon?: IconName
  children: (close: () => void) => ComponentChildren
  show?: ComponentChildren
  side?: 'left' | 'right'
  up?: boolean
  class?: string
  /** Open from the start. */
  opened?: boolean
}

/** A button and what it opens. Escape and a press elsewhere close it; focus returns to the button. */
export function Popover(props: PopoverProps) {
  const { label, icon, children, show, side = 'left', up, class: look = '', opened = false } = props
  const [open, setOpen] = useState(opened)
  const host = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }

  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      close()
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const items = [...(host.current?.querySelectorAll<HTMLElement>('.popover .menu-item') ?? [])]
      const at = items.findIndex(item => item.matches(':focus'))
      items.at((at + (event.key === 'ArrowDown' ? 1 : -1)) % items.length)?.focus()
      if (items.length > 0) event.preventDefault()
    }
  }

  // Before the next key press arrives.
  useLayoutEffect(() => {
    if (!open) return
    const outside = (event: Event) => {
      if (event.target instanceof Node && !host.current?.contains(event.target)) setOpen(false)
    }
    addEventListener('pointerdown', outside)
    addEventListener('focusin', outside)
    host.current?.addEventListener('keydown', keys)
    const first = host.current?.querySelector<HTMLElement>('.popover :is([aria-current], input, a, button)')
    first?.focus()
    return () => {
      removeEventListener('pointerdown', outside)
      removeEventListener('focusin', outside)
      host.current?.removeEventListener('keydown', keys)
    }
  }, [open])

  return (
    <div class="popover-host" ref={host}>
      <button
        type="button"
        ref={button}
        class={`button ${show ? '' : 'icon-only'} ${look}`}
        aria-expanded={open}
        aria-label={show ? undefined : label}
        title={show ? undefined : label}
        onClick={() => setOpen(!open)}
      >
        {icon && <Icon name={icon} />}
        {show && <span class="visually-hidden">{label}: </span>}
        {show}
      </button>
      {open && (
        <div class={`popover ${side === 'right' ? 'right' : ''} ${up ? 'up' : ''}`}>{children(close)}</div>
      )}
    </div>
  )
}
