/** Put in by the build. */
declare const VERSION: string

export const version = VERSION
