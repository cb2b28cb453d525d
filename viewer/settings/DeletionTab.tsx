import './deletion.css'
import { DeleteCard } from './DeleteCard.tsx'
import { RetentionCard } from './RetentionCard.tsx'
import { UnreadCard } from './UnreadCard.tsx'

export function DeletionTab() {
  return (
    <>
      <RetentionCard />
      <UnreadCard />
      <DeleteCard />
    </>
  )
}
