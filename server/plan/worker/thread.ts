import { deserialize, serialize } from 'node:v8'
import { parentPort } from 'node:worker_threads'
import type { PlanRule } from '../../../contract/plan.ts'
import { compileRules } from '../compile.ts'
import { DraftFold } from '../draft.ts'
import { Judge, type JudgeState } from '../judge.ts'
import type { Asked, Name, Reply, Task } from './protocol.ts'

const port = parentPort
if (!port) throw new Error('This file is a worker; it has no use by itself.')
const judges = new Map<number, Judge>()
const drafts = new Map<number, DraftFold>()

port.on('message', (task: Task) => {
  let reply: Reply
  try {
    reply = { id: task.id, answer: answerTo(task) }
  } catch (error) {
    reply = { id: task.id, problem: error instanceof Error ? error.message : String(error) }
  }
  port.postMessage(reply)
})

function answerTo(task: Task): Asked[Name]['answer'] {
  if (task.name === 'begin') {
    judges.set(task.judge, begun(task.args))
    return null
  }
  if (task.name === 'beginDraft') {
    drafts.set(task.judge, new DraftFold())
    return null
  }
  if (task.name === 'addToDraft' || task.name === 'draft') return draftOf(task)
  if (task.name === 'end') {
    drafts.delete(task.judge)
    judges.delete(task.judge)
    return null
  }
  const judge = judges.get(task.judge)
  if (!judge) throw new Error('This judge has ended.')
  switch (task.name) {
    case 'add':
      for (const event of task.args.events) judge.add(event)
      return null
    case 'takeAgain':
      return judge.takeAgain()
    case 'judgeAgain':
      for (const event of task.args.events) judge.judgeAgain(event)
      return null
    case 'found': {
      const { range, owners } = task.args
      const found = judge.found(range, owners && (owner => owners.has(owner)))
      return { found, events: judge.events, cut: judge.cut }
    }
    case 'state':
      return serialize(judge.state)
  }
}

function draftOf(task: Extract<Task, { name: 'addToDraft' | 'draft' }>): PlanRule[] | null {
  const draft = drafts.get(task.judge)
  if (!draft) throw new Error('This draft has ended.')
  if (task.name === 'draft') return draft.rules()
  for (const event of task.args.events) draft.add(event)
  return null
}

function begun({ rules, state }: Asked['begin']['args']): Judge {
  const compiled = compileRules(rules)
  if ('problem' in compiled) throw new Error(compiled.problem)
  if (state === null) return new Judge(compiled)
  const known: JudgeState = deserialize(state)
  return new Judge(compiled, known)
}
