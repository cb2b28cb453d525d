/** The tracking plan: what is in force, its versions, what it keeps apart. */
import { signal } from '@preact/signals'
import type { BlockedEvent } from '../../contract/data.ts'
import type { Json, JsonObject, Source } from '../../contract/event.ts'
import type { Enforcement, PlanRule, TrackingPlan } from '../../contract/plan.ts'
import { bar, query } from '../location.ts'
import { load, remote, wordsOf } from '../remote.ts'
import { say } from '../ui/toast.ts'
import { calls, type WrittenPlan } from './calls.ts'

export const plan = remote<TrackingPlan | null>()
export const versions = remote<TrackingPlan[]>()
export const blocked = remote<BlockedEvent[]>()
/** The text of the editor; null: closed. */
export const editor = signal<string | null>(null)
export const editorProblem = signal<string | null>(null)

export async function loadPlan(): Promise<void> {
  const { project } = bar.peek()
  const version = Number(query.peek().get('version')) || undefined
  await Promise.all([
    load(plan, async () => (await calls.plan(project, version)).plan),
    load(versions, async () => (await calls.versions(project)).items),
    load(blocked, async () => (await calls.blocked(project)).items),
  ])
}

/** A plan as text to look at and correct; nothing is in force before it is saved. */
export async function openEditor(of: 'draft' | 'plan'): Promise<void> {
  const { project } = bar.peek()
  await attempt(async () => {
    const written = await (of === 'draft' ? calls.draftPlan(project) : calls.writtenPlan(project))
    editor.value = JSON.stringify(written, null, 2)
  })
}

export async function openFile(file: File): Promise<void> {
  await attempt(async () => {
    editor.value = await file.text()
  })
}

export function closeEditor(): void {
  editor.value = null
  editorProblem.value = null
}

export async function saveEditor(): Promise<void> {
  let read: Json
  try {
    read = JSON.parse(editor.peek() ?? '')
  } catch (cause) {
    editorProblem.value = `This is not JSON: ${cause instanceof Error ? cause.message : ''}`
    return
  }
  await attempt(async () => {
    const { plan: saved } = await calls.putPlan(read, bar.peek().project)
    closeEditor()
    say(`Version ${saved.version} is in force`)
    await loadPlan()
  })
}

export async function bringBack(old: TrackingPlan): Promise<void> {
  const { name, rules } = old
  const written: WrittenPlan = { name, rules }
  await attempt(async () => {
    // What came as JSON goes back as JSON.
    const { plan: saved } = await calls.putPlan(JSON.parse(JSON.stringify(written)), bar.peek().project)
    say(`Version ${old.version} is in force again, as version ${saved.version}`)
    await loadPlan()
  })
}

export async function setEnforcement(source: Source, how: Enforcement): Promise<void> {
  const before = plan.peek().value
  if (!before) return
  await attempt(async () => {
    await calls.enforce({ ...before.enforcement, [source]: how }, bar.peek().project)
    await loadPlan()
  })
}

export async function admit(messageIds?: string[]): Promise<void> {
  await attempt(async () => {
    const { admitted, known } = await calls.admit(messageIds, bar.peek().project)
    say(`${admitted} taken in${known > 0 ? `, ${known} were in before` : ''}`)
    await loadPlan()
  })
}

async function attempt(work: () => Promise<void>): Promise<void> {
  editorProblem.value = null
  try {
    await work()
  } catch (cause) {
    editorProblem.value = wordsOf(cause)
  }
}

export interface PlannedField {
  name: string
  type: string
  required: boolean
  choices: Json[]
}

/** The properties (of identify and group: traits) a rule speaks of. */
export function fieldsOf(rule: PlanRule): PlannedField[] {
  return ['properties', 'traits'].flatMap(part => {
    const schema = member(member(rule.jsonSchema, 'properties'), part)
    const required = schema?.required
    const names = Array.isArray(required) ? required : []
    const described = member(schema, 'properties') ?? {}
    const all = new Set([...Object.keys(described), ...names.filter(one => typeof one === 'string')])
    return [...all].map(name => {
      const field = member(described, name)
      const type = field?.type
      const choices = field?.enum
      return {
        name,
        type: Array.isArray(type) ? type.join(' or ') : typeof type === 'string' ? type : 'anything',
        required: names.includes(name),
        choices: Array.isArray(choices) ? choices : [],
      }
    })
  })
}

/** What a rule is labelled with in Segment's plans, as `owner: growth`. */
export function labelsOf({ jsonSchema }: PlanRule): string[] {
  return Object.entries(member(jsonSchema, 'labels') ?? {}).map(([name, value]) =>
    typeof value === 'string' && value !== '' ? `${name}: ${value}` : name,
  )
}

export function descriptionOf({ jsonSchema: { description } }: PlanRule): string | null {
  return typeof description === 'string' && description !== '' ? description : null
}

function member(of: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = of && Object.hasOwn(of, key) ? of[key] : undefined
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
}
