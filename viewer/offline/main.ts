/** The player inside an exported HTML file: the recording stands beside it, and nothing is asked of a network. */
import './offline.css'
import type { eventWithTime } from '@rrweb/types'
import { Replayer } from 'rrweb'
import { controlsOf } from './controls.ts'
import { type OfflineTab, recordingIn } from './recording.ts'

void start()

async function start(): Promise<void> {
  const stage = element('main', 'stage')
  try {
    const { title, tabs } = await recordingIn(document)
    const first = tabs[0]
    if (!first) throw new Error('The recording is empty.')
    document.body.append(element('h1', 'title', title), stage)
    show(first, tabs, stage)
  } catch (cause) {
    console.error(cause)
    const text = 'The recording in this file cannot be read; export it again.'
    document.body.append(element('p', 'problem', text))
  }
}

function show(tab: OfflineTab, tabs: OfflineTab[], stage: HTMLElement): void {
  stage.replaceChildren()
  const room = element('div', 'room')
  stage.append(room)
  const replayer = new Replayer(twoOrMore(tab.events), {
    root: room,
    showWarning: false,
    triggerFocus: false,
    UNSAFE_replayCanvas: false,
    mouseTail: { strokeStyle: '#0f9d8a', lineWidth: 2, duration: 600 },
  })
  replayer.iframe.title = 'Recorded page'
  replayer.iframe.tabIndex = -1
  const size = { width: 0, height: 0 }
  const scaleDown = () => {
    if (size.width === 0) return
    const scale = Math.min(1, stage.clientWidth / size.width, (innerHeight - 150) / size.height)
    replayer.wrapper.style.transform = `scale(${scale})`
    room.style.height = `${size.height * scale}px`
    room.style.width = `${size.width * scale}px`
  }
  replayer.on('resize', value => {
    Object.assign(size, value)
    scaleDown()
  })
  addEventListener('resize', scaleDown)
  const controls = controlsOf(replayer, tabs, tab, next => {
    removeEventListener('resize', scaleDown)
    replayer.destroy()
    show(next, tabs, stage)
  })
  stage.append(controls)
  // One ms on, the first page is seen.
  replayer.pause(1)
}

/** rrweb refuses fewer than two events. */
function twoOrMore(events: eventWithTime[]): eventWithTime[] {
  const last = events.at(-1)
  return last && events.length < 2 ? [...events, { ...last, timestamp: last.timestamp + 1 }] : events
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name)
  made.className = className
  made.textContent = text
  return made
}
