const DAY_MS = 86_400_000
const WIDTH = 96
const HEIGHT = 22
/** Bars; 28 days back from now touch 29. */
const MOST = 31

interface Days {
  days: { day: number; count: number }[]
  /** Epoch ms; absent: from the first that has some. */
  from?: number | undefined
  until: number
}

/** Volume per day up to `until`; in a long time several days are one bar. */
export function Sparkline({ days, from, until }: Days) {
  const last = Math.floor((until - 1) / DAY_MS)
  const first = Math.floor((from ?? days[0]?.day ?? until) / DAY_MS)
  const all = Math.max(14, last - first + 1)
  const width = Math.ceil(all / MOST)
  const many = Math.ceil(all / width)
  const values = Array.from({ length: many }, () => 0)
  for (const { day, count } of days) {
    const bar = many - 1 - Math.floor((last - Math.floor(day / DAY_MS)) / width)
    if (bar >= 0 && bar < many) values[bar]! += count
  }
  const top = Math.max(1, ...values)
  const step = WIDTH / many
  const unit = width === 1 ? 'day' : `${width} days`
  const words = `${values.at(-1) ?? 0} in the last ${unit}, at most ${Math.max(0, ...values)} in ${unit} of the last ${many * width} days`
  return (
    <svg class="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
      <title>{words}</title>
      {values.map((value, i) => {
        const height = value === 0 ? 1 : Math.max(2, (value / top) * HEIGHT)
        const key = last - (many - 1 - i) * width
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
