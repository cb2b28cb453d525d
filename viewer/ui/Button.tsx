import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './Icon.tsx'

interface ButtonProps {
  children?: ComponentChildren
  icon?: IconName
  /** Shown alone, the icon needs words for those who do not see it, and a hint for those who do. */
  label?: string
  look?: 'primary' | 'quietly' | 'danger'
  type?: 'button' | 'submit'
  disabled?: boolean
  pressed?: boolean
  keys?: string
  onClick?: () => void
}

export function Button({
  children,
  icon,
  label,
  look,
  type = 'button',
  disabled,
  pressed,
  keys,
  onClick,
}: ButtonProps) {
  const alone = children === undefined
  return (
    <button
      type={type}
      class={`button ${look === 'danger' ? 'danger quietly' : (look ?? '')} ${alone ? 'icon-only' : ''}`}
      disabled={disabled}
      aria-label={label}
      aria-pressed={pressed}
      title={label && keys ? `${label} (${keys})` : label}
      onClick={onClick}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

interface LinkButtonProps {
  children: ComponentChildren
  href: string
  icon?: IconName
  look?: 'primary' | 'quietly'
}

export function LinkButton({ children, href, icon, look }: LinkButtonProps) {
  return (
    <a class={`button ${look ?? ''}`} href={href}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  )
}
