import './settings.css'
import { useEffect } from 'preact/hooks'
import { may } from '../frame/account.ts'
import { project } from '../frame/projects.ts'
import { type SettingsTab, to } from '../location.ts'
import { Empty, Skeleton } from '../ui/State.tsx'
import { AuditTab } from './AuditTab.tsx'
import { DeletionTab } from './DeletionTab.tsx'
import { ExportTab } from './ExportTab.tsx'
import { MaskingTab } from './MaskingTab.tsx'
import { ProjectTab } from './ProjectTab.tsx'
import { TeamTab } from './TeamTab.tsx'

const TABS = [
  { tab: 'project', path: '/settings', label: 'Project', Screen: ProjectTab, takes: 'watch' },
  { tab: 'export', path: '/settings/export', label: 'Export', Screen: ExportTab, takes: 'export' },
  { tab: 'masking', path: '/settings/masking', label: 'Masking', Screen: MaskingTab, takes: 'delete' },
  { tab: 'deletion', path: '/settings/deletion', label: 'Deletion', Screen: DeletionTab, takes: 'delete' },
  { tab: 'team', path: '/settings/team', label: 'Team', Screen: TeamTab, takes: 'members' },
  { tab: 'log', path: '/settings/log', label: 'Audit log', Screen: AuditTab, takes: 'members' },
] as const

export function SettingsScreen({ tab }: { tab: SettingsTab }) {
  const chosen = TABS.find(one => one.tab === tab) ?? TABS[0]
  useEffect(() => {
    document.title = `${chosen.label} · Settings · Segreel`
  }, [chosen])
  return (
    <section class="settings">
      <header class="screen-head">
        <h1>Settings</h1>
        <p class="quiet">{project.value ? project.value.name : <Skeleton width={90} />}</p>
      </header>
      <nav class="tabs" aria-label="Settings">
        {TABS.map(one => (
          <a key={one.tab} href={to(one.path)} aria-current={one.tab === tab ? 'page' : undefined}>
            {one.label}
          </a>
        ))}
      </nav>
      {may.value.includes(chosen.takes) ? (
        <chosen.Screen />
      ) : (
        <Empty icon="people" title="For owners">
          This part of the settings is kept by the owners of this installation. Ask one of them.
        </Empty>
      )}
    </section>
  )
}
