import { lookup as dnsLookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { Failure } from '../failure.ts'

/** Networks that are not the public internet (IANA special-purpose registries). */
const CLOSED = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] satisfies [string, number][]) {
  CLOSED.addSubnet(network, prefix, 'ipv4')
}
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  // IPv4 in IPv6; ::ffff:0:0/96 is not here, because BlockList holds it to the rules for IPv4.
  ['64:ff9b::', 96],
  ['2002::', 16],
  ['100::', 64],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] satisfies [string, number][]) {
  CLOSED.addSubnet(network, prefix, 'ipv6')
}

export function isPublic(address: string): boolean {
  const family = isIP(address)
  return family !== 0 && !CLOSED.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

export const CLOSED_ADDRESS =
  'This address is private or of this machine. Allow it with SEGREEL_ALLOW_PRIVATE_DESTINATIONS=1 if it is meant.'

/** Of an address just typed: names are checked when they are resolved. */
export function refuseClosed(url: string): void {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
  const closed = host === 'localhost' || host.endsWith('.localhost') || (isIP(host) !== 0 && !isPublic(host))
  if (closed) throw new Failure('bad-request', CLOSED_ADDRESS)
}

/**
 * Resolves a name for a connection and refuses closed addresses. The connection goes to the address checked here:
 * a name that resolves to something else a moment later gains nothing.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '')
    const open = addresses.filter(({ address }) => isPublic(address))
    const [first] = open
    if (!first) return callback(new Error(CLOSED_ADDRESS), '')
    return options.all ? callback(null, open) : callback(null, first.address, first.family)
  })
}
