import { useState } from 'preact/hooks'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/State.tsx'
import { Mark } from './Mark.tsx'

interface PasswordProps {
  problem: string | null
  trying: boolean
  onPassword: (password: string) => Promise<void>
}

export function Password({ problem, trying, onPassword }: PasswordProps) {
  const [password, setPassword] = useState('')
  return (
    <form
      class="share-password card"
      onSubmit={event => {
        event.preventDefault()
        if (password !== '') void onPassword(password)
      }}
    >
      <Mark />
      <h1>This link asks for a password</h1>
      <label class="labelled">
        Password
        <input
          class="input"
          type="password"
          name="password"
          autocomplete="off"
          value={password}
          aria-invalid={problem !== null}
          aria-describedby="password-hint"
          onInput={event => setPassword(event.currentTarget.value)}
        />
        <span class="hint" id="password-hint">
          Whoever sent you the link knows it.
        </span>
      </label>
      {problem && <Notice bad>{problem}</Notice>}
      <Button type="submit" look="primary" disabled={trying || password === ''}>
        {trying ? 'Opening …' : 'Open'}
      </Button>
    </form>
  )
}
