import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Player } from '../player/player.ts'
import { Button } from '../ui/Button.tsx'
import { copyText } from '../ui/clipboard.ts'
import { Notice } from '../ui/State.tsx'
import { CopyField } from './CopyField.tsx'
import { LinkList } from './LinkList.tsx'
import type { Links } from './links.ts'
import { range } from './range.ts'
import { Switch } from './Switch.tsx'

const EXPIRIES = [
  { days: 1, label: 'in a day' },
  { days: 7, label: 'in 7 days' },
  { days: 30, label: 'in 30 days' },
  { days: 365, label: 'in a year' },
  { days: null, label: 'never' },
]
const USUAL_DAYS = 30
/** The server's least. */
const PASSWORD_LENGTH = 4

export function PublicTab({ player, links }: { player: Player; links: Links }) {
  const title = useSignal('')
  const password = useSignal('')
  const days = useSignal<number | null>(USUAL_DAYS)
  const members = useSignal(false)
  const console = useSignal(false)
  const network = useSignal(false)
  const maskText = useSignal(false)
  const picture = useSignal(true)
  useEffect(() => void links.ask(), [links])
  const made = links.made.value
  // Who sees the link posted sees its picture.
  const mayShow = password.value === '' && !members.value
  const tooShort = password.value !== '' && password.value.length < PASSWORD_LENGTH

  function submit(event: Event): void {
    event.preventDefault()
    const part = range.peek()
    if (!part || tooShort) return
    const at = Math.min(Math.max(player.at.peek(), part.from), part.to)
    const input = {
      ...part,
      title: title.value,
      expiresInDays: days.value,
      audience: members.value ? ('members' as const) : ('anyone' as const),
      console: console.value,
      network: network.value,
      maskText: maskText.value,
      ...(password.value === '' ? {} : { password: password.value }),
    }
    void links.make(input, mayShow && picture.value ? at : null)
  }

  return (
    <>
      <form class="hand-over-form" onSubmit={submit}>
        <p class="quiet">
          {members.value
            ? 'Members who have the link see this range, also those who may open nothing else.'
            : 'Everyone who has the link sees this range without signing in, and nothing else of the session or the person.'}
        </p>
        <label class="labelled">
          Title
          <input
            class="input"
            maxLength={200}
            placeholder="A shared moment"
            value={title.value}
            onInput={event => {
              title.value = event.currentTarget.value
            }}
          />
        </label>
        <div class="hand-over-pair">
          <label class="labelled">
            Ends
            <select
              class="input"
              value={String(days.value)}
              onChange={event => {
                days.value = EXPIRIES[event.currentTarget.selectedIndex]?.days ?? null
              }}
            >
              {EXPIRIES.map(one => (
                <option key={one.label} value={String(one.days)}>
                  {one.label}
                </option>
              ))}
            </select>
          </label>
          <label class="labelled">
            Password
            <input
              class="input"
              type="password"
              autocomplete="new-password"
              maxLength={200}
              placeholder="None"
              value={password.value}
              aria-invalid={tooShort}
              onInput={event => {
                password.value = event.currentTarget.value
              }}
            />
          </label>
        </div>
        {tooShort && <Notice bad>A password has at least {PASSWORD_LENGTH} letters.</Notice>}
        <Switch on={members} label="Only for members" />
        <Switch on={console} label="With console and errors" />
        <Switch on={network} label="With requests" />
        <Switch on={maskText} label="Mask all text again" />
        {mayShow && <Switch on={picture} label="With a picture of this moment" />}
        {links.problem.value && <Notice bad>{links.problem.value}</Notice>}
        <Button type="submit" icon="link" look="primary" disabled={links.busy.value || tooShort}>
          {links.busy.value ? 'Making the link …' : 'Make public link'}
        </Button>
      </form>
      {made && (
        <section class="hand-over-made" aria-label="The new link">
          <CopyField label="The new link, shown only now" text={made.url} />
          <Button icon="copy" onClick={() => void copyText(made.url, 'Public link copied')}>
            Copy public link
          </Button>
          <Picture links={links} />
        </section>
      )}
      <LinkList links={links} />
    </>
  )
}

function Picture({ links }: { links: Links }) {
  const shown = links.picture.value
  if (!shown) return null
  if ('problem' in shown) return <Notice>{shown.problem}</Notice>
  return (
    <figure class="hand-over-figure">
      <img
        class="hand-over-picture"
        src={shown.address}
        alt="The page at this moment, as the link shows it"
      />
      <figcaption class="quiet">What chats and wikis show where the link is posted.</figcaption>
    </figure>
  )
}
