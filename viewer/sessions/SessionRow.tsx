import { useEffect, useRef } from 'preact/hooks'
import type { Session } from '../../contract/api.ts'
import { bar, to } from '../location.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Country } from '../ui/Country.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { Skeleton } from '../ui/State.tsx'
import { ago, capital, count, counted, duration, fullTime } from '../ui/words.ts'
import { selected } from './list.ts'
import { marksOf } from './marks.ts'
import { watched } from './watched.ts'
import { askWhy, decidingMoment, reasons, whyKey, whys } from './why.ts'

export function HeadRow() {
  return (
    <div class="session-row session-head" aria-hidden="true">
      <span>Person</span>
      <span>Where</span>
      <span>When</span>
      <span>Active</span>
      <span>Pages</span>
      <span class="session-number">Clicks</span>
      <span>What happened</span>
    </div>
  )
}

export function SessionRow({ session }: { session: Session }) {
  const item = useRef<HTMLLIElement>(null)
  const chosen = bar.value.segment ?? bar.value.definition
  useEffect(() => {
    if (!chosen || !item.current) return
    const watch = new IntersectionObserver(entries => {
      if (entries.some(entry => entry.isIntersecting)) askWhy(session.id)
    })
    watch.observe(item.current)
    return () => watch.disconnect()
  }, [session.id, chosen])

  const key = whyKey(session.id)
  const why = key === null ? undefined : whys.value.get(key)
  const moment = why ? decidingMoment(why, session) : null
  const t = moment === null ? null : Math.max(0, moment - session.startedAt)
  const { fields, person } = session
  const seen = watched.value.has(session.id)
  return (
    <li ref={item}>
      <a
        id={`session-${session.id}`}
        class={seen ? 'session-row seen' : 'session-row'}
        href={to(`/sessions/${encodeURIComponent(session.id)}`, { t })}
        onFocus={() => {
          selected.value = session.id
        }}
      >
        <span class="session-who">
          <Avatar id={person.id} label={person.label} known={person.userIds.length > 0} />
          <span class="cut">
            <b class="cut">
              {person.label}
              {seen && <span class="visually-hidden"> (watched)</span>}
            </b>
            <small class="cut">{person.userIds[0] ?? 'Not signed in'}</small>
          </span>
        </span>
        <Where session={session} />
        <span class="cut session-when" title={fullTime(session.startedAt)}>
          <span class="cut">{ago(session.startedAt, Date.now())}</span>
          {session.source !== 'recorder' && <small>{session.source}</small>}
        </span>
        <Active active={fields.activeTime} whole={fields.duration ?? session.endedAt - session.startedAt} />
        <span class="cut session-pages">
          <span class="cut">{journey(session)}</span>
          <small>{fields.pageCount === undefined ? '–' : counted(fields.pageCount, 'page')}</small>
        </span>
        <span class="session-number">{fields.clickCount === undefined ? '–' : count(fields.clickCount)}</span>
        <span class="session-marks">
          {marksOf(session).map(mark => (
            <span key={mark.words} class={`chip ${mark.tone}`}>
              {mark.words}
            </span>
          ))}
          {seen && <span class="chip">watched</span>}
        </span>
        {chosen && (
          <span class="session-why cut">
            {why ? (
              <>
                <Icon name="funnel" small />
                <span class="visually-hidden">In the segment because: </span>
                <span class="cut">
                  {reasons(why)
                    .map(one => one.sentence)
                    .join(' · ')}
                </span>
              </>
            ) : (
              <Skeleton width="38%" height={10} />
            )}
          </span>
        )}
      </a>
    </li>
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

export function SkeletonRow() {
  return (
    <li class="session-row" aria-hidden="true">
      <span class="session-who">
        <Skeleton width={32} height={32} />
        <Skeleton width={120} />
      </span>
      <Skeleton width={110} />
      <Skeleton width={70} />
      <Skeleton width={60} />
      <Skeleton width={150} />
      <span class="session-number">
        <Skeleton width={20} />
      </span>
      <Skeleton width={70} />
    </li>
  )
}

function journey({ fields: { entryPath, exitPath } }: Session): string {
  if (!entryPath) return '–'
  return exitPath && exitPath !== entryPath ? `${entryPath} → ${exitPath}` : entryPath
}
