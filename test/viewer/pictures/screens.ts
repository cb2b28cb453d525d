/** Every screen, by its address. */
import { type Made, MOMENT, QUESTIONS, SESSION } from './fill-in.ts'

export interface Screen {
  name: string
  address: string
  /** Only light and wide. */
  once?: true
  /** Without anybody signed in. */
  signedOut?: true
  /** As if there were no sessions. */
  empty?: true
}

const PANELS = [
  'events',
  'console',
  'network',
  'failures',
  'pages',
  'vitals',
  'inputs',
  'tree',
  'notes',
  'person',
]
const HAND_OVER = ['moment', 'public', 'report', 'test', 'file']
const DATA = ['events', 'live', 'plan', 'violations', 'identity', 'destinations']
const SETTINGS = ['project', 'export', 'masking', 'deletion', 'team', 'log']

export function screensOf(made: Made): Screen[] {
  const player = `/sessions/${SESSION}?t=${MOMENT}`
  const plain = (name: string, address = `/${name}`): Screen => ({ name, address })
  const once = (name: string, address: string): Screen => ({ name, address, once: true })
  const asked = (tab: keyof typeof QUESTIONS) =>
    plain(tab, `/behaviour/${tab}?range=28d&q=${encodeURIComponent(JSON.stringify(QUESTIONS[tab]))}`)
  return [
    { name: 'sign-in', address: '/sign-in', signedOut: true },
    { name: 'invitation', address: `/sign-in${made.invitation}`, signedOut: true },
    plain('sessions'),
    plain('sessions-of-segment', `/sessions?segment=${made.stuck}`),
    once('sessions-found', '/sessions?q=coupon'),
    { name: 'first-steps', address: '/sessions', empty: true },
    once('sessions-none', '/sessions?q=zyzzyva'),
    // Before a recording is opened, which the log tells.
    ...SETTINGS.map(tab => plain(`settings-${tab}`, `/settings/${tab}`)),
    plain('player', player),
    ...PANELS.map(panel => once(`player-${panel}`, `${player}&panel=${panel}`)),
    ...HAND_OVER.map(tab => once(`hand-over-${tab}`, `${player}&hand=${tab}`)),
    once('session-unknown', '/sessions/nowhere-to-be-found'),
    plain('segments'),
    plain('segment', `/segments/${made.stuck}`),
    plain('segment-new', '/segments/new'),
    plain('segment-templates', '/segments/templates'),
    plain('segment-template', '/segments/templates?template=not-activated'),
    plain('segment-overlap', '/segments/overlap'),
    plain('heatmap', '/behaviour/heatmaps?page=/demo/checkout&width=desktop'),
    once(
      'heatmap-difference',
      `/behaviour/heatmaps?page=/demo/checkout&width=desktop&segment=${made.stuck}&compare=everyone-else`,
    ),
    asked('funnels'),
    plain('retention', '/behaviour/retention'),
    asked('trends'),
    plain('paths', '/behaviour/paths'),
    plain('compare', `/behaviour/compare?segment=${made.stuck}&compare=everyone-else`),
    plain('boards', '/behaviour/boards'),
    plain('board', `/behaviour/boards?board=${made.board}`),
    plain('frustration'),
    plain('thresholds', '/frustration/thresholds'),
    plain('people'),
    plain('person', `/people/${made.person}`),
    plain('accounts'),
    plain('account', `/accounts/${made.account}`),
    ...DATA.map(tab => plain(`data-${tab}`, `/data/${tab}`)),
    { name: 'share', address: `${made.share}#t=20000`, signedOut: true },
    plain('unknown', '/nowhere/to/be/found'),
  ]
}
