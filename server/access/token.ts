import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../failure.ts'

/**
 * The admin token: as configured, else the one kept in the data folder (mode 600), else a new one.
 * `made` tells that this is the first start, when the sign-in link is printed.
 */
export function adminToken(folder: string, configured?: string): { token: string; made: boolean } {
  if (configured !== undefined) return { token: configured, made: false }
  const file = join(folder, 'admin-token')
  try {
    mkdirSync(folder, { recursive: true })
    if (existsSync(file)) return { token: readFileSync(file, 'utf8').trim(), made: false }
    const token = randomBytes(24).toString('base64url')
    writeFileSync(file, `${token}\n`, { mode: 0o600, flag: 'wx' })
    return { token, made: true }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Failure(
      'not-writable',
      `The data folder ${folder} cannot be used (${why}); make it writable, or set SEGREEL_DATA to another.`,
    )
  }
}
