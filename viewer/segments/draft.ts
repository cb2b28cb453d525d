/** The segment being written: its tree with undo, its live count, and saving. */
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Preview, Segment } from '../../contract/api.ts'
import { checkSegment, type SegmentProblem } from '../../contract/segment/check.ts'
import type { SegmentGoal } from '../../contract/segment/goal.ts'
import { type Condition, SEGMENT_VERSION, type SegmentDefinition } from '../../contract/segment/segment.ts'
import { ApiFailure, api } from '../api.ts'
import { loadSegments } from '../frame/projects.ts'
import { bar, go, here, query, to } from '../location.ts'
import { wordsOf } from '../remote.ts'
import { say } from '../ui/toast.ts'
import { filledIn, inserted, isComplete, type Place, replaced } from './builder/tree.ts'
import { calls } from './calls.ts'
import { draftIn, goalIn, isGoal, NO_GOAL, textIn } from './handed.ts'

/** The count is asked for after typing paused this long, ms. */
const PAUSE_MS = 250
const UNDO_STEPS = 100

export interface Draft {
  id: string | null
  name: Signal<string>
  description: Signal<string>
  definition: ReadonlySignal<SegmentDefinition>
  saved: ReadonlySignal<Segment | null>
  dirty: ReadonlySignal<boolean>
  complete: ReadonlySignal<boolean>
  canUndo: ReadonlySignal<boolean>
  canRedo: ReadonlySignal<boolean>
  goal: Signal<SegmentGoal>
  loading: Signal<boolean>
  /** Why the segment cannot be opened. */
  missing: Signal<string | null>
  problem: Signal<string | null>
  problems: Signal<SegmentProblem[]>
  preview: Signal<Preview | null>
  counting: Signal<boolean>
  /** The preview is of what was written before. */
  stale: Signal<boolean>
  change(place: Place, node: Condition | null): void
  add(place: Place, node: Condition): void
  setSubject(subject: SegmentDefinition['subject']): void
  /** Another tree altogether, as from text. */
  put(definition: SegmentDefinition): void
  undo(): void
  redo(): void
  open(): Promise<void>
  save(): Promise<void>
  remove(): Promise<void>
  stop(): void
}

const EMPTY: SegmentDefinition = {
  version: SEGMENT_VERSION,
  subject: 'session',
  where: { kind: 'and', of: [] },
}

export function createDraft(id: string | null): Draft {
  const { project } = bar.peek()
  const name = signal('')
  const description = signal('')
  const definition = signal<SegmentDefinition>(EMPTY)
  const saved = signal<Segment | null>(null)
  const past = signal<SegmentDefinition[]>([])
  const future = signal<SegmentDefinition[]>([])
  const goal = signal<SegmentGoal>(NO_GOAL)
  const loading = signal(true)
  const missing = signal<string | null>(null)
  const problem = signal<string | null>(null)
  const problems = signal<SegmentProblem[]>([])
  const preview = signal<Preview | null>(null)
  const counting = signal(false)
  const stale = signal(false)
  const complete = computed(() => childCount(definition.value) > 0 && isComplete(definition.value))
  const dirty = computed(() => {
    const before = saved.value
    if (!before) return childCount(definition.value) > 0 || name.value !== ''
    if (JSON.stringify(goal.value) !== JSON.stringify(before.goal ?? NO_GOAL)) return true
    return (
      before.name !== name.value ||
      before.description !== description.value ||
      JSON.stringify(grouped(before.definition)) !== JSON.stringify(definition.value)
    )
  })

  function set(next: SegmentDefinition): void {
    // A field left after Enter says again what it said.
    if (JSON.stringify(next) === JSON.stringify(definition.peek())) return
    past.value = [...past.peek(), definition.peek()].slice(-UNDO_STEPS)
    future.value = []
    definition.value = next
  }

  /** What cannot be asked leaves the builder as it is, and says where and why. */
  function take(checked: ReturnType<typeof checkSegment>, what: string): void {
    if ('definition' in checked) {
      definition.value = grouped(checked.definition)
      return
    }
    const [first] = checked.problems
    problem.value = `${what} cannot be asked. ${first?.at}: ${first?.message} It matches nobody: write it anew.`
    problems.value = checked.problems
  }

  async function open(): Promise<void> {
    const copy = query.peek().get('copy')
    const asked = query.peek()
    const source = id ?? copy
    loading.value = true
    missing.value = null
    try {
      if (source) {
        const segment = await api.segment(source, project)
        name.value = id ? segment.name : `${segment.name} (copy)`
        description.value = segment.description
        goal.value = segment.goal ?? NO_GOAL
        take(checkSegment(segment.definition), 'What was saved')
        if (id) saved.value = segment
      } else {
        name.value = asked.get('name') ?? ''
        description.value = asked.get('description') ?? ''
        goal.value = goalIn(asked.get('goal')) ?? NO_GOAL
      }
      const handed = draftIn(asked.get('draft'))
      if (handed) take(handed, 'What this link says')
      const written = handed ? null : await textIn(asked.get('q'))
      if (written) definition.value = grouped(written)
      else if (!handed && asked.get('q')) go(here({ form: 'text' }), 'replace')
    } catch (cause) {
      missing.value = wordsOf(cause)
    }
    loading.value = false
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  let abort = new AbortController()
  const stopCounting = effect(() => {
    const { where, ...rest } = definition.value
    const asked = filledIn(where)
    clearTimeout(timer)
    abort.abort()
    if (!asked) {
      preview.value = null
      counting.value = false
      return
    }
    counting.value = true
    stale.value = true
    abort = new AbortController()
    const { signal: stop } = abort
    timer = setTimeout(() => void count({ ...rest, where: asked }, stop), PAUSE_MS)
  })

  async function count(asked: SegmentDefinition, stop: AbortSignal): Promise<void> {
    try {
      for (const sample of [true, false]) {
        const answer = await calls.preview(asked, sample, project, stop)
        preview.value = answer
        stale.value = false
        problems.value = answer.notices
        problem.value = null
        if (answer.ofSample === null) break
      }
    } catch (cause) {
      if (stop.aborted) return
      problem.value = wordsOf(cause)
      problems.value = cause instanceof ApiFailure ? cause.problems : []
    }
    counting.value = false
  }

  /** What is written survives a reload and can be sent to a colleague. */
  const stopWriting = effect(() => {
    const { where, ...rest } = definition.value
    const written = dirty.value && !loading.value ? filledIn(where) : null
    const text = written ? JSON.stringify({ ...rest, where: written }) : null
    // A text in the address has become the draft.
    const changes = text === null ? { draft: null } : { draft: text, q: null }
    if (!loading.value && query.peek().get('draft') !== text) go(here(changes), 'replace')
  })

  return {
    id,
    name,
    description,
    definition,
    saved,
    dirty,
    complete,
    canUndo: computed(() => past.value.length > 0),
    canRedo: computed(() => future.value.length > 0),
    goal,
    loading,
    missing,
    problem,
    problems,
    preview,
    counting,
    stale,
    change(place, node) {
      const where = replaced(definition.peek().where, place, node) ?? EMPTY.where
      set({ ...definition.peek(), where })
    },
    add: (place, node) =>
      set({ ...definition.peek(), where: inserted(definition.peek().where, place, node) }),
    setSubject: subject => set({ ...definition.peek(), subject }),
    undo() {
      const before = past.peek().at(-1)
      if (!before) return
      past.value = past.peek().slice(0, -1)
      future.value = [...future.peek(), definition.peek()]
      definition.value = before
    },
    redo() {
      const after = future.peek().at(-1)
      if (!after) return
      future.value = future.peek().slice(0, -1)
      past.value = [...past.peek(), definition.peek()]
      definition.value = after
    },
    put: next => set(grouped(next)),
    open,
    async save() {
      const input = {
        name: name.peek().trim(),
        description: description.peek(),
        definition: definition.peek(),
        ...(isGoal(goal.peek()) ? { goal: goal.peek() } : {}),
      }
      try {
        const segment = id
          ? await api.updateSegment(id, input, project)
          : await api.createSegment(input, project)
        saved.value = segment
        await loadSegments()
        say(`“${segment.name}” saved`)
        if (!id) go(to(`/segments/${encodeURIComponent(segment.id)}`), 'replace')
      } catch (cause) {
        problem.value = wordsOf(cause)
        problems.value = cause instanceof ApiFailure ? cause.problems : []
      }
    },
    async remove() {
      if (!id) return
      try {
        await api.deleteSegment(id, project)
        await loadSegments()
        say(`“${name.peek()}” deleted`)
        go(to('/segments', bar.peek().segment === id ? { segment: null } : {}))
      } catch (cause) {
        problem.value = wordsOf(cause)
      }
    },
    stop() {
      clearTimeout(timer)
      abort.abort()
      stopCounting()
      stopWriting()
    },
  }
}

/** The editor's root is always a group. */
function grouped(definition: SegmentDefinition): SegmentDefinition {
  const { where } = definition
  return where.kind === 'and' || where.kind === 'or'
    ? definition
    : { ...definition, where: { kind: 'and', of: [where] } }
}

function childCount({ where }: SegmentDefinition): number {
  return where.kind === 'and' || where.kind === 'or' ? where.of.length : 1
}
