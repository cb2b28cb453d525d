import { press, site, strangers } from './stranger.ts'

const { all, visit } = strangers()
/** A shop by somebody else: grids drawn anew, carts, coupons, pictures, filters. */
export const STRANGER_SHOP = all

const STYLE = `.bar{display:flex;justify-content:space-between;padding:12px 20px;background:#123;color:#fff}.wrap{display:flex;padding:20px;gap:20px}
.side{width:200px}.grid{display:grid;grid-template-columns:repeat(3,1fr);gap:12px;flex:1}.item{border:1px solid #ddd;padding:10px}
button,.button{padding:8px 14px;border:0;background:#0a6;color:#fff;border-radius:4px;cursor:pointer}.badge{background:red;border-radius:9px;padding:0 7px}
.snack{position:fixed;bottom:20px;left:50%;background:#222;color:#fff;padding:10px 20px}img{background:#cde}`
const shop = (main: string, script = '', more = '') =>
  site(
    STYLE + more,
    `<div class="bar"><b>Mugs &amp; more</b><span>Cart <i class="badge" id="badge">0</i></span></div><div class="wrap">${main}</div>`,
    script,
  )
const GRID = `const things = Array.from({ length: 9 }, (_, i) => ({ id: i, name: 'Mug ' + i, blue: i % 2 }));
const draw = list => { $('.grid').innerHTML = list.map(t => '<div class="item"><img width=120 height=80 alt=""><h3>' + t.name + '</h3><button class="add" data-id="' + t.id + '">Add</button></div>').join('') };`

visit(
  'a filter draws the list anew when the answer is there',
  shop(
    '<div class="side"><label><input type="checkbox" id="blue"> Blue only</label></div><div class="grid"></div>',
    `${GRID} draw(things); $('#blue').onchange = async e => { const on = e.target.checked; await fetch('/api/any?after=900'); draw(on ? things.filter(t => t.blue) : things) }`,
  ),
  async v => {
    await v.wait(1500)
    await press(v, '#blue')
    await v.wait(3000)
    await press(v, 'label')
    await v.wait(4000)
  },
)
visit(
  'sorting that was never wired up',
  shop(
    '<div class="side"><span class="button" id="sort">Sort by price</span></div><div class="grid"></div>',
    `${GRID} draw(things)`,
  ),
  async v => {
    await v.wait(1800)
    await v.expect('dead')
    await v.click('#sort')
    await v.wait(5000)
  },
)
visit(
  'six mugs by the plus sign',
  shop(
    '<div class="item"><h3>Mug</h3><button id="minus">-</button><input id="qty" value="1" size="3"><button id="plus">+</button></div>',
    `$('#plus').onclick = () => { $('#qty').value = +$('#qty').value + 1 }; $('#minus').onclick = () => { $('#qty').value = Math.max(1, $('#qty').value - 1) }`,
  ),
  async v => {
    await v.wait(1500)
    await press(v, '#plus', 6, 160)
    await v.wait(800)
    await press(v, '#minus', 3, 160)
    await v.wait(4000)
  },
)
visit(
  'adding to the cart takes five seconds and shows nothing',
  shop(
    '<div class="grid"></div>',
    `${GRID} draw(things); $('.grid').onclick = async e => { if (e.target.className !== 'add') return; await fetch('/api/any?after=5000', { method: 'POST' }); $('#badge').textContent = +$('#badge').textContent + 1 }`,
  ),
  async v => {
    await v.wait(1500)
    await v.expect('rage', 'slow?')
    await press(v, '.add', 5, 350)
    await v.wait(8000)
  },
)
visit(
  'adding to the cart is told at the bottom of the window',
  shop(
    '<div class="grid"></div>',
    `${GRID} draw(things); $('.grid').onclick = async e => { if (e.target.className !== 'add') return; await fetch('/api/any?after=700', { method: 'POST' }); const s = document.createElement('div'); s.className = 'snack'; s.textContent = 'Added to your cart'; document.body.append(s); setTimeout(() => s.remove(), 2500) }`,
  ),
  async v => {
    await v.wait(1200)
    await press(v, '.add')
    await v.wait(6000)
  },
)
visit(
  'three mugs go into the cart, counted at the top',
  shop(
    '<div class="grid"></div>',
    `${GRID} draw(things); $('.grid').onclick = e => { if (e.target.className === 'add') $('#badge').textContent = +$('#badge').textContent + 1 }`,
  ),
  async v => {
    await v.wait(1200)
    await v.click('.add', 3, 900)
    await v.wait(4500)
  },
)
visit(
  'a picture that promises to grow',
  shop('<div class="item"><img id="pic" width="300" height="220" alt="A mug" style="cursor:zoom-in"></div>'),
  async v => {
    await v.wait(2000)
    await v.expect('dead')
    await v.click('#pic')
    await v.wait(4500)
  },
)
visit(
  'anger at a picture that stays small',
  shop('<div class="item"><img id="pic" width="300" height="220" alt="A mug"><p>12.00</p></div>'),
  async v => {
    await v.wait(2000)
    await v.expect('rage', 'dead?')
    await v.click('#pic', 5, 220)
    await v.wait(4500)
  },
)
visit(
  'small pictures change the large one',
  shop(
    `<div class="item"><img id="big" width="400" height="300" alt="" src="data:,0"><div>${[1, 2, 3, 4].map(i => `<img class="t" width="60" height="40" alt="View ${i}">`).join(' ')}</div></div>`,
    `$$('.t').forEach((t, i) => { t.onclick = () => { $('#big').src = 'data:,' + i } })`,
  ),
  async v => {
    await v.wait(1200)
    for (const i of [1, 2, 3, 4, 3, 2]) {
      await press(v, `.t:nth-child(${i})`)
      await v.wait(300)
    }
    await v.wait(4000)
  },
)
visit(
  'a heart, there and back',
  shop(
    '<div class="item"><h3>Mug</h3><span id="heart" role="button" aria-pressed="false" aria-label="Remember">♡</span></div>',
    `$('#heart').onclick = () => { const on = $('#heart').getAttribute('aria-pressed') !== 'true'; $('#heart').setAttribute('aria-pressed', on); $('#heart').textContent = on ? '♥' : '♡' }`,
  ),
  async v => {
    await v.wait(1200)
    await v.click('#heart')
    await v.wait(1500)
    await v.click('#heart')
    await v.wait(4000)
  },
)
visit(
  'a coupon ends in a failure nobody tells of',
  shop(
    '<div class="item"><input id="code"><button id="apply">Apply coupon</button></div>',
    `$('#apply').onclick = async () => { const r = await fetch('/api/any?status=500&after=400', { method: 'POST' }); if (r.ok) $('#apply').textContent = 'Applied' }`,
  ),
  async v => {
    await v.wait(1000)
    await v.click('#code')
    await v.page.keyboard.type('SPRING', { delay: 60 })
    await v.expect('error', 'dead?')
    await v.click('#apply')
    await v.wait(5000)
  },
)
visit(
  'a coupon has expired, and the page says so',
  shop(
    '<div class="item"><input id="code"><button id="apply">Apply coupon</button><p id="m"></p></div>',
    `$('#apply').onclick = async () => { const r = await fetch('/api/any?status=422&after=400', { method: 'POST' }); if (!r.ok) $('#m').textContent = 'This coupon has expired' }`,
  ),
  async v => {
    await v.wait(1000)
    await v.click('#code')
    await v.page.keyboard.type('SPRING', { delay: 60 })
    await v.click('#apply')
    await v.wait(5000)
  },
)
visit(
  'paying breaks in the script',
  shop(
    '<div class="item"><b>Total 24.00</b><button id="pay">Pay now</button></div>',
    `$('#pay').addEventListener('click', () => { const order = undefined; order.total.toFixed(2) })`,
  ),
  async v => {
    await v.wait(1500)
    await v.expect('error', 'dead?')
    await v.click('#pay')
    await v.wait(5000)
  },
)
visit(
  'an advertisement fails while a tab is opened',
  shop(
    '<div class="item"><button class="tab" id="d">Description</button><button class="tab" id="r">Reviews</button><div id="p">A mug.</div></div>',
    `$('#r').onclick = () => { $('#p').innerHTML = '<p>Good mug</p>'; setTimeout(() => { throw new Error('adslot 3 is not defined') }, 900) }; $('#d').onclick = () => { $('#p').textContent = 'A mug.' }`,
  ),
  async v => {
    await v.wait(1500)
    await v.click('#r')
    await v.wait(3500)
    await v.click('#d')
    await v.wait(4500)
  },
)
visit(
  'counting of clicks fails behind a shop that works',
  shop(
    '<div class="grid"></div>',
    `${GRID} draw(things); addEventListener('click', () => { fetch('/api/any?status=503', { method: 'POST', keepalive: true }).catch(() => {}) });
     $('.grid').onclick = e => { if (e.target.className === 'add') { e.target.textContent = 'Added'; $('#badge').textContent = +$('#badge').textContent + 1 } }`,
  ),
  async v => {
    await v.wait(1500)
    for (const i of [1, 2, 3]) {
      await press(v, `.item:nth-child(${i}) .add`)
      await v.wait(1500)
    }
    await v.wait(3000)
  },
)
visit(
  'a size that cannot be chosen, though clicks are counted',
  shop(
    '<div class="item"><button class="size">S</button> <button class="size" id="m">M</button> <button class="size">L</button></div>',
    `document.body.addEventListener('click', e => { navigator.sendBeacon('/api/any?status=204', e.target.id) })`,
  ),
  async v => {
    await v.wait(1500)
    await v.expect('dead')
    await v.click('#m')
    await v.wait(5000)
  },
)
visit(
  'links to a new tab, a mail and a phone',
  shop(
    '<div class="item"><a id="size" href="/size" target="_blank">Size chart</a><br><a id="mail" href="mailto:shop@example.com">Write to us</a><br><a id="call" href="tel:+4930123456">Call us</a></div>',
  ),
  async v => {
    for (const link of ['#size', '#mail', '#call']) {
      await v.wait(1200)
      await v.click(link)
      await v.wait(2500)
    }
    await v.wait(2000)
  },
  { pages: { '/size': '<!doctype html><title>Sizes</title><p>S, M, L</p>' } },
)
visit(
  'an invoice is downloaded and printed',
  shop(
    '<div class="item"><a id="get" href="data:text/plain,invoice" download="invoice.txt">Invoice</a> <button id="print">Print</button></div>',
    `window.print = window.print.bind(window); $('#print').onclick = () => window.print()`,
  ),
  async v => {
    await v.wait(1500)
    await v.click('#get')
    await v.wait(3500)
    await v.click('#print')
    await v.wait(4500)
  },
)
visit(
  'a photo for a review is chosen',
  shop(
    '<div class="item"><label for="file" class="button" id="pick">Add a photo</label><input type="file" id="file" style="display:none"></div>',
  ),
  async v => {
    v.page.on('filechooser', chooser => void chooser.setFiles([]))
    await v.wait(1500)
    await v.click('#pick')
    await v.wait(5000)
  },
)
visit(
  'comparing that leads nowhere',
  shop(
    '<div class="item"><h3>Mug</h3><a href="#" id="compare">Compare</a></div>',
    `$('#compare').onclick = e => e.preventDefault()`,
  ),
  async v => {
    await v.wait(1500)
    await v.expect('dead')
    await press(v, '#compare')
    await v.wait(5000)
  },
)
visit(
  'down to the reviews and up again',
  shop(
    '<div><a href="#reviews" id="down">Reviews (3)</a><div style="height:1400px">Text</div><h2 id="reviews">Reviews</h2><a href="#" id="up">To the top</a><div style="height:900px"></div></div>',
  ),
  async v => {
    await v.wait(1500)
    await v.click('#down')
    await v.wait(3500)
    await v.click('#up')
    await v.wait(4500)
  },
)
