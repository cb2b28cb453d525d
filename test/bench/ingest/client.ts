/** A sender that costs little, so that the machine's cores are left to the servers: one request at a time on each connection. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export interface Sent {
  path: string
  body: Buffer
}

interface Connection {
  /** Sends one request and answers its status. */
  send(sent: Sent): Promise<number>
  close(): void
}

const END_OF_HEAD = Buffer.from('\r\n\r\n')

async function open(origin: URL): Promise<Connection> {
  const socket: Socket = connect(Number(origin.port), origin.hostname)
  socket.setNoDelay(true)
  await once(socket, 'connect')
  let buffered = Buffer.alloc(0)
  let waiting: { done: (status: number) => void; failed: (error: Error) => void } | null = null
  const fail = (error: Error) => {
    waiting?.failed(error)
    waiting = null
  }
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('A server of the bench cut the connection.')))
  socket.on('data', bytes => {
    buffered = buffered.length === 0 ? bytes : Buffer.concat([buffered, bytes])
    const end = buffered.indexOf(END_OF_HEAD)
    if (end < 0) return
    const head = buffered.toString('latin1', 0, end)
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
    if (length === undefined) return fail(new Error(`An answer has no length:\n${head}`))
    const whole = end + END_OF_HEAD.length + Number(length)
    if (buffered.length < whole) return
    buffered = buffered.subarray(whole)
    const answered = waiting
    waiting = null
    answered?.done(Number(head.slice(9, 12)))
  })
  return {
    send: ({ path, body }) =>
      new Promise((done, failed) => {
        waiting = { done, failed }
        const head = `POST ${path} HTTP/1.1\r\nhost: ${origin.host}\r\norigin: https://shop.example\r\ncontent-type: text/plain\r\ncontent-length: ${body.length}\r\n\r\n`
        socket.cork()
        socket.write(head, 'latin1')
        socket.write(body)
        socket.uncork()
      }),
    close: () => socket.destroy(),
  }
}

export interface Load {
  /** Of requests that were taken, ms. */
  waits: number[]
  /** Answered 429: to be sent again. */
  asked: number
}

export interface Sender {
  /** Sends for so long; `rate`: at most so many requests a second, over all connections. */
  load(ms: number, rate?: number): Promise<Load>
  close(): void
}

export async function openSender(origin: string, connections: number, next: () => Sent): Promise<Sender> {
  const connected = await Promise.all(Array.from({ length: connections }, () => open(new URL(origin))))
  return {
    load: async (ms, rate) => {
      const begun = performance.now()
      const load: Load = { waits: [], asked: 0 }
      let planned = 0
      await Promise.all(
        connected.map(async connection => {
          while (performance.now() < begun + ms) {
            // A request's wait begins when it was due, also when no connection was free to send it.
            const due = rate === undefined ? performance.now() : begun + (planned++ * 1_000) / rate
            if (due > begun + ms) return
            const early = due - performance.now()
            if (early > 0) await new Promise(done => setTimeout(done, early))
            const sent = next()
            let status = await connection.send(sent)
            while (status === 429) {
              load.asked += 1
              await new Promise(done => setTimeout(done, 1_000))
              status = await connection.send(sent)
            }
            if (status !== 200) throw new Error(`${sent.path} was answered ${status}.`)
            load.waits.push(performance.now() - due)
          }
        }),
      )
      return load
    },
    close: () => {
      for (const connection of connected) connection.close()
    },
  }
}

/** ms; of an empty list NaN. */
export function percentile(waits: number[], share: number): number {
  const sorted = Float64Array.from(waits).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
