import { Source } from '../../contract/rrweb.ts'
import { on, type Root, targetOf, type Watch } from './watch.ts'

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const isField = (node: Node | null): node is Field => /^(?:INPUT|TEXTAREA|SELECT)$/.test(node?.nodeName ?? '')

/** What is typed and chosen, masked; an event that would repeat the last one is left out. */
export function createInputs({ tell, known, masks, guard }: Watch) {
  const last = new WeakMap<Field, string>()
  /** Fields left with what was put in: what is put in next is told, though it may look the same when masked. */
  const left = new WeakSet<Field>()
  const { inputs, regions } = masks

  /** `byVisitor`: the browser says so (isTrusted); a script's own events and settings are not. */
  const look = (field: Field, byVisitor?: boolean, again?: boolean) => {
    if (known.idOf(field) < 0 || (field as Element).matches(regions.ignored) || regions.isBlocked(field))
      return
    const box = field.type === 'radio' || field.type === 'checkbox'
    const isChecked = box && (field as HTMLInputElement).checked && regions.at(field) !== 'mask'
    const text = inputs.mask(field, field.value)
    const state = `${isChecked}${text}`
    if (last.get(field) === state && !again) return
    last.set(field, state)
    const userTriggered = byVisitor && { userTriggered: true }
    tell(() => ({ source: Source.Input, text, isChecked, id: known.idOf(field), ...userTriggered }))
    if (field.type === 'radio' && isChecked) {
      const group = (field.getRootNode() as Root).querySelectorAll<Field>(
        `input[type=radio][name="${CSS.escape(field.name)}"]`,
      )
      for (const other of group) if (other !== field) look(other)
    }
  }

  /** Fields the page has set by script: looked at once it is done. */
  let set = new Set<Field>()
  const lookAtSet = guard(() => {
    const fields = set
    set = new Set()
    for (const field of fields) look(field)
  })
  const wasSet = (node: Node) => {
    const field = node.nodeName === 'OPTION' ? node.parentElement?.closest('select') : node
    if (!field || !isField(field)) return
    if (!set.size) setTimeout(lookAtSet)
    set.add(field)
  }

  return {
    watch: (root: Root) =>
      on(
        root,
        ['input', 'change'],
        event => {
          const target = targetOf(event)
          if (!isField(target)) return
          const isChange = event.type === 'change'
          look(target, event.isTrusted, !isChange && left.delete(target))
          if (isChange) left.add(target)
        },
        guard,
      ),
    /** Hears of values set by script, which fire no event. */
    watchSetters: (): (() => void) => {
      const stops: (() => void)[] = []
      const setters: [prototype: object, name: string][] = [
        [HTMLInputElement.prototype, 'value'],
        [HTMLInputElement.prototype, 'checked'],
        [HTMLSelectElement.prototype, 'value'],
        [HTMLSelectElement.prototype, 'selectedIndex'],
        [HTMLTextAreaElement.prototype, 'value'],
        [HTMLOptionElement.prototype, 'selected'],
      ]
      const hear = guard(wasSet)
      for (const [prototype, name] of setters) {
        const before = Object.getOwnPropertyDescriptor(prototype, name)
        const assign = before?.set
        if (!before?.configurable || !assign) continue
        const ours = {
          ...before,
          set(this: Node, value: unknown) {
            assign.call(this, value)
            hear(this)
          },
        }
        Object.defineProperty(prototype, name, ours)
        stops.push(() => {
          // Someone else may have wrapped ours since: then it stays, and hears for nothing.
          if (Object.getOwnPropertyDescriptor(prototype, name)?.set === ours.set) {
            Object.defineProperty(prototype, name, before)
          }
        })
      }
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}
