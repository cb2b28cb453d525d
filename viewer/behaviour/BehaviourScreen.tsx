import './behaviour.css'
import { useEffect, useRef } from 'preact/hooks'
import { type BehaviourTab, to } from '../location.ts'
import { Later } from '../ui/Later.tsx'

interface Tab {
  label: string
  load: () => Promise<() => preact.JSX.Element | null>
}

// Each tab's code comes when it is first shown.
const TABS: Record<BehaviourTab, Tab> = {
  heatmaps: {
    label: 'Heatmaps',
    load: async () => (await import('./heatmap/HeatmapTab.tsx')).HeatmapTab,
  },
  funnels: { label: 'Funnels', load: async () => (await import('./FunnelTab.tsx')).FunnelTab },
  retention: { label: 'Retention', load: async () => (await import('./RetentionTab.tsx')).RetentionTab },
  trends: { label: 'Trends', load: async () => (await import('./TrendTab.tsx')).TrendTab },
  paths: { label: 'Paths', load: async () => (await import('./PathsTab.tsx')).PathsTab },
  compare: { label: 'Compare', load: async () => (await import('./CompareTab.tsx')).CompareTab },
  boards: { label: 'Boards', load: async () => (await import('./boards/BoardsTab.tsx')).BoardsTab },
}

export function BehaviourScreen({ id: tab }: { id: BehaviourTab }) {
  const tabs = useRef<HTMLElement>(null)
  const shown = TABS[tab]
  useEffect(() => {
    // On a narrow screen the chosen tab may stand outside.
    tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    document.title = `${shown.label} · Behaviour · Segreel`
  }, [shown])
  return (
    <section class="behaviour">
      <header class="screen-head">
        <h1>Behaviour</h1>
      </header>
      <nav class="tabs" aria-label="Behaviour" ref={tabs}>
        {Object.entries(TABS).map(([name, { label }]) => (
          <a key={name} href={to(`/behaviour/${name}`)} aria-current={name === tab ? 'page' : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <Later load={shown.load} key={tab} id={tab} />
    </section>
  )
}
