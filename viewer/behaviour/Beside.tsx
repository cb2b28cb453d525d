import { Fragment } from 'preact'
import { Behind } from './Behind.tsx'
import { percent } from './words.ts'

/** The shares of both sides, and the people behind each. */
export function Beside({
  shares,
}: {
  shares: readonly { share: number | null; href: string | undefined }[]
}) {
  return (
    <>
      {shares.map(({ share, href }, i) => (
        <Fragment key={i}>
          {i > 0 && ' beside '}
          <Behind href={href}>{percent(share)}</Behind>
        </Fragment>
      ))}
    </>
  )
}
