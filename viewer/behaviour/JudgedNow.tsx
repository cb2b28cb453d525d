import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/State.tsx'
import { define } from './definition.ts'

interface JudgedNowProps {
  /** Those asked about, with how many it began for. */
  sides: readonly { name: string; began: number }[]
  definition: { judged?: 'start' | 'asked' | undefined }
}

/** Of what people did, a segment holds nobody at first: so it is said why it is empty, and what to ask instead. */
export function JudgedNow({ sides, definition }: JudgedNowProps) {
  const nobody = sides.filter(one => one.began === 0 && one.name !== 'Everyone')
  if (nobody.length === 0 || definition.judged === 'asked') return null
  return (
    <Notice>
      Nobody was in {nobody.map(one => `“${one.name}”`).join(' or ')} yet when it began for them.{' '}
      <Button look="quietly" onClick={() => define({ ...definition, judged: 'asked' })}>
        Take who is in it now
      </Button>
    </Notice>
  )
}
