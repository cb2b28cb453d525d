import './sign-in.css'
import { useState } from 'preact/hooks'
import { account, signIn } from '../frame/account.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/State.tsx'

export function SignIn() {
  const [token, setToken] = useState('')
  const [busy, setBusy] = useState(false)
  const who = account.value
  const problem = who.state === 'out' ? who.problem : null

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    if (token.trim() === '') return
    setBusy(true)
    await signIn(token)
    setBusy(false)
  }

  return (
    <main class="sign-in">
      <form class="card" onSubmit={event => void submit(event)}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <rect width="24" height="24" rx="6" fill="var(--accent)" />
          <path d="M12 5a7 7 0 1 0 7 7h-7z" fill="var(--accent-ink)" />
          <path d="M14.5 3.6a7 7 0 0 1 5.9 5.9h-5.9z" fill="var(--accent-ink)" opacity=".6" />
        </svg>
        <h1>Sign in to Segreel</h1>
        <label class="labelled">
          Admin token
          <input
            class="input"
            type="password"
            name="token"
            autocomplete="current-password"
            value={token}
            aria-invalid={problem !== null}
            aria-describedby="token-hint"
            onInput={event => setToken(event.currentTarget.value)}
          />
          <span class="hint" id="token-hint">
            Printed as a sign-in link when the server started first, and kept in its data folder. Opening that
            link signs you in without typing.
          </span>
        </label>
        {problem && <Notice bad>{problem}</Notice>}
        <Button type="submit" look="primary" disabled={busy}>
          {busy ? 'Signing in …' : 'Sign in'}
        </Button>
      </form>
    </main>
  )
}
