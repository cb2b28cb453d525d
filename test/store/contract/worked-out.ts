import { expect, test } from 'vitest'
import type { Current } from '../contract.ts'
import { event, PROJECT } from '../make.ts'

export function workedOutRules(current: Current): void {
  test('[S52] what was worked out is kept by name, and goes with the first fact that is removed or changed', async () => {
    const store = current()
    const bytes = new Uint8Array([1, 0, 255])
    const kept = async () => [...((await store.workedOut(PROJECT, 'a/b')) ?? [])]
    expect(await store.workedOut(PROJECT, 'a/b')).toBeNull()
    await store.keepWorkedOut(PROJECT, 'a/b', new Uint8Array([9]))
    await store.keepWorkedOut(PROJECT, 'a/b', bytes)
    await store.keepWorkedOut(`${PROJECT}#apart`, 'a/b', new Uint8Array([7]))
    expect(await kept()).toEqual([1, 0, 255])
    expect(await store.workedOut(PROJECT, 'other')).toBeNull()
    await store.putEvents(PROJECT, [event({ userId: 'u', messageId: 'm' })])
    expect(await kept()).toEqual([1, 0, 255])

    const person = (await store.findPerson(PROJECT, { user: 'u' }))?.id ?? ''
    const { event: name = '', properties, traits, context } = event({})
    const removals = [
      () => store.replaceEvents(PROJECT, [{ messageId: 'm', event: name, properties, traits, context }]),
      () => store.deleteSession({ project: PROJECT, session: 'none' }),
      () => store.deletePerson(PROJECT, person),
      () => store.deleteEventsBefore(PROJECT, 1, 1),
      () => store.deleteSource(PROJECT, 'sample'),
    ]
    for (const remove of removals) {
      await store.keepWorkedOut(PROJECT, 'a/b', bytes)
      await remove()
      expect(await store.workedOut(PROJECT, 'a/b')).toBeNull()
    }
    expect(await store.workedOut(`${PROJECT}#apart`, 'a/b')).not.toBeNull()
  })
}
