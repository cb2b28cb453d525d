import './deletion.css'
import { DeleteCard } from './DeleteCard.tsx'
import { RetentionCard } from './RetentionCard.tsx'

export function DeletionTab() {
  return (
    <>
      <RetentionCard />
      <DeleteCard />
    </>
  )
}
