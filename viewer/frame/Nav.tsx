import { to, view } from '../location.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'

const SCREENS: { path: string; label: string; icon: IconName; views: string[] }[] = [
  { path: '/sessions', label: 'Sessions', icon: 'video', views: ['sessions', 'session', 'sign-in'] },
  {
    path: '/segments',
    label: 'Segments',
    icon: 'funnel',
    views: ['segments', 'segment', 'segment-templates', 'segment-overlap'],
  },
  { path: '/behaviour', label: 'Behaviour', icon: 'chart', views: ['behaviour'] },
  { path: '/frustration', label: 'Frustration', icon: 'cursor', views: ['frustration', 'thresholds'] },
  { path: '/people', label: 'People', icon: 'people', views: ['people', 'person', 'accounts', 'account'] },
  { path: '/data', label: 'Data', icon: 'database', views: ['data'] },
  { path: '/settings', label: 'Settings', icon: 'cog', views: ['settings'] },
]

export function Nav() {
  return (
    <nav class="nav" aria-label="Screens">
      {SCREENS.map(screen => (
        <a
          key={screen.path}
          href={to(screen.path)}
          aria-current={screen.views.includes(view.value.screen) ? 'page' : undefined}
        >
          <Icon name={screen.icon} />
          <span>{screen.label}</span>
        </a>
      ))}
    </nav>
  )
}
