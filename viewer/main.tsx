import './ui/tokens.css'
import './ui/base.css'
import './ui/controls.css'
import './ui/popover.css'
import './ui/state.css'
import './ui/table.css'
import { render } from 'preact'
import { App } from './App.tsx'
import { start } from './frame/account.ts'
import { listen, view } from './location.ts'
import './frame/theme.ts'

listen()
// Who opens a public link has no account to ask for.
if (!['share', 'shared-board'].includes(view.peek().screen)) void start()
const root = document.getElementById('app')
if (root) render(<App />, root)
