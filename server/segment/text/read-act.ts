import type { Act, Step } from '../../../contract/segment/segment.ts'
import { readTest, readWhere } from './read-values.ts'
import type { ReadCondition, Reader } from './reader.ts'

export function readAct(reader: Reader, readCondition: ReadCondition): Act {
  if (reader.takes('event'))
    return { act: 'event', event: reader.text('the event'), where: readWhere(reader) }
  if (reader.takes('anything')) return { act: 'any' }
  if (reader.takes('view', 'of', 'page')) return readPage(reader, 'viewed')
  if (reader.takes('entry', 'by', 'page')) return readPage(reader, 'entered')
  if (reader.takes('exit', 'from', 'page')) return readPage(reader, 'left')
  if (reader.takes('session')) {
    const where = reader.takes('where') ? reader.within(() => readCondition(reader)) : null
    return { act: 'session', where }
  }
  return reader.fail('event, anything, view of page, entry by page, exit from page or session')
}

function readPage(reader: Reader, how: 'viewed' | 'entered' | 'left'): Act {
  const path = readTest(reader)
  if (!reader.takes('lasting')) return { act: 'page', path, how, seconds: 0 }
  const seconds = reader.number()
  if (!reader.takes('seconds')) reader.expect('second')
  return { act: 'page', path, how, seconds }
}

/** `event "A", then event "B" without (anything), then ...` */
export function readSteps(reader: Reader, readCondition: ReadCondition): Step[] {
  const step = (): Step => {
    const act = readAct(reader, readCondition)
    const without = reader.takes('without')
      ? reader.within(() => reader.listed(() => readAct(reader, readCondition)))
      : []
    return { do: act, without }
  }
  const steps = [step()]
  while (reader.takes(',', 'then')) steps.push(step())
  return steps
}
