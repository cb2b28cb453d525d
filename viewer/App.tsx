import { account as signedIn } from './frame/account.ts'
import { Frame } from './frame/Frame.tsx'
import { view } from './location.ts'
import { askEarly } from './player/early.ts'
import { expectPlayer, playerScreen } from './player/soon.ts'
import { SegmentsScreen } from './segments/SegmentsScreen.tsx'
import { SessionsScreen } from './sessions/SessionsScreen.tsx'
import { SettingsScreen } from './settings/SettingsScreen.tsx'
import { SignIn } from './sign-in/SignIn.tsx'
import { LinkButton } from './ui/Button.tsx'
import { Later } from './ui/Later.tsx'
import { Empty, Problem } from './ui/State.tsx'

// The large ones are loaded when they are first shown.
const linked = view.peek()
// Opened by a link, code and recording are on their way before it is known who asks.
if (linked.screen === 'session') {
  void playerScreen()
  askEarly(linked.id)
} else expectPlayer()
const data = async () => (await import('./data/DataScreen.tsx')).DataScreen
const people = async () => (await import('./people/PeopleScreen.tsx')).PeopleScreen
const person = async () => (await import('./people/PersonScreen.tsx')).PersonScreen
const accounts = async () => (await import('./people/AccountsScreen.tsx')).AccountsScreen
const account = async () => (await import('./people/AccountScreen.tsx')).AccountScreen
const mentions = async () => (await import('./mentions/MentionsScreen.tsx')).MentionsScreen
const builder = async () => (await import('./segments/SegmentScreen.tsx')).SegmentScreen
const templates = async () => (await import('./segments/TemplatesScreen.tsx')).TemplatesScreen
const overlap = async () => (await import('./segments/OverlapScreen.tsx')).OverlapScreen
const frustration = async () => (await import('./frustration/FrustrationScreen.tsx')).FrustrationScreen
const sharedBoard = async () => (await import('./behaviour/boards/SharedBoardScreen.tsx')).SharedBoardScreen
const share = async () => (await import('./share/ShareScreen.tsx')).ShareScreen
const behaviour = async () => (await import('./behaviour/BehaviourScreen.tsx')).BehaviourScreen
const thresholds = async () => (await import('./frustration/ThresholdsScreen.tsx')).ThresholdsScreen

export function App() {
  const now = view.value
  // For everyone who has the link: without an account, and without the screens around.
  if (now.screen === 'shared-board') return <Later load={sharedBoard} key={now.token} id={now.token} />
  if (now.screen === 'share') return <Later load={share} key={now.token} id={now.token} />
  const who = signedIn.value
  if (who.state === 'unknown') return <div class="starting" aria-busy="true" />
  if (who.state === 'unreachable') {
    return <Problem title="Segreel cannot be reached" problem={who.problem} again={who.again} />
  }
  if (who.state === 'out') return <SignIn />
  return (
    <Frame>
      <Screen />
    </Frame>
  )
}

function Screen() {
  const now = view.value
  switch (now.screen) {
    case 'sign-in':
    case 'share':
    case 'shared-board':
    case 'sessions':
      return <SessionsScreen />
    case 'session':
      return <Later load={playerScreen} key={now.id} id={now.id} />
    case 'segments':
      return <SegmentsScreen />
    case 'segment-templates':
      return <Later load={templates} id={null} />
    case 'segment-overlap':
      return <Later load={overlap} id={null} />
    case 'segment':
      return <Later load={builder} key={now.id ?? 'new'} id={now.id} />
    case 'data':
      return <Later load={data} id={now.tab} />
    case 'people':
      return <Later load={people} id={null} />
    case 'person':
      return <Later load={person} key={now.id} id={now.id} />
    case 'accounts':
      return <Later load={accounts} id={null} />
    case 'account':
      return <Later load={account} key={now.id} id={now.id} />
    case 'mentions':
      return <Later load={mentions} id={null} />
    case 'frustration':
      return <Later load={frustration} id="board" />
    case 'thresholds':
      return <Later load={thresholds} id="thresholds" />
    case 'behaviour':
      return <Later load={behaviour} id={now.tab} />
    case 'settings':
      return <SettingsScreen tab={now.tab} />
    case 'unknown':
      return (
        <Empty
          icon="search"
          title="Nothing here"
          actions={<LinkButton href="/sessions">All sessions</LinkButton>}
        >
          There is no page at {now.path}. The link may be cut off or from another version.
        </Empty>
      )
  }
}
