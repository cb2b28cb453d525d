import { Failure } from '../../failure.ts'
import type { Arguments, Handlers, Name, Reply, Request } from './protocol.ts'

export function run<N extends Name, K extends N>(handlers: Handlers<N>, { name, args }: Request<K>): unknown {
  const handle: (...args: Arguments<K>) => unknown = handlers[name]
  return handle(...args)
}

/** SQLite's codes for a disk that takes no more (sqlite.org/rescode.html). */
const DISK = /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/

/** What was thrown, as it crosses threads. */
export function replyError(id: number, error: unknown): Reply {
  const failure = asFailure(error)
  if (failure) {
    const { code, message, detail } = failure
    return { id, failure: { code, message, detail } }
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  return { id, error: { message, stack } }
}

export function asFailure(error: unknown): Failure | null {
  if (error instanceof Failure) return error
  if (error instanceof Error && 'code' in error && DISK.test(String(error.code))) {
    return new Failure('not-writable', `The disk takes no more data (${error.message}): free some space.`)
  }
  return null
}
