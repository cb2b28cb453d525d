import './masking.css'
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { RemaskInput } from '../../contract/masking.ts'
import { LeakScanCard } from './LeakScanCard.tsx'
import { loadMasking, stopLooking } from './leak-scan.ts'
import { RemaskCard } from './RemaskCard.tsx'

export function MaskingTab() {
  const wanted = useSignal<RemaskInput>({ by: 'selector', what: '' })
  useEffect(() => {
    void loadMasking()
    return stopLooking
  }, [])
  return (
    <>
      <LeakScanCard
        onMask={what => {
          wanted.value = { by: 'selector', what }
          document.querySelector<HTMLElement>('#mask-what')?.focus()
        }}
      />
      <RemaskCard wanted={wanted} />
    </>
  )
}
