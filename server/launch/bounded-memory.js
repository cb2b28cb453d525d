// @ts-check
/**
 * What V8 and malloc may hold beyond what is in use, as `npm start` says it (docs/decisions/0061 says why). A heap is laid
 * out when its process begins, so v8.setFlagsFromString comes too late for the main thread's; malloc (glibc) reads its
 * variable only then, too.
 */
const BOUNDS = ['--max-semi-space-size=16', '--heap-growing-percent=40']
const ARENAS = '2'

/** `npx segreel` cannot tell Node its options: the process begins again with these, under the same number. */
export function boundMemory() {
  const told = `${process.execArgv.join(' ')} ${process.env.NODE_OPTIONS}`.includes('semi-space-size')
  // Windows has no execve(2), and Node before 22.15 does not offer it: memory only rises further there.
  if (told || process.platform === 'win32' || !process.execve) return
  const args = [process.execPath, ...BOUNDS, ...process.execArgv, ...process.argv.slice(1)]
  process.execve(process.execPath, args, { MALLOC_ARENA_MAX: ARENAS, ...process.env })
}
