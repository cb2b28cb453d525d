import adjustments from 'heroicons/24/outline/adjustments-horizontal.svg?raw'
import download from 'heroicons/24/outline/arrow-down-tray.svg?raw'
import reload from 'heroicons/24/outline/arrow-path.svg?raw'
import goOut from 'heroicons/24/outline/arrow-right-start-on-rectangle.svg?raw'
import upload from 'heroicons/24/outline/arrow-up-tray.svg?raw'
import shrink from 'heroicons/24/outline/arrows-pointing-in.svg?raw'
import grow from 'heroicons/24/outline/arrows-pointing-out.svg?raw'
import backward from 'heroicons/24/outline/backward.svg?raw'
import bolt from 'heroicons/24/outline/bolt.svg?raw'
import bug from 'heroicons/24/outline/bug-ant.svg?raw'
import calendar from 'heroicons/24/outline/calendar-days.svg?raw'
import chart from 'heroicons/24/outline/chart-bar.svg?raw'
import bubble from 'heroicons/24/outline/chat-bubble-left-ellipsis.svg?raw'
import check from 'heroicons/24/outline/check.svg?raw'
import down from 'heroicons/24/outline/chevron-down.svg?raw'
import back from 'heroicons/24/outline/chevron-left.svg?raw'
import next from 'heroicons/24/outline/chevron-right.svg?raw'
import up from 'heroicons/24/outline/chevron-up.svg?raw'
import database from 'heroicons/24/outline/circle-stack.svg?raw'
import code from 'heroicons/24/outline/code-bracket.svg?raw'
import cog from 'heroicons/24/outline/cog-6-tooth.svg?raw'
import computer from 'heroicons/24/outline/computer-desktop.svg?raw'
import cursor from 'heroicons/24/outline/cursor-arrow-rays.svg?raw'
import phone from 'heroicons/24/outline/device-phone-mobile.svg?raw'
import tablet from 'heroicons/24/outline/device-tablet.svg?raw'
import page from 'heroicons/24/outline/document-text.svg?raw'
import more from 'heroicons/24/outline/ellipsis-horizontal.svg?raw'
import warning from 'heroicons/24/outline/exclamation-triangle.svg?raw'
import eye from 'heroicons/24/outline/eye.svg?raw'
import forward from 'heroicons/24/outline/forward.svg?raw'
import funnel from 'heroicons/24/outline/funnel.svg?raw'
import link from 'heroicons/24/outline/link.svg?raw'
import search from 'heroicons/24/outline/magnifying-glass.svg?raw'
import zoom from 'heroicons/24/outline/magnifying-glass-plus.svg?raw'
import moon from 'heroicons/24/outline/moon.svg?raw'
import pause from 'heroicons/24/outline/pause.svg?raw'
import pencil from 'heroicons/24/outline/pencil.svg?raw'
import play from 'heroicons/24/outline/play.svg?raw'
import video from 'heroicons/24/outline/play-circle.svg?raw'
import plus from 'heroicons/24/outline/plus.svg?raw'
import help from 'heroicons/24/outline/question-mark-circle.svg?raw'
import queue from 'heroicons/24/outline/queue-list.svg?raw'
import compare from 'heroicons/24/outline/scale.svg?raw'
import shop from 'heroicons/24/outline/shopping-bag.svg?raw'
import sparkles from 'heroicons/24/outline/sparkles.svg?raw'
import copy from 'heroicons/24/outline/square-2-stack.svg?raw'
import star from 'heroicons/24/outline/star.svg?raw'
import sun from 'heroicons/24/outline/sun.svg?raw'
import tag from 'heroicons/24/outline/tag.svg?raw'
import bin from 'heroicons/24/outline/trash.svg?raw'
import person from 'heroicons/24/outline/user.svg?raw'
import people from 'heroicons/24/outline/user-group.svg?raw'
import columns from 'heroicons/24/outline/view-columns.svg?raw'
import target from 'heroicons/24/outline/viewfinder-circle.svg?raw'
import cross from 'heroicons/24/outline/x-mark.svg?raw'
import starred from 'heroicons/24/solid/star.svg?raw'

const ICONS = {
  adjustments,
  back,
  backward,
  bin,
  bolt,
  bubble,
  bug,
  calendar,
  chart,
  check,
  code,
  cog,
  columns,
  compare,
  computer,
  copy,
  cross,
  cursor,
  database,
  down,
  download,
  eye,
  forward,
  funnel,
  goOut,
  grow,
  help,
  link,
  moon,
  more,
  next,
  page,
  pause,
  pencil,
  people,
  person,
  phone,
  play,
  plus,
  queue,
  reload,
  search,
  shop,
  shrink,
  sparkles,
  star,
  starred,
  sun,
  tablet,
  tag,
  target,
  up,
  upload,
  video,
  warning,
  zoom,
}

export type IconName = keyof typeof ICONS

/** Decoration: what it means is said by the text or label beside it. */
export function Icon({ name, small }: { name: IconName; small?: boolean }) {
  const svg = { __html: ICONS[name] }
  return <span class={small ? 'icon small' : 'icon'} aria-hidden="true" dangerouslySetInnerHTML={svg} />
}
