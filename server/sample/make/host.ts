// A host under localhost is a secure origin, so that every browser interface is there.
export const host = 'larkspur.localhost'
export const origin = `http://${host}`
