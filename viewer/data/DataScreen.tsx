import './data.css'
import './live.css'
import './plan.css'
import { useEffect, useRef } from 'preact/hooks'
import { type DataTab, to } from '../location.ts'
import { DestinationsTab } from './DestinationsTab.tsx'
import { EventsTab } from './EventsTab.tsx'
import { IdentityTab } from './IdentityTab.tsx'
import { LiveTab } from './LiveTab.tsx'
import { PlanTab } from './PlanTab.tsx'
import { ViolationsTab } from './ViolationsTab.tsx'

const TABS: { tab: DataTab; path: string; label: string }[] = [
  { tab: 'events', path: '/data', label: 'Events' },
  { tab: 'live', path: '/data/live', label: 'Live' },
  { tab: 'plan', path: '/data/plan', label: 'Tracking plan' },
  { tab: 'violations', path: '/data/violations', label: 'Violations' },
  { tab: 'identity', path: '/data/identity', label: 'Identity' },
  { tab: 'destinations', path: '/data/destinations', label: 'Destinations' },
]

const SCREENS = {
  events: EventsTab,
  live: LiveTab,
  plan: PlanTab,
  violations: ViolationsTab,
  identity: IdentityTab,
  destinations: DestinationsTab,
}

export function DataScreen({ id: tab }: { id: DataTab }) {
  const tabs = useRef<HTMLElement>(null)
  useEffect(() => {
    // On a narrow screen the chosen tab may stand outside.
    tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    document.title = `${TABS.find(one => one.tab === tab)?.label ?? 'Data'} · Data · Segreel`
  }, [tab])
  const Screen = SCREENS[tab]
  return (
    <section class="data">
      <header class="screen-head">
        <h1>Data</h1>
      </header>
      <nav class="tabs" aria-label="Data" ref={tabs}>
        {TABS.map(one => (
          <a key={one.tab} href={to(one.path)} aria-current={one.tab === tab ? 'page' : undefined}>
            {one.label}
          </a>
        ))}
      </nav>
      <Screen />
    </section>
  )
}
