import { useState } from 'preact/hooks'
import { LISTED, type Listed } from '../../../contract/segment/list.ts'
import { bar } from '../../location.ts'
import { wordsOf } from '../../remote.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { say } from '../../ui/toast.ts'
import { counted } from '../../ui/words.ts'
import { calls } from '../calls.ts'
import { loadLists } from '../lists.ts'

const OF: Record<Listed, string> = {
  user: 'user ids',
  anonymous: 'anonymous ids',
  person: 'person ids',
  session: 'session ids',
  account: 'account ids',
}

/** A CSV file becomes a list, without leaving the segment. */
export function ListUpload({ onStored }: { onStored: (id: string) => void }) {
  const [open, setOpen] = useState(false)
  const [of, setOf] = useState<Listed>('user')
  const [problem, setProblem] = useState<string | null>(null)

  const store = async (file: File) => {
    try {
      const name = file.name.replace(/\.\w+$/, '').slice(0, 200) || 'List'
      const list = await calls.createList({ name, of, csv: await file.text() }, bar.peek().project)
      await loadLists()
      say(`“${list.name}”: ${counted(list.count, 'id')} stored`)
      setProblem(null)
      setOpen(false)
      onStored(list.id)
    } catch (cause) {
      setProblem(wordsOf(cause))
    }
  }

  if (!open) {
    return (
      <Button look="quietly" icon="upload" onClick={() => setOpen(true)}>
        Upload a CSV file
      </Button>
    )
  }
  return (
    <span class="property">
      <Select
        label="What the first column holds"
        value={of}
        options={LISTED.map(value => ({ value, label: OF[value] }))}
        onChange={setOf}
      />
      <label class="file-button">
        <span>in the first column of</span>
        <input
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          aria-label="CSV file"
          onChange={event => {
            const file = event.currentTarget.files?.[0]
            if (file) void store(file)
          }}
        />
      </label>
      {problem && (
        <span class="line-problem" role="alert">
          {problem}
        </span>
      )}
    </span>
  )
}
