import { useState } from 'preact/hooks'
import { acceptInvitation, account } from '../frame/account.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/State.tsx'
import { Mark } from './Mark.tsx'
import { rememberWay } from './way.ts'

/** The server's least. */
const PASSWORD_LENGTH = 10

/** Someone was invited, or gets a new password: a name, a password, and in. */
export function Accept({ invitation }: { invitation: string }) {
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const who = account.value
  const problem = who.state === 'out' ? who.problem : null
  const short = password !== '' && password.length < PASSWORD_LENGTH
  const ready = name.trim() !== '' && password.length >= PASSWORD_LENGTH

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    if (!ready) return
    setBusy(true)
    rememberWay('password')
    await acceptInvitation(invitation, name.trim(), password)
    setBusy(false)
  }

  return (
    <form class="card" onSubmit={event => void submit(event)}>
      <Mark />
      <h1>Welcome to Segreel</h1>
      <label class="labelled">
        Your name
        <input
          class="input"
          name="name"
          autocomplete="name"
          maxLength={100}
          value={name}
          onInput={event => setName(event.currentTarget.value)}
        />
        <span class="hint">Your notes and links carry it.</span>
      </label>
      <label class="labelled">
        Password
        <input
          class="input"
          type="password"
          name="password"
          autocomplete="new-password"
          maxLength={200}
          value={password}
          aria-invalid={short}
          aria-describedby="new-password-hint"
          onInput={event => setPassword(event.currentTarget.value)}
        />
        <span class="hint" id="new-password-hint">
          At least {PASSWORD_LENGTH} characters.
        </span>
      </label>
      {problem && <Notice bad>{problem}</Notice>}
      <Button type="submit" look="primary" disabled={busy || !ready}>
        {busy ? 'Signing in …' : 'Accept and sign in'}
      </Button>
    </form>
  )
}
