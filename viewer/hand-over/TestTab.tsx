import { Button } from '../ui/Button.tsx'
import { copyText } from '../ui/clipboard.ts'
import { Segmented } from '../ui/Segmented.tsx'
import { Notice } from '../ui/State.tsx'
import { download } from './download.ts'
import { TextPreview } from './TextPreview.tsx'
import type { Texts } from './texts.ts'

const EXPECT = [
  { value: 'until-fixed', label: 'Fails until fixed' },
  { value: 'while-it-exists', label: 'Passes while it exists' },
] as const

export function TestTab({ texts }: { texts: Texts }) {
  const { value, problem } = texts.test.value
  return (
    <>
      <Segmented
        label="What the test expects of the failure"
        name="hand-over-expect"
        value={texts.expect.value}
        options={EXPECT}
        onChange={next => {
          texts.expect.value = next
        }}
      />
      {problem && <Notice bad>{problem}</Notice>}
      <TextPreview label="The Playwright test" text={value?.source ?? null} />
      <div class="hand-over-actions">
        <Button
          icon="copy"
          disabled={!value}
          onClick={() => {
            if (value) void copyText(value.source, 'Test copied')
          }}
        >
          Copy
        </Button>
        <Button
          icon="download"
          look="primary"
          disabled={!value}
          onClick={() => {
            if (value) download(value.name, value.source)
          }}
        >
          Download .spec.ts
        </Button>
      </div>
    </>
  )
}
