import './missing-assets.css'
import { useEffect, useMemo } from 'preact/hooks'
import { may } from '../frame/account.ts'
import { Button } from '../ui/Button.tsx'
import { Popover } from '../ui/Popover.tsx'
import { Notice } from '../ui/State.tsx'
import { counted } from '../ui/words.ts'
import { ASSET_KINDS, createMissingAssets, type Missing, type MissingAssets } from './missing-assets.ts'
import type { Player } from './player.ts'

/** Says what the picture lacks because it lies elsewhere; who may, lets it be fetched. */
export function MissingAssetsButton({ player, consents }: { player: Player; consents: boolean }) {
  const assets = useMemo(() => createMissingAssets(player), [player])
  useEffect(() => {
    if (consents) void assets.ask()
    return assets.stop
  }, [assets, consents])
  const found = assets.found.value
  const allowed = assets.allowed.value ?? []
  if (found.size === 0 && allowed.length === 0) return null
  const words = found.size === 0 ? 'Assets allowed' : `${inWords(summed(found))} missing`
  return (
    <div class="stage-missing">
      <Popover label="On other servers" show={words} class="quietly" up>
        {() => (
          <div class="missing-assets">
            {found.size > 0 && (
              <p>
                They lie on the recorded site’s servers. Fetching them tells those servers that, and from
                where, this replay is watched.
              </p>
            )}
            <ul>
              {[...found].map(([origin, counts]) => (
                <li key={origin}>
                  <span>
                    <b>{new URL(origin).host}</b>
                    <small class="quiet">{inWords(counts)}</small>
                  </span>
                  {consents && may.value.includes('settings') && !allowed.includes(origin) && (
                    <Button onClick={() => void change(assets, [...allowed, origin])}>Allow assets</Button>
                  )}
                </li>
              ))}
              {allowed.map(origin => (
                <li key={`allowed ${origin}`}>
                  <span>
                    <b>{new URL(origin).host}</b>
                    <small class="quiet">allowed for this project</small>
                  </span>
                  {may.value.includes('settings') && (
                    <Button
                      look="quietly"
                      onClick={() =>
                        void change(
                          assets,
                          allowed.filter(one => one !== origin),
                        )
                      }
                    >
                      Block again
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {consents && !may.value.includes('settings') && (
              <p class="quiet">Who may change settings can allow them for the project.</p>
            )}
            {assets.problem.value && <Notice bad>{assets.problem.value}</Notice>}
          </div>
        )}
      </Popover>
    </div>
  )
}

/** The policy belongs to the page as it was loaded; the moment is in its address. */
async function change(assets: MissingAssets, origins: string[]): Promise<void> {
  if (await assets.allow(origins)) location.reload()
}

type Counts = Missing extends Map<string, infer Value> ? Value : never

function summed(found: Missing): Counts {
  const sum: Counts = { picture: 0, sheet: 0, font: 0 }
  for (const counts of found.values()) for (const kind of ASSET_KINDS) sum[kind] += counts[kind]
  return sum
}

function inWords(counts: Counts): string {
  return ASSET_KINDS.flatMap(kind => (counts[kind] > 0 ? [counted(counts[kind], kind)] : [])).join(', ')
}
