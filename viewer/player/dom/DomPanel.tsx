import './dom.css'
import { useSignalEffect } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../../ui/Button.tsx'
import { counted } from '../../ui/words.ts'
import type { Player } from '../player.ts'
import { TreeNode } from './TreeNode.tsx'
import { chosen, find, found, leave, look, nextFound, page, picking, words } from './tree.ts'

/** How often the tree follows a replay that runs, ms. */
const FOLLOW_MS = 600

/** The page at this moment as a tree: to be searched, and to be pointed at from both sides. */
export function DomPanel({ player }: { player: Player }) {
  const list = useRef<HTMLUListElement>(null)
  const last = useRef(0)
  useSignalEffect(() => {
    const state = player.state.value
    if (!state || state.waiting) return
    const now = performance.now()
    if (state.playing && now - last.current < FOLLOW_MS) return
    last.current = now
    look(player.replay.peek()?.frame()?.contentDocument ?? null)
  })
  useEffect(() => leave, [])
  useSignalEffect(() => {
    if (!chosen.value) return
    requestAnimationFrame(() => {
      const row = list.current?.querySelector<HTMLElement>('.dom-row.chosen')
      const box = list.current
      if (row && box) {
        const place = row.getBoundingClientRect().top - box.getBoundingClientRect().top
        if (place < 0 || place > box.clientHeight - 24) box.scrollTop += place - box.clientHeight / 2
      }
    })
  })
  const now = page.value
  const at = chosen.value ? found.value.indexOf(chosen.value) : -1
  return (
    <div class="dom">
      <div class="dom-tools">
        <input
          class="input"
          type="search"
          placeholder="Selector, text or attribute"
          aria-label="Search in the page"
          value={words.value}
          onInput={event => find(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            nextFound(event.shiftKey ? -1 : 1)
          }}
        />
        <Button
          icon="target"
          look="quietly"
          label="Pick an element on the page"
          pressed={picking.value}
          onClick={() => {
            player.replay.peek()?.pause()
            picking.value = !picking.peek()
          }}
        />
      </div>
      {words.value.trim() !== '' && (
        <p class="dom-found quiet" role="status">
          {found.value.length === 0
            ? `Nothing on the page fits “${words.value}”.`
            : `${at >= 0 ? `${at + 1} of ` : ''}${counted(found.value.length, 'element')}. Enter goes to the next.`}
        </p>
      )}
      {now ? (
        <ul class="dom-tree" aria-label="The page at this moment" ref={list} tabIndex={-1}>
          <TreeNode node={now.document.documentElement} level={0} turn={now.turn} />
        </ul>
      ) : (
        <p class="panel-empty quiet">There is no picture of the page at this moment.</p>
      )}
    </div>
  )
}
