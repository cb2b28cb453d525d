import '../segments/builder/builder.css'
import { useEffect, useState } from 'preact/hooks'
import type { PropertyTest } from '../../contract/segment/values.ts'
import { PropertiesEditor } from '../segments/builder/PropertiesEditor.tsx'
import { propertiesFilled } from '../segments/builder/tests.ts'

/** As long as somebody who writes hesitates between two letters. */
const PAUSE_MS = 400

interface StepTestsProps {
  label: string
  event: string
  tests: PropertyTest[]
  onChange: (tests: PropertyTest[]) => void
}

/** What the properties of a step's event have to be; asked once nothing is left to fill in. */
export function StepTests({ label, event, tests, onChange }: StepTestsProps) {
  const [written, setWritten] = useState(tests)
  const asked = JSON.stringify(tests)
  useEffect(() => setWritten(JSON.parse(asked)), [asked])
  useEffect(() => {
    if (JSON.stringify(written) === asked || !propertiesFilled(written)) return
    const timer = setTimeout(() => onChange(written), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [written])
  return (
    <fieldset class="step-tests" aria-label={`${label}: properties`}>
      <PropertiesEditor event={event} tests={written} onChange={setWritten} />
    </fieldset>
  )
}
