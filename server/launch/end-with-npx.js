// @ts-check

/** How often the parent is looked at, in ms: the longest a server outlives its npx. */
const LOOK_EVERY = 500

/**
 * npx starts a program through a shell that dies of SIGTERM without passing it on. Its child notices only that it
 * has another parent now, and then ends as if the signal had come. (`npm start` has the same shell; the `exec` in
 * package.json's scripts replaces it.)
 */
export function endWithNpx() {
  if (process.env.npm_command !== 'exec') return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, LOOK_EVERY)
  timer.unref()
}
