/** The page behind the picture and where its elements are, kept in step with what is asked about. */
import { computed, signal } from '@preact/signals'
import { api } from '../../api.ts'
import { bar } from '../../location.ts'
import { wordsOf } from '../../remote.ts'
import { isDifference } from './address.ts'
import type { Box } from './anchors.ts'
import { heat } from './calls.ts'
import { densityOf } from './density.ts'
import { difference, map, recording, scene, sceneAt, scenes } from './model.ts'
import { placedOn } from './placed-on.ts'
import { buildScene, type Scene } from './scene.ts'

export interface Stage {
  state: 'loading' | 'shown' | 'problem'
  problem: string | null
  size: { width: number; height: number }
}

const EMPTY = { width: 0, height: 0 }
export const stage = signal<Stage>({ state: 'loading', problem: null, size: EMPTY })
/** By fingerprint: where the element is on the page that is shown; more than one when several look alike. */
export const boxes = signal<ReadonlyMap<string, Box[]>>(new Map())

let built: Scene | null = null
let turn = 0

/** Rebuilds the page of the scene in the room it is given. */
export async function buildStage(room: HTMLElement): Promise<void> {
  const now = ++turn
  const [one, at, session] = [scene.peek(), sceneAt.peek(), recording.peek().value]
  if (!one || at === null || session?.id !== one.session) return
  stage.value = { ...stage.peek(), state: 'loading', problem: null }
  try {
    const next = await buildScene(
      session,
      one.tab,
      at,
      (tab, seq) => api.batch(one.session, tab, seq, bar.peek().project),
      room,
    )
    if (now !== turn) {
      next?.destroy()
      return
    }
    built?.destroy()
    built = next
    stage.value = next
      ? { state: 'shown', problem: null, size: next.size }
      : { state: 'problem', problem: noPicture(), size: EMPTY }
    await findElements()
  } catch (cause) {
    if (now === turn) stage.value = { state: 'problem', problem: wordsOf(cause), size: EMPTY }
  }
}

/** A recording without one is told as recorded to no part. */
function noPicture(): string {
  return scenes.peek().value?.every(one => one.fidelity === 0)
    ? 'No recording of this page has a picture of it, so there is nothing to draw on. The numbers beside still count everyone.'
    : 'The recording of this view has no picture of the page. Choose another session as the background; the numbers beside still count everyone.'
}

/** The page that is shown is no longer the one asked about. */
export function awaitStage(): void {
  turn++
  stage.value = { ...stage.peek(), state: 'loading', problem: null }
}

/** As findElements, for when other elements are listed: a failure is told over the page, which stays. */
export async function findAgain(): Promise<void> {
  try {
    await findElements()
  } catch (cause) {
    stage.value = { ...stage.peek(), problem: wordsOf(cause) }
  }
}

/** Asks where the listed elements are on the page that is shown. */
async function findElements(): Promise<void> {
  const [one, at, shown] = [scene.peek(), sceneAt.peek(), built]
  const elements = listed.peek()
  if (!one || at === null || !shown || elements.length === 0) {
    boxes.value = new Map()
    return
  }
  const { session, tab } = one
  const found = await heat.places({ session, tab, at, elements }, bar.peek().project)
  if (shown !== built) return
  boxes.value = new Map(
    found.elements.flatMap(({ element, nodes }) => {
      const own = shown.boxes(nodes)
      return own.length > 0 ? [[element, own] as const] : []
    }),
  )
}

export function leaveStage(): void {
  turn++
  built?.destroy()
  built = null
  boxes.value = new Map()
  stage.value = { state: 'loading', problem: null, size: EMPTY }
}

/** Fingerprints of the elements that are listed. */
export const listed = computed(
  (): string[] =>
    (isDifference.value ? difference.value.value?.elements : map.value.value?.elements)?.map(
      one => one.element,
    ) ?? [],
)

/** What is drawn, brought to its places on the page. */
export const placed = computed(() => {
  const heatmap = map.value.value
  const { size, state } = stage.value
  if (!heatmap || isDifference.value || state !== 'shown') return null
  return placedOn(heatmap, boxes.value, size)
})

export const density = computed(() => placed.value && densityOf(placed.value))
