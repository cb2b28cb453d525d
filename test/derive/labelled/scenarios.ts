import { APPS } from './scenarios-apps.ts'
import { BAD } from './scenarios-bad.ts'
import { BUSY } from './scenarios-busy.ts'
import { FAILING } from './scenarios-error.ts'
import { FINE } from './scenarios-fine.ts'
import { FORMS } from './scenarios-forms.ts'
import { GUEST } from './scenarios-guest.ts'
import { LIVELY } from './scenarios-lively.ts'
import { MORE } from './scenarios-more.ts'
import { PLAIN } from './scenarios-plain.ts'
import { QUIET } from './scenarios-quiet.ts'
import { STRANGER_APPS } from './scenarios-stranger-apps.ts'
import { STRANGER_FORMS } from './scenarios-stranger-forms.ts'
import { STRANGER_HANDS } from './scenarios-stranger-hands.ts'
import { STRANGER_SHOP } from './scenarios-stranger-shop.ts'
import { STRANGER_STRUGGLE } from './scenarios-stranger-struggle.ts'
import { STRANGER_WAYS } from './scenarios-stranger-ways.ts'
import { STRANGER_WIDGETS } from './scenarios-stranger-widgets.ts'
import { STRUGGLE } from './scenarios-struggle.ts'
import { UNSEEN } from './scenarios-unseen.ts'
import { VISITOR_APPS } from './scenarios-visitor-apps.ts'
import { VISITOR_PAGES } from './scenarios-visitor-pages.ts'
import type { Scenario } from './visit.ts'

export const ALL: readonly Scenario[] = [
  ...BAD,
  ...FAILING,
  ...FINE,
  ...QUIET,
  ...MORE,
  ...LIVELY,
  ...BUSY,
  ...APPS,
  ...STRUGGLE,
  ...FORMS,
  ...UNSEEN,
  ...STRANGER_SHOP,
  ...STRANGER_APPS,
  ...STRANGER_WIDGETS,
  ...STRANGER_FORMS,
  ...STRANGER_HANDS,
  ...STRANGER_WAYS,
  ...STRANGER_STRUGGLE,
  ...VISITOR_APPS,
  ...VISITOR_PAGES,
  ...GUEST,
  ...PLAIN,
]
