/** Kinds of frustration and of failures, in words. */
const WORDS: Record<string, string> = {
  rage: 'rage clicks',
  dead: 'dead clicks',
  error: 'error clicks',
  slow: 'slow answers',
  'quick-back': 'quick-backs',
  'u-turn': 'U-turns',
  thrash: 'a thrashed cursor',
  'form-struggle': 'form struggles',
  'excessive-scroll': 'excessive scrolling',
  uncaught: 'uncaught errors',
  rejection: 'unhandled rejections',
  resource: 'missing resources',
  csp: 'content the policy blocked',
  request: 'failed requests',
  console: 'console errors',
}

export function kindWords(kind: string): string {
  return WORDS[kind] ?? kind
}
