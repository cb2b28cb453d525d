import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { Player } from '../player/player.ts'
import { Button } from '../ui/Button.tsx'
import { copyText } from '../ui/clipboard.ts'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/State.tsx'
import type { Report } from './calls.ts'
import { filledIn, TRACKERS } from './filled-in.ts'
import { createFramePicture } from './frame-picture.ts'
import type { ReportSending } from './report-hook.ts'
import { SendReport } from './SendReport.tsx'
import { TextPreview } from './TextPreview.tsx'
import { TrackerForm } from './TrackerForm.tsx'
import type { Texts } from './texts.ts'
import type { TrackerKept } from './tracker.ts'

interface ReportProps {
  player: Player
  texts: Texts
  kept: TrackerKept
  sending: ReportSending
}

export function ReportTab({ player, texts, kept, sending }: ReportProps) {
  const changing = useSignal(false)
  const picture = useMemo(() => createFramePicture(player), [player])
  useEffect(() => picture.stop, [picture])
  useEffect(() => void kept.ask(), [kept])
  const { value, problem } = texts.report.value
  return (
    <>
      <label class="labelled">
        What is wrong
        <input
          class="input"
          maxLength={500}
          placeholder={value?.title ?? 'The coupon is refused without a word'}
          value={texts.problem.value}
          onInput={event => {
            texts.typed.value = event.currentTarget.value
          }}
        />
      </label>
      {problem && <Notice bad>{problem}</Notice>}
      <TextPreview label="The report, Markdown" text={value?.markdown ?? null} />
      <div class="hand-over-actions">
        <Button
          icon="copy"
          disabled={!value}
          onClick={() => {
            if (value) void copyText(`# ${value.title}\n\n${value.markdown}`, 'Report copied')
          }}
        >
          Copy
        </Button>
        {value && <OpenInTracker kept={kept} report={value} />}
        {kept.tracker.value !== undefined && !changing.value && (
          <Button
            icon="cog"
            look="quietly"
            onClick={() => {
              changing.value = true
            }}
          >
            {kept.tracker.value ? 'Change tracker' : 'Open in a tracker …'}
          </Button>
        )}
      </div>
      {changing.value && (
        <TrackerForm
          kept={kept}
          onDone={() => {
            changing.value = false
          }}
        />
      )}
      {kept.problem.value && <Notice bad>{kept.problem.value}</Notice>}
      <SendReport
        texts={texts}
        picture={picture}
        sending={sending}
        tab={player.state.value?.pinned ?? undefined}
      />
    </>
  )
}

function OpenInTracker({ kept, report }: { kept: TrackerKept; report: Report }) {
  const tracker = kept.tracker.value
  if (!tracker) return null
  const { href, cut } = filledIn(tracker, report)
  return (
    <a
      class="button primary"
      href={href}
      target="_blank"
      rel="noreferrer"
      onClick={() => {
        if (cut) void copyText(report.markdown, 'The report is too long for an address; all of it is copied')
      }}
    >
      <Icon name="bug" />
      Open in {TRACKERS[tracker.kind].name}
    </a>
  )
}
