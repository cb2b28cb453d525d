import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'

/**
 * Bytes of the page's whole process: JavaScript, documents, pictures and the program itself. Of several pages' processes
 * the largest. Null where the system does not tell it as Linux does (`VmRSS` in /proc/PID/status, kB).
 */
export async function processMemory(browser: Browser, page: Page): Promise<number | null> {
  const inPage = await page.context().newCDPSession(page)
  await inPage.send('HeapProfiler.collectGarbage')
  await inPage.detach()
  const client = await browser.newBrowserCDPSession()
  const { processInfo } = await client.send('SystemInfo.getProcessInfo')
  await client.detach()
  const pages = processInfo.filter(one => one.type === 'renderer')
  const sizes = await Promise.all(pages.map(one => residentBytes(one.id)))
  return Math.max(...sizes) || null
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return 1024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0)
}
