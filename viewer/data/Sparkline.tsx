const DAY_MS = 86_400_000
const WIDTH = 96
const HEIGHT = 22
const MOST = 28

/** Volume per day, of the newest days up to `until`; days without are gaps. */
export function Sparkline({ days, until }: { days: { day: number; count: number }[]; until: number }) {
  const last = Math.floor(until / DAY_MS)
  const first = days[0] ? Math.floor(days[0].day / DAY_MS) : last
  const many = Math.min(MOST, Math.max(14, last - first + 1))
  const counts = new Map(days.map(({ day, count }) => [Math.floor(day / DAY_MS), count]))
  const values = Array.from({ length: many }, (_, i) => counts.get(last - many + 1 + i) ?? 0)
  const top = Math.max(1, ...values)
  const step = WIDTH / many
  const words = `${values.at(-1) ?? 0} on the last day, at most ${Math.max(0, ...values)} a day of the last ${many}`
  return (
    <svg class="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
      <title>{words}</title>
      {values.map((value, i) => {
        const height = value === 0 ? 1 : Math.max(2, (value / top) * HEIGHT)
        const key = last - many + 1 + i
        return (
          <rect
            key={key}
            class={value === 0 ? 'none' : undefined}
            x={i * step + 0.4}
            width={Math.max(1, step - 0.8)}
            y={HEIGHT - height}
            height={height}
          />
        )
      })}
    </svg>
  )
}
