import type { Session } from '../../contract/api.ts'
import { Country } from '../ui/Country.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { ago, capital, count, counted, duration, fullTime } from '../ui/words.ts'
import type { ColumnId } from './columns.ts'
import { keptNow } from './kept.ts'
import { marksOf } from './marks.ts'

/** What a column says of a session. */
export function Cell({ column, session }: { column: ColumnId; session: Session }) {
  const { fields, startedAt, endedAt, source } = session
  switch (column) {
    case 'where':
      return <Where session={session} />
    case 'when':
      return (
        <span class="cut session-when" title={fullTime(startedAt)}>
          <span class="cut">{ago(startedAt, Date.now())}</span>
          {source !== 'recorder' && <small>{source}</small>}
        </span>
      )
    case 'active':
      return <Active active={fields.activeTime} whole={fields.duration ?? endedAt - startedAt} />
    case 'duration':
      return <span class="cut">{duration(fields.duration ?? endedAt - startedAt)}</span>
    case 'pages':
      return (
        <span class="cut session-pages">
          <span class="cut">{journey(session)}</span>
          <small>{fields.pageCount === undefined ? '–' : counted(fields.pageCount, 'page')}</small>
        </span>
      )
    case 'clicks':
      return <Figure value={fields.clickCount} />
    case 'failures':
      return <Figure value={fields.failureCount} />
    case 'frustration':
      return <Figure value={fields.frustrationScore} />
    case 'from':
      return <span class="cut">{fields.utmSource ?? host(fields.referrer)}</span>
    case 'release':
      return <span class="cut">{fields.release ?? '–'}</span>
    case 'watched':
      return (
        <span class="cut">
          {keptNow(session)
            .watched.map(one => one.name)
            .join(', ') || '–'}
        </span>
      )
    case 'happened':
      return <Happened session={session} />
  }
}

function Figure({ value }: { value: number | undefined }) {
  return <span class="session-number">{value === undefined ? '–' : count(value)}</span>
}

function Happened({ session }: { session: Session }) {
  const { labels, notes, watched } = keptNow(session)
  const by = watched.map(one => one.name).join(', ')
  return (
    <span class="session-marks">
      {marksOf(session).map(mark => (
        <span key={mark.words} class={`chip ${mark.tone}`}>
          {mark.words}
        </span>
      ))}
      {labels.map(label => (
        <span key={label} class="chip accent">
          {label}
        </span>
      ))}
      {notes > 0 && <span class="chip event">{counted(notes, 'note')}</span>}
      {watched.length > 0 && (
        <span class="chip" title={`Watched by ${by}`}>
          watched
        </span>
      )}
    </span>
  )
}

const DEVICES: Record<string, IconName> = { desktop: 'computer', phone: 'phone', tablet: 'tablet' }

function Where({ session: { fields } }: { session: Session }) {
  const { country, device, browser, os } = fields
  return (
    <span class="session-where">
      {country ? <Country code={country} /> : <span class="quiet">Unknown place</span>}
      <small class="cut">
        {device && <Icon name={DEVICES[device] ?? 'computer'} small />}
        <span class="cut">
          {[browser, os].filter(Boolean).join(', ') || (device ? capital(device) : '–')}
        </span>
      </small>
    </span>
  )
}

function Active({ active, whole }: { active: number | undefined; whole: number }) {
  const part = active === undefined || whole === 0 ? 0 : Math.min(1, active / whole)
  return (
    <span class="session-active" title={`${duration(active ?? 0)} active of ${duration(whole)}`}>
      <span>{duration(active ?? whole)}</span>
      <span class="meter" aria-hidden="true">
        <span style={{ width: `${100 * part}%` }} />
      </span>
    </span>
  )
}

function journey({ fields: { entryPath, exitPath } }: Session): string {
  if (!entryPath) return '–'
  return exitPath && exitPath !== entryPath ? `${entryPath} → ${exitPath}` : entryPath
}

function host(referrer: string | undefined): string {
  if (!referrer) return '–'
  try {
    return new URL(referrer).host
  } catch {
    return referrer
  }
}
