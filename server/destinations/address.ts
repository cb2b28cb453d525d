import { lookup as dnsLookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { Failure } from '../failure.ts'

/** Networks that are not the public internet (IANA special-purpose registries). */
const CLOSED: readonly [network: string, prefix: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
/** All but 2000::/3, where public addresses are: an IPv4 address hides in several of the others. */
const CLOSED_V6: readonly [network: string, prefix: number][] = [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  // Teredo, ORCHID and their like.
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]
// Apart, because one list would hold IPv4 addresses to the rules for ::ffff:0:0/96.
const closed = { 4: blocked(CLOSED, 'ipv4'), 6: blocked(CLOSED_V6, 'ipv6') }

function blocked(networks: typeof CLOSED, family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const [network, prefix] of networks) list.addSubnet(network, prefix, family)
  return list
}

export function isPublic(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !closed[4].check(address, 'ipv4')
    case 6:
      return !closed[6].check(address, 'ipv6')
    default:
      return false
  }
}

export const CLOSED_ADDRESS =
  'This address is private or of this machine. Allow it with SEGREEL_ALLOW_PRIVATE_DESTINATIONS=1 if it is meant.'

/** Of an address just typed: names are checked when they are resolved. */
export function refuseClosed(url: string): void {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
  const isLocal = /(^|\.)localhost\.?$/.test(host)
  if (isLocal || (isIP(host) !== 0 && !isPublic(host))) throw new Failure('bad-request', CLOSED_ADDRESS)
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
