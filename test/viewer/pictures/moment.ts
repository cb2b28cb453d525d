/** When every picture is taken, epoch ms: a Monday morning. */
export const AT = Date.UTC(2026, 5, 15, 10)
