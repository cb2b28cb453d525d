import './first-steps.css'
import { SampleButton } from '../settings/SampleButton.tsx'
import { Snippet } from '../settings/Snippet.tsx'
import { Icon } from '../ui/Icon.tsx'

/** Nothing recorded yet: three ways to something to watch, quickest first. */
export function FirstSteps() {
  return (
    <div class="first-steps">
      <header>
        <h2>No visit has been recorded yet</h2>
        <p class="quiet">Three ways to see one. This list looks for new visits by itself.</p>
      </header>
      <ol>
        <li class="card">
          <Icon name="sparkles" />
          <h3>Look around with sample data</h3>
          <p class="quiet">
            Four weeks of a shop's visits by 80 people. It can be removed again without a trace.
          </p>
          <SampleButton />
        </li>
        <li class="card">
          <Icon name="shop" />
          <h3>Be the visitor yourself</h3>
          <p class="quiet">Click around in the demo shop; two seconds later your visit is in this list.</p>
          <a class="button" href="/demo" target="_blank" rel="noreferrer">
            Open the demo shop
          </a>
        </li>
        <li class="card wide">
          <Icon name="link" />
          <h3>Record your own site</h3>
          <p class="quiet">Paste this into the head of every page:</p>
          <Snippet />
        </li>
      </ol>
    </div>
  )
}
