import { Skeleton } from '../ui/State.tsx'

/** Text as it will be handed over; null while it is on the way. */
export function TextPreview({ label, text }: { label: string; text: string | null }) {
  if (text === null) return <Skeleton width="100%" height={240} />
  return <textarea class="input text-preview" readOnly spellcheck={false} aria-label={label} value={text} />
}
