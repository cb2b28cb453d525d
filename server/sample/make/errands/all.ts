import type { ErrandName } from '../habits.ts'
import type { Visitor } from '../visitor.ts'
import { browse, glance } from './browse.ts'
import { abandonCart, buy, buyWithCoupon, struggleWithPayment } from './buy.ts'
import {
  clickDeadThings,
  compareInTabs,
  rageOnCoupon,
  retryStock,
  saveForLater,
  waitForDelivery,
} from './hurt.ts'
import {
  askHelp,
  downgrade,
  lookAtReports,
  puzzleOverPricing,
  setUp,
  signUp,
  stuckInSetUp,
  upgrade,
  work,
  workHard,
} from './teams.ts'

// Each begins on the shop's front page.
export const errands: Record<ErrandName, (visitor: Visitor) => Promise<void>> = {
  glance,
  browse,
  buy,
  buyWithCoupon,
  abandonCart,
  rageOnCoupon,
  struggleWithPayment,
  puzzleOverPricing,
  signUp,
  setUp,
  stuckInSetUp,
  askHelp,
  work,
  workHard,
  lookAtReports,
  upgrade,
  downgrade,
  clickDeadThings,
  saveForLater,
  waitForDelivery,
  retryStock,
  compareInTabs,
}
