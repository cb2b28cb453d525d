import { isIP } from 'node:net'
import type { Context } from 'hono'

/**
 * The sender's address. A peer on this machine or in this network is a proxy: then it is the last address the
 * proxy wrote into X-Forwarded-For.
 */
export function peerOf(c: Context): string | undefined {
  const address = plain(socketAddress(c.env))
  if (address !== undefined && !isNear(address)) return address
  const forwarded = plain(c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim())
  return forwarded !== undefined && isIP(forwarded) ? forwarded : address
}

/** @hono/node-server hands over Node's request as `env.incoming`; without a socket there is none. */
function socketAddress(env: unknown): string | undefined {
  if (typeof env !== 'object' || env === null || !('incoming' in env)) return undefined
  const { incoming } = env
  if (typeof incoming !== 'object' || incoming === null || !('socket' in incoming)) return undefined
  const { socket } = incoming
  if (typeof socket !== 'object' || socket === null || !('remoteAddress' in socket)) return undefined
  return typeof socket.remoteAddress === 'string' ? socket.remoteAddress : undefined
}

/** IPv4 in IPv6 notation is IPv4. */
function plain(address: string | undefined): string | undefined {
  return address?.replace(/^::ffff:(?=\d+\.)/i, '')
}

function isNear(address: string): boolean {
  return /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|::1$|f[cd]|fe80:)/i.test(address)
}
