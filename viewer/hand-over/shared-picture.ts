/** The picture of a public link, drawn from what its holders get: masked and cut by the server, not by this page. */
import type { Shared } from '../../contract/share.ts'
import { drawPage } from '../picture/draw.ts'
import { createTabLoader } from '../replay/loader.ts'
import { tabAt } from '../replay/plan.ts'
import { createTabReplay } from '../replay/tab-replay.ts'
import { sharedSource } from '../share/shared-source.ts'

/** `at`: ms since the range began. Null when there is no page to draw then. */
export async function drawShared(shared: Shared, at: number): Promise<Blob | null> {
  const { recordings, startedAt, endedAt } = shared.session
  const moment = Math.min(startedAt + Math.max(0, at), endedAt)
  const tab = tabAt(recordings, moment)
  if (!tab) return null
  let size = { width: 0, height: 0 }
  const stage = createTabReplay(createTabLoader(tab, 0, sharedSource(shared).batch), (width, height) => {
    size = { width, height }
  })
  // Beside what is seen, since a frame that is not shown has no layout.
  const aside = document.createElement('div')
  aside.className = 'session-replay aside-replay'
  aside.inert = true
  aside.append(stage.element)
  document.body.append(aside)
  try {
    await stage.show(moment)
    const page = stage.frame()?.contentDocument
    return page ? await drawPage(page, size) : null
  } finally {
    stage.destroy()
    aside.remove()
  }
}
