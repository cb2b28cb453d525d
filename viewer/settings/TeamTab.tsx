import './team.css'
import { useEffect } from 'preact/hooks'
import { MembersCard } from './MembersCard.tsx'
import { MentionHookCard } from './MentionHookCard.tsx'
import { TokensCard } from './TokensCard.tsx'
import { loadTeam } from './team.ts'

export function TeamTab() {
  useEffect(() => void loadTeam(), [])
  return (
    <>
      <MembersCard />
      <TokensCard />
      <MentionHookCard />
    </>
  )
}
