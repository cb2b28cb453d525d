import './sign-in.css'
import { useState } from 'preact/hooks'
import { account, secretInLink, signIn } from '../frame/account.ts'
import { Button } from '../ui/Button.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { Notice } from '../ui/State.tsx'
import { Accept } from './Accept.tsx'
import { Mark } from './Mark.tsx'
import { lastWay, rememberWay, WAYS, type Way } from './way.ts'

/** `why` it is asked for, and what to do once signed in; without, the viewer opens. */
export function SignIn({ why, onDone }: { why?: string; onDone?: () => void }) {
  const invitation = secretInLink('invitation')
  return (
    <main class="sign-in">
      {invitation === null ? <WithProof why={why} onDone={onDone} /> : <Accept invitation={invitation} />}
    </main>
  )
}

function WithProof({ why, onDone }: { why?: string | undefined; onDone?: (() => void) | undefined }) {
  const [way, setWay] = useState<Way>(lastWay)
  const [token, setToken] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const who = account.value
  const problem = who.state === 'out' ? who.problem : null
  const ready = way === 'token' ? token.trim() !== '' : email.trim() !== '' && password !== ''

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    if (!ready) return
    setBusy(true)
    rememberWay(way)
    await signIn(way === 'token' ? token : { email: email.trim(), password })
    setBusy(false)
    if (account.peek().state === 'in') onDone?.()
  }

  return (
    <form class="card" onSubmit={event => void submit(event)}>
      <Mark />
      <h1>Sign in to Segreel</h1>
      {why && <p class="quiet">{why}</p>}
      <Segmented label="Sign in with" name="way" value={way} options={WAYS} onChange={setWay} />
      {way === 'token' ? (
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
      ) : (
        <>
          <label class="labelled">
            E-mail
            <input
              class="input"
              type="email"
              name="email"
              autocomplete="username"
              value={email}
              onInput={event => setEmail(event.currentTarget.value)}
            />
          </label>
          <label class="labelled">
            Password
            <input
              class="input"
              type="password"
              name="password"
              autocomplete="current-password"
              value={password}
              aria-invalid={problem !== null}
              aria-describedby="password-hint"
              onInput={event => setPassword(event.currentTarget.value)}
            />
            <span class="hint" id="password-hint">
              Forgotten? An owner can make you a link for a new one in Settings, Team.
            </span>
          </label>
        </>
      )}
      {problem && <Notice bad>{problem}</Notice>}
      <Button type="submit" look="primary" disabled={busy || !ready}>
        {busy ? 'Signing in …' : 'Sign in'}
      </Button>
    </form>
  )
}
