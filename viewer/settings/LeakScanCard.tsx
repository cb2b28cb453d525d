import { LEAKS, type Leak } from '../../contract/masking.ts'
import { to } from '../location.ts'
import { Button } from '../ui/Button.tsx'
import { Notice, Problem } from '../ui/State.tsx'
import { ago, counted } from '../ui/words.ts'
import { loadMasking, scan, scanProblem, startScan } from './leak-scan.ts'

const WHERE: Record<Leak['where'], string> = {
  text: 'text',
  attribute: 'an attribute',
  input: 'a field',
  address: 'an address',
  console: 'the console',
  network: 'a request',
  other: 'a signal',
}

export function LeakScanCard({ onMask }: { onMask: (selector: string) => void }) {
  const { value, problem } = scan.value
  const found = value?.scan ?? null
  return (
    <section class="card">
      <h2>What should have been masked</h2>
      <p class="quiet">
        Looks through every recording for card numbers, e-mail addresses, keys and tokens: in texts, fields,
        addresses, console and requests.
      </p>
      <div class="mask-actions">
        <Button
          icon="search"
          look="primary"
          disabled={found?.state === 'running'}
          onClick={() => void startScan()}
        >
          {found?.state === 'running' ? 'Looking …' : found ? 'Look again' : 'Look through recordings'}
        </Button>
        {found?.state === 'running' && (
          <progress aria-label="How far it is" value={found.looked} max={Math.max(1, found.total)} />
        )}
        {found && found.state !== 'running' && (
          <span class="quiet">
            {counted(found.looked, 'session')}, {ago(found.endedAt ?? found.startedAt, Date.now())}
          </span>
        )}
      </div>
      {scanProblem.value && <Notice bad>{scanProblem.value}</Notice>}
      {problem && (
        <Problem title="This could not be loaded" problem={problem} again={() => void loadMasking()} />
      )}
      {found?.problem && <Notice bad>{found.problem}</Notice>}
      {found?.state === 'done' && found.leaks.length === 0 && <p>Nothing of the kind was found.</p>}
      {found && found.leaks.length > 0 && (
        <ul class="leaks">
          {found.leaks.map(one => (
            <Found
              key={JSON.stringify([one.kind, one.where, one.page, one.selector])}
              leak={one}
              onMask={onMask}
            />
          ))}
        </ul>
      )}
      {found && found.more > 0 && <p class="quiet">and {counted(found.more, 'place')} more.</p>}
    </section>
  )
}

function Found({ leak, onMask }: { leak: Leak; onMask: (selector: string) => void }) {
  const { kind, where, page, selector, sample, sessions, moments } = leak
  return (
    <li>
      <div class="mask-head">
        <strong>{LEAKS[kind]}</strong>
        <code>{sample}</code>
        {selector && (
          <Button look="quietly" onClick={() => onMask(selector)}>
            Mask this …
          </Button>
        )}
      </div>
      <div class="quiet">
        {counted(leak.count, 'time')} in {counted(sessions, 'session')}, in {WHERE[where]} on {page}
        {selector && (
          <>
            {' '}
            at <code>{selector}</code>
          </>
        )}
      </div>
      <div class="leak-moments">
        {moments.map((one, i) => (
          <a
            key={`${one.session} ${one.at}`}
            href={to(`/sessions/${encodeURIComponent(one.session)}`, {
              t: one.at,
              tab: one.tab,
              segment: null,
            })}
          >
            Moment {i + 1}
          </a>
        ))}
      </div>
    </li>
  )
}
