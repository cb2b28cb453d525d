import './templates.css'
import { useEffect } from 'preact/hooks'
import type { SegmentTemplate } from '../../contract/segment/template.ts'
import { bar, here, query, to } from '../location.ts'
import { load, remote } from '../remote.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Problem, Skeleton } from '../ui/State.tsx'
import { calls } from './calls.ts'
import { TemplateForm } from './TemplateForm.tsx'

const templates = remote<SegmentTemplate[]>()

function loadTemplates(): Promise<unknown> {
  return load(templates, async () => (await calls.templates(bar.peek().project)).items)
}

/** Whom teams usually ask for: a few questions, and the segment stands. */
export function TemplatesScreen() {
  useEffect(() => {
    document.title = 'Templates · Segreel'
    void loadTemplates()
  }, [])
  const { value, problem } = templates.value
  const chosen = value?.find(one => one.id === query.value.get('template'))
  const groups = [...new Set(value?.map(one => one.group))]
  return (
    <section>
      <header class="screen-head">
        <h1>Templates</h1>
        <p class="quiet">whom teams usually ask for, in the words of your own events</p>
        <div class="end">
          <LinkButton href={to('/segments')} icon="back" look="quietly">
            All segments
          </LinkButton>
        </div>
      </header>
      {problem && !value && (
        <Problem
          title="The templates could not be loaded"
          problem={problem}
          again={() => void loadTemplates()}
        />
      )}
      {!value && !problem && <Skeleton width="60%" height={40} />}
      <div class="templates">
        <div>
          {groups.map(group => (
            <section key={group} aria-label={group} class="template-group">
              <h2>{group}</h2>
              <ul class="card">
                {value
                  ?.filter(one => one.group === group)
                  .map(one => (
                    <li key={one.id}>
                      <a
                        class="template"
                        href={here({ template: one.id })}
                        aria-current={one.id === chosen?.id}
                      >
                        <b>{one.name}</b>
                        <span class="quiet">{one.about}</span>
                      </a>
                    </li>
                  ))}
              </ul>
            </section>
          ))}
        </div>
        {value && <TemplateForm key={chosen?.id ?? ''} template={chosen ?? null} />}
      </div>
    </section>
  )
}
