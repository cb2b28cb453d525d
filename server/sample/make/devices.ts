export interface Device {
  kind: 'desktop' | 'phone' | 'tablet'
  userAgent: string
  width: number
  height: number
  pixelRatio: number
}

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'
const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const safari = 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0'

export const desktops: Device[] = [
  {
    kind: 'desktop',
    userAgent: `${windows} ${webkit} Chrome/142.0.0.0 Safari/537.36`,
    width: 1440,
    height: 820,
    pixelRatio: 1,
  },
  {
    kind: 'desktop',
    userAgent: `${windows} ${webkit} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`,
    width: 1536,
    height: 730,
    pixelRatio: 1.25,
  },
  {
    kind: 'desktop',
    userAgent: `${mac} ${webkit} Chrome/142.0.0.0 Safari/537.36`,
    width: 1512,
    height: 860,
    pixelRatio: 2,
  },
  { kind: 'desktop', userAgent: `${mac} ${safari} Safari/605.1.15`, width: 1280, height: 720, pixelRatio: 2 },
  {
    kind: 'desktop',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
    width: 1366,
    height: 680,
    pixelRatio: 1,
  },
  {
    kind: 'desktop',
    userAgent: `${windows.replace(')', '; rv:144.0)')} Gecko/20100101 Firefox/144.0`,
    width: 1920,
    height: 950,
    pixelRatio: 1,
  },
]

export const handhelds: Device[] = [
  {
    kind: 'phone',
    userAgent: `Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) ${safari} Mobile/15E148 Safari/604.1`,
    width: 390,
    height: 664,
    pixelRatio: 3,
  },
  {
    kind: 'phone',
    userAgent: `Mozilla/5.0 (Linux; Android 15; Pixel 9) ${webkit} Chrome/142.0.0.0 Mobile Safari/537.36`,
    width: 412,
    height: 780,
    pixelRatio: 2.6,
  },
  {
    kind: 'phone',
    userAgent: `Mozilla/5.0 (Linux; Android 14; SM-S921B) ${webkit} Chrome/141.0.0.0 Mobile Safari/537.36`,
    width: 360,
    height: 660,
    pixelRatio: 3,
  },
  {
    kind: 'tablet',
    userAgent: `Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) ${safari} Mobile/15E148 Safari/604.1`,
    width: 820,
    height: 1060,
    pixelRatio: 2,
  },
]
