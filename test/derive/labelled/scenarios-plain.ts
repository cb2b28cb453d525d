import { STRANGER_APPS } from './scenarios-stranger-apps.ts'
import { STRANGER_FORMS } from './scenarios-stranger-forms.ts'
import { STRANGER_HANDS } from './scenarios-stranger-hands.ts'
import { STRANGER_SHOP } from './scenarios-stranger-shop.ts'
import { STRANGER_STRUGGLE } from './scenarios-stranger-struggle.ts'
import { STRANGER_WAYS } from './scenarios-stranger-ways.ts'
import { STRANGER_WIDGETS } from './scenarios-stranger-widgets.ts'
import { plainly } from './stranger.ts'

/** Visits that are also recorded by rrweb alone, without our signals. */
export const PLAIN = plainly(
  [
    ...STRANGER_SHOP,
    ...STRANGER_APPS,
    ...STRANGER_WIDGETS,
    ...STRANGER_FORMS,
    ...STRANGER_HANDS,
    ...STRANGER_WAYS,
    ...STRANGER_STRUGGLE,
  ],
  'a filter draws the list anew when the answer is there',
  'sorting that was never wired up',
  'six mugs by the plus sign',
  'adding to the cart takes five seconds and shows nothing',
  'adding to the cart is told at the bottom of the window',
  'anger at a picture that stays small',
  'small pictures change the large one',
  'a heart, there and back',
  'a coupon has expired, and the page says so',
  'paying breaks in the script',
  'a size that cannot be chosen, though clicks are counted',
  'links to a new tab, a mail and a phone',
  'an invoice is downloaded and printed',
  'down to the reviews and up again',
  'five tasks are deleted at one place of the screen',
  'dots are drawn on a canvas',
  'a date, a colour and a country from the browser',
  'more of a list without end',
  'anger at a button that is off',
  'a paragraph is marked with three clicks, a word with two',
  'reading, with clicks on nothing',
  'underlined and blue, and no link',
  'a wave runs over the button, and nothing comes of it',
  'dead beside a countdown',
  'alive beside a countdown',
  'dead below a picture that never rests',
  'a row of pictures that is scrolled by its arrow',
  'keys of a piano',
  'unfolded by the style sheet alone',
  'a window is closed beside it and by a key',
  'labels put the cursor into their fields',
  'the answer cannot be read, and nobody catches it',
  'a library grumbles whenever something is clicked',
  'a script of others fails every two seconds',
  'numbers after five seconds, by a request',
  'an angry hand on a slow button',
  'a finger steps the number up',
  'the wrong chapter, and back at once',
  'round in a circle, reading nothing',
  'a chapter is read, then back',
  'no password is good enough',
  'the cursor runs in circles',
  'a row of a table after six seconds',
)
