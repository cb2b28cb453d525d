import './share.css'
import '../frame/dialog.css'
import { useEffect, useMemo } from 'preact/hooks'
import { SignIn } from '../sign-in/SignIn.tsx'
import { Button } from '../ui/Button.tsx'
import { Empty, Problem } from '../ui/State.tsx'
import { toast } from '../ui/toast.ts'
import { createOpenShare } from './open-share.ts'
import { Password } from './Password.tsx'
import { SharedReplay } from './SharedReplay.tsx'

/** A public link, for people without an account: the range and nothing around it. */
export function ShareScreen({ id }: { id: string }) {
  const share = useMemo(() => createOpenShare(id), [id])
  const now = share.now.value

  useEffect(() => {
    void share.open()
    addEventListener('hashchange', share.follow)
    return () => {
      removeEventListener('hashchange', share.follow)
      share.close()
    }
  }, [share])
  useEffect(() => {
    document.title = `${now.state === 'open' ? now.shared.title : 'A shared moment'} · Segreel`
  }, [now])

  return (
    <main class="share">
      {now.state === 'open' && <SharedReplay player={now.player} shared={now.shared} />}
      {now.state === 'locked' && <Password {...now} onPassword={share.open} />}
      {now.state === 'members' && (
        <SignIn why="This link is for members of the team." onDone={() => void share.open()} />
      )}
      {now.state === 'loading' && (
        <p class="share-wait quiet" role="status">
          Opening the link
        </p>
      )}
      {now.state === 'nothing' && (
        <Empty
          icon="link"
          title="This link is over or was never made"
          actions={<Button onClick={() => void share.open()}>Try again</Button>}
        >
          Public links end after a while, and whoever made one can take it back. Check that the address is
          complete, or ask for a new link.
        </Empty>
      )}
      {now.state === 'failed' && (
        <Problem
          title="The recording cannot be shown"
          problem={now.problem}
          again={() => void share.open()}
        />
      )}
      <div class="toast-place" role="status" aria-live="polite">
        {toast.value && <div class="toast">{toast.value}</div>}
      </div>
    </main>
  )
}
