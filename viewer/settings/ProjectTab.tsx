import { Arrivals } from './Arrivals.tsx'
import { Import } from './Import.tsx'
import { PathForm } from './PathForm.tsx'
import { RecorderForm } from './RecorderForm.tsx'
import { SampleButton } from './SampleButton.tsx'
import { Snippet } from './Snippet.tsx'

export function ProjectTab() {
  return (
    <>
      <section class="card">
        <h2>Record a site</h2>
        <p class="quiet">
          Paste this into the head of every page. What people type is masked before it leaves their browser.
        </p>
        <Snippet />
      </section>
      <section class="card">
        <h2>Recorder</h2>
        <p class="quiet">
          What this project tells its recorders. They ask with their first request on a page and keep the
          answer.
        </p>
        <RecorderForm />
      </section>
      <section class="card">
        <h2>Pages</h2>
        <p class="quiet">
          Addresses that are one page. Numbers, ids and dates in them are folded already; say here what is
          not, one a line, as /product/:slug. The first that fits wins, for what was recorded before, too.
        </p>
        <PathForm />
      </section>
      <section class="card">
        <h2>Sample data</h2>
        <p class="quiet">
          Four weeks of visits to the demo shop, recorded by the same script. Removing it leaves your own data
          alone.
        </p>
        <SampleButton />
      </section>
      <section class="card">
        <h2>Import a recording</h2>
        <p class="quiet">
          From any tool: rrweb events as JSON or NDJSON, or a recording exported from PostHog.
        </p>
        <Import />
      </section>
      <section class="card">
        <h2>What arrived</h2>
        <p class="quiet">Everything that reached the server since it started, and what became of it.</p>
        <Arrivals />
      </section>
    </>
  )
}
