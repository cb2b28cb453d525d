import { go, here, to } from '../../location.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { clock, counted, dayAndTime } from '../../ui/words.ts'
import { moment } from './address.ts'
import { recording, scene, sceneAt, scenes } from './model.ts'

/** The recorded view behind the picture: which session's, and at which moment of it. */
export function SceneBar() {
  const now = scene.value
  const all = scenes.value.value ?? []
  if (!now) {
    return (
      <p class="heat-scene quiet">{scenes.value.loading ? 'Looking for a recording to draw on' : NO_SCENE}</p>
    )
  }
  const at = sceneAt.value ?? now.at
  const shown = now.states.findIndex(state => state.at === at)
  return (
    <div class="heat-scene">
      <label class="heat-field">
        <span>Background</span>
        <select
          class="input heat-choice"
          value={`${now.session} ${now.at}`}
          onChange={event => {
            const chosen = all.find(one => `${one.session} ${one.at}` === event.currentTarget.value)
            if (chosen) go(here({ background: chosen.session, viewed: chosen.at, moment: null }), 'replace')
          }}
        >
          {all.map((one, i) => (
            <option key={`${one.session} ${one.at}`} value={`${one.session} ${one.at}`}>
              {i === 0 ? 'Typical: ' : ''}
              {dayAndTime(one.at, Date.now())} · {one.width} × {one.height}, {counted(one.clicks, 'click')}
              {one.fidelity !== null && one.fidelity < 100 ? `, ${one.fidelity}% recorded` : ''}
            </option>
          ))}
        </select>
      </label>
      <label class="heat-field">
        <span>State</span>
        <select
          class="input heat-choice"
          value={shown < 0 ? (moment.value === null ? 'loaded' : 'moment') : String(shown)}
          onChange={event => {
            const state = now.states[Number(event.currentTarget.value)]
            go(
              here({
                background: now.session,
                viewed: now.at,
                moment: state ? state.at - now.at : null,
              }),
              'replace',
            )
          }}
        >
          <option value="loaded">As it loaded</option>
          {shown < 0 && moment.value !== null && <option value="moment">At {clock(at - now.at)}</option>}
          {now.states.map((state, i) => (
            <option key={state.at} value={String(i)}>
              {clock(state.at - now.at)} after “{state.name}”
            </option>
          ))}
        </select>
      </label>
      {recording.value.value?.id === now.session && (
        <LinkButton
          icon="play"
          look="quietly"
          href={to(`/sessions/${encodeURIComponent(now.session)}`, {
            tab: now.tab,
            t: Math.max(0, at - recording.value.value.startedAt),
          })}
        >
          Watch it
        </LinkButton>
      )}
    </div>
  )
}

const NO_SCENE = 'No recorded view of this page can be drawn on.'
