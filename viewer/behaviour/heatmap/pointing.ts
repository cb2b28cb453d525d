import { pointed } from './model.ts'

/** Of a row: while it is pointed at, or something in it has the focus, its element is marked in the picture. */
export function pointing(element: string) {
  const point = () => {
    pointed.value = element
  }
  const leave = () => {
    pointed.value = null
  }
  return {
    class: pointed.value === element ? 'heat-row pointed' : 'heat-row',
    onPointerEnter: point,
    onPointerLeave: leave,
    onFocusIn: point,
    onFocusOut: leave,
  }
}
