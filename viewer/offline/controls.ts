import type { Replayer } from 'rrweb'
import type { OfflineTab } from './recording.ts'

const SPEEDS = [0.5, 1, 2, 4, 8, 16]

/** Play, seek, speed and the tab: plain elements, for there is no library but the replayer in the file. */
export function controlsOf(
  replayer: Replayer,
  tabs: OfflineTab[],
  shown: OfflineTab,
  choose: (tab: OfflineTab) => void,
): HTMLElement {
  const length = Math.max(1, replayer.getMetaData().totalTime)
  let playing = false
  const bar = document.createElement('div')
  bar.className = 'controls'

  const play = document.createElement('button')
  const seek = document.createElement('input')
  seek.type = 'range'
  seek.max = String(length)
  seek.value = '0'
  seek.setAttribute('aria-label', 'Time in the recording')
  const time = document.createElement('output')

  const tell = () => {
    play.textContent = playing ? 'Pause' : 'Play'
    time.textContent = `${clock(Number(seek.value))} / ${clock(length)}`
    seek.setAttribute('aria-valuetext', time.textContent)
  }
  const go = (at: number) => {
    if (playing) replayer.play(at)
    // rrweb applies what came before its time: 1 ms later, what happened at this very moment is seen, too.
    else replayer.pause(at + 1)
  }
  play.addEventListener('click', () => {
    playing = !playing
    go(playing && Number(seek.value) >= length ? 0 : Number(seek.value))
    tell()
  })
  seek.addEventListener('input', () => {
    go(Number(seek.value))
    tell()
  })
  replayer.on('finish', () => {
    playing = false
    seek.value = String(length)
    tell()
  })
  const follow = () => {
    if (!bar.isConnected) return
    if (playing) {
      seek.value = String(Math.round(replayer.getCurrentTime()))
      tell()
    }
    requestAnimationFrame(follow)
  }
  requestAnimationFrame(follow)

  const speed = select(
    'Speed',
    SPEEDS.map(one => ({ label: `${one}x`, chosen: one === 1 })),
    index => replayer.setConfig({ speed: SPEEDS[index] ?? 1 }),
  )
  const skip = document.createElement('label')
  const box = document.createElement('input')
  box.type = 'checkbox'
  box.addEventListener('change', () => replayer.setConfig({ skipInactive: box.checked }))
  skip.append(box, ' Skip inactivity')

  bar.append(play, seek, time, speed, skip)
  if (tabs.length > 1) {
    bar.append(
      select(
        'Tab',
        tabs.map((tab, i) => ({ label: `Tab ${i + 1}`, chosen: tab === shown })),
        index => {
          const next = tabs[index]
          if (next) choose(next)
        },
      ),
    )
  }
  tell()
  return bar
}

function select(
  label: string,
  options: { label: string; chosen: boolean }[],
  onChange: (index: number) => void,
): HTMLSelectElement {
  const made = document.createElement('select')
  made.setAttribute('aria-label', label)
  for (const { label, chosen } of options) made.append(new Option(label, label, chosen, chosen))
  made.addEventListener('change', () => onChange(made.selectedIndex))
  return made
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
