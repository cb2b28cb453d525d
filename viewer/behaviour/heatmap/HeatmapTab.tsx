import { Empty } from '../../ui/State.tsx'

export function HeatmapTab() {
  return (
    <Empty icon="cursor" title="No heatmap yet">
      Choose a page that was visited.
    </Empty>
  )
}
