import type { FieldUse, FormUse } from '../../contract/facts.ts'
import { targetOf } from './clicks.ts'
import type { Surroundings } from './expectation.ts'
import { fingerprintOf, labelOf } from './fingerprint.ts'
import { ancestry, attribute, type DomNode } from './node.ts'

const MAX_FIELDS = 2_000
/** Changes of one field closer than this are one: typing is one change, and so is moving a slider. */
const ONE_CHANGE_MS = 1_500

/** A refusal comes this soon after what it refuses. */
const REFUSES_MS = 5_000
/** The browser itself refuses at once, by bringing the visitor to the field. */
const BROWSER_REFUSES_MS = 300

/** Uses of fields and forms; never what was put in. */
export class Usage {
  readonly #fields: FieldUse[] = []
  readonly #forms: FormUse[] = []
  /** Fields and forms of the page at hand, by node. */
  #open = new Map<number, FieldUse>()
  #openForms = new Map<number, FormUse>()
  /** What was sent, and what was changed last; `refused`: by which of its changes a refusal was noted. */
  #sent: FormUse | null = null
  #changed: { field: FieldUse; refused: number } | null = null
  #focused: { field: FieldUse; at: number } | null = null

  focus(at: number, node: DomNode, page: number, around: Surroundings): void {
    const field = this.#field(at, node, page, around)
    if (!field) return
    if (this.#focused?.field !== field) field.visits++
    if (attribute(node, 'aria-invalid') === 'true') this.#refusedStill(field)
    const sent = this.#sent
    const soon = at - (sent?.submits.at(-1) ?? Number.NEGATIVE_INFINITY) <= BROWSER_REFUSES_MS
    if (soon && field.form === sent?.node) this.refused(at)
    this.#focused = { field, at }
  }

  /** The page, the server or the browser refused what was put in last. */
  refused(at: number): void {
    const form = this.#sent
    const sent = form?.submits.at(-1)
    if (form && sent !== undefined && at - sent <= REFUSES_MS) {
      if (form.refused.at(-1) !== sent) form.refused.push(sent)
      return
    }
    const changed = this.#changed
    if (!changed || at - changed.field.until > REFUSES_MS || changed.refused === changed.field.changes) return
    changed.refused = changed.field.changes
    changed.field.refused++
  }

  /** What the visitor comes back to is marked as wrong still: the last change was refused as well. */
  #refusedStill(field: FieldUse): void {
    const changed = this.#changed
    if (changed?.field !== field || changed.refused === field.changes) return
    changed.refused = field.changes
    field.refused++
  }

  /** Something was put in or sent so shortly before that it may be refused now. */
  waits(at: number): boolean {
    const sent = this.#sent?.submits.at(-1) ?? Number.NEGATIVE_INFINITY
    const changed = this.#changed?.field.until ?? Number.NEGATIVE_INFINITY
    return at - Math.max(sent, changed) <= REFUSES_MS
  }

  blur(at: number, node: DomNode | null): void {
    const focused = this.#focused
    if (!focused || focused.field !== this.#open.get(node?.id ?? -1)) return
    focused.field.time += Math.max(0, at - focused.at)
    this.#focused = null
  }

  change(at: number, node: DomNode, page: number, around: Surroundings): void {
    const field = this.#field(at, node, page, around)
    if (!field) return
    if (field.visits === 0) field.visits = 1
    if (field.changes === 0 || at - field.until > ONE_CHANGE_MS) field.changes++
    field.until = at
    field.abandoned = true
    if (this.#changed?.field !== field) this.#changed = { field, refused: 0 }
  }

  /** A click on a submit button submits its form; a submit signal says the same, and is not counted twice. */
  click(at: number, control: DomNode, page: number): void {
    const type = attribute(control, 'type').toLowerCase()
    const submits =
      control.tag === 'button' ? type === '' || type === 'submit' : type === 'submit' || type === 'image'
    if (submits && (control.tag === 'button' || control.tag === 'input'))
      this.submit(at, formOf(control), page)
  }

  submit(at: number, form: DomNode | null, page: number): void {
    if (!form) return
    const use = this.#form(at, form, page)
    if (at - (use.submits.at(-1) ?? Number.NEGATIVE_INFINITY) > 500) use.submits.push(at)
    this.#sent = use
    for (const field of this.#open.values()) if (field.form === form.id) field.abandoned = false
  }

  /** The page is left; what was changed and not submitted stays abandoned. */
  leave(at: number): void {
    if (this.#focused) this.#focused.field.time += Math.max(0, at - this.#focused.at)
    this.#focused = null
    this.#sent = null
    this.#changed = null
    this.#open = new Map()
    this.#openForms = new Map()
  }

  facts(to: number): { fields: FieldUse[]; forms: FormUse[] } {
    const focused = this.#focused
    const fields = this.#fields.map(field =>
      field === focused?.field ? { ...field, time: field.time + Math.max(0, to - focused.at) } : { ...field },
    )
    return {
      fields,
      forms: this.#forms.map(form => ({ ...form, submits: [...form.submits], refused: [...form.refused] })),
    }
  }

  #field(at: number, node: DomNode, page: number, around: Surroundings): FieldUse | null {
    const known = this.#open.get(node.id)
    if (known) return known
    const target = targetOf(node, around)
    if (!target || this.#fields.length >= MAX_FIELDS) return null
    const form = formOf(node)
    if (form) this.#form(at, form, page)
    const field: FieldUse = {
      at,
      until: at,
      target,
      form: form?.id ?? null,
      page,
      visits: 0,
      changes: 0,
      time: 0,
      abandoned: false,
      refused: 0,
    }
    this.#open.set(node.id, field)
    this.#fields.push(field)
    return field
  }

  #form(at: number, node: DomNode, page: number): FormUse {
    const known = this.#openForms.get(node.id)
    if (known) return known
    const name = labelOf(node) || attribute(node, 'id')
    const form = { at, node: node.id, fingerprint: fingerprintOf(node), name, page, submits: [], refused: [] }
    this.#openForms.set(node.id, form)
    this.#forms.push(form)
    return form
  }
}

function formOf(node: DomNode): DomNode | null {
  for (const at of ancestry(node)) if (at.tag === 'form') return at
  return null
}
