// Measures how fast the main pages are by the browser's own metrics, on a processor
// slowed down four times, and how fast the member list of a large community is.
// Prints tables, and fails if a page is slower or larger than it may be.
//
//	make vitals               # medians of five
//	make vitals RUNS=1 MEMBERS=2000

import { execFileSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { administrator, api, base, browser, community, invite, mailTo, support, tokenOf, within } from './browser.mjs';
import { jobOf, rows } from './import-answers.mjs';

/** @typedef {import('playwright-core').Page} Page */

const runs = Number(process.env.RUNS ?? 5);
const members = Number(process.env.MEMBERS ?? 50_000);
const slowdown = 4;
/** The limits: the first view in bytes, and the milliseconds until the member list shows its rows. */
const most = { firstView: 130_000, rows: 400 };

/** @type {string[]} */
const over = [];

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** @param {(string | number)[]} cells */
const line = (cells) => console.log(`| ${cells.join(' | ')} |`);

/** Collects the browser's metrics. Runs in the page before anything else. */
function watch() {
  const seen = { lcp: 0, cls: 0, inp: 0, rows: 0 };
  Object.assign(window, { seen });
  /** @param {string} type @param {(entry: any) => void} take @param {Record<string, any>} [more] */
  const observe = (type, take, more = {}) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });
  observe('largest-contentful-paint', ({ startTime }) => (seen.lcp = startTime));
  // People expect shifts within half a second of their input.
  observe('layout-shift', ({ value, hadRecentInput }) => (seen.cls += hadRecentInput ? 0 : value));
  observe('event', ({ duration, interactionId }) => (seen.inp = interactionId ? Math.max(seen.inp, duration) : seen.inp), { durationThreshold: 16 });
  new MutationObserver((_, observer) => {
    if (!document.querySelector('tbody tr')) return;
    // What is in the document becomes visible with the next frame.
    requestAnimationFrame(() => requestAnimationFrame(() => (seen.rows ||= performance.now())));
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
}

/** @param {Page} page @returns {Promise<{lcp: number, cls: number, inp: number, rows: number}>} */
const seenBy = (page) => page.evaluate(() => /** @type {any} */ (window).seen);

/**
 * Opens a new page with an empty cache.
 * @param {string} [email] who is signed in
 * @param {number} [slower] how many times
 */
async function fresh(email, slower = 1) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 850 }, locale: 'en-US' });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.addInitScript(watch);
  if (email) {
    const token = await tokenOf(email);
    await page.addInitScript((stored) => localStorage.setItem('communitrak.session', stored), token);
  }
  const debug = await context.newCDPSession(page);
  await debug.send('Network.enable');
  await debug.send('Emulation.setCPUThrottlingRate', { rate: slower });
  const loaded = { bytes: 0 };
  debug.on('Network.loadingFinished', ({ encodedDataLength }) => (loaded.bytes += encodedDataLength));
  return { page, loaded };
}

/** @param {string} path of the console */
const to = (path) => `${base}/#/${community}/${path}`;

/**
 * A page to measure: how to open it, and what to do on it.
 * @typedef {object} Visit
 * @property {string} name
 * @property {string} [email]
 * @property {(page: Page) => Promise<void>} open
 * @property {(page: Page) => Promise<void>} [use]
 */

/** @returns {Promise<Visit[]>} */
async function visits() {
  const { member } = await invite({ firstName: 'Ana' });
  const link = (await mailTo(member.email)).text.match(/\S+\/activate#\S+/)?.[0] ?? '';
  /** @param {string} path @param {(page: Page) => import('playwright-core').Locator} shows */
  const open = (path, shows) => async (/** @type {Page} */ page) => {
    await page.goto(path);
    await shows(page).first().waitFor();
  };
  /** @param {string} name */
  const press = (name) => (/** @type {Page} */ page) => page.getByRole('button', { name, exact: true }).first().click();
  return [
    { name: 'Sign in', open: open(base, (page) => page.getByLabel('Password', { exact: true })), use: press('Forgot password') },
    { name: 'Activation, from the link', open: open(link, (page) => page.getByRole('heading', { name: /^Hello Ana/ })), use: press('Show') },
    { name: 'Overview', email: administrator, open: open(to('overview'), (page) => page.getByText(/^As of/)), use: press('Help') },
    {
      name: 'Community Members, pending',
      email: administrator,
      open: open(to('members?tab=pending'), (page) => page.getByRole('rowheader')),
      use: async (page) => {
        await page.getByRole('checkbox', { name: 'Select all on this page' }).click();
        await page.getByRole('searchbox', { name: 'Search' }).pressSequentially('Robin');
        await page.getByRole('tab', { name: /^Active/ }).click();
      },
    },
    {
      name: 'Invite Member',
      email: administrator,
      open: open(to('members'), (page) => page.getByRole('rowheader')),
      use: async (page) => {
        await press('Invite Member')(page);
        await page.getByRole('radio', { name: 'Create New Property' }).click();
      },
    },
    { name: 'Properties', email: administrator, open: open(to('properties'), (page) => page.getByRole('searchbox')), use: (page) => page.getByRole('searchbox').pressSequentially('Lot') },
    { name: 'Preferences', email: administrator, open: open(to('preferences'), (page) => page.getByLabel('Black Curtain')), use: (page) => page.getByLabel('Sender name').pressSequentially('x') },
    { name: 'Communities', email: support, open: open(`${base}/#/communities`, (page) => page.getByRole('table', { name: 'Communities' })), use: press('Create community') },
    {
      name: 'A review',
      email: support,
      open: async (page) => {
        const job = jobOf({ state: 'ready', actions: ['mapping', 'commit', 'abort'] });
        await page.route(`**/v1/communities/${community}/imports/i1**`, (route) => route.fulfill({ json: new URL(route.request().url()).pathname.endsWith('/rows') ? { items: rows, next: null } : job }));
        await open(to('imports/i1'), (page) => page.getByRole('table', { name: 'Rows' }))(page);
      },
      use: press('Commit'),
    },
  ];
}

/** @param {Visit} visit */
async function measure({ open, use, email }) {
  const { page, loaded } = await fresh(email, slowdown);
  try {
    await open(page);
    await page.waitForLoadState('networkidle');
    const { lcp } = await seenBy(page); // LCP ends with the first input
    const { bytes } = loaded;
    await use?.(page);
    await page.waitForTimeout(500); // the browser reports an event after the next frame
    const { cls, inp } = await seenBy(page);
    return { lcp, cls, inp, bytes };
  } finally {
    await page.context().close();
  }
}

async function pages() {
  console.log(`\nMedians of ${runs}, on a processor slowed down ${slowdown} times, with nothing in the cache.\n`);
  line(['Page', 'LCP, ms', 'CLS', 'INP, ms', 'kB loaded']);
  line(['---', '--:', '--:', '--:', '--:']);
  for (const visit of await visits()) {
    const all = [];
    for (let n = 0; n < runs; n++) all.push(await measure(visit));
    const [lcp, cls, inp, bytes] = /** @type {const} */ (['lcp', 'cls', 'inp', 'bytes']).map((name) => median(all.map((one) => one[name])));
    line([visit.name, Math.round(lcp), cls.toFixed(3), inp === 0 ? 'below 16' : Math.round(inp), (bytes / 1000).toFixed(1)]);
    if (visit.name === 'Sign in' && bytes > most.firstView) over.push(`the first view is ${bytes} bytes, at most ${most.firstView}`);
  }
}

/** @param {string} query of the members' page */
async function untilRows(query) {
  const { page } = await fresh(administrator);
  try {
    await page.goto(to(`members?${query}`));
    await page.waitForFunction(() => /** @type {any} */ (window).seen.rows > 0);
    return (await seenBy(page)).rows;
  } finally {
    await page.context().close();
  }
}

/** @param {string} format */
async function exported(format) {
  const start = performance.now();
  const response = await fetch(`${base}/v1${within(`exports/members?format=${format}`)}`, { headers: { Authorization: `Bearer ${await tokenOf(administrator)}` } });
  const bytes = (await response.arrayBuffer()).byteLength;
  if (!response.ok) throw new Error(`the export as ${format}: ${response.status}`);
  return { took: performance.now() - start, bytes };
}

async function large() {
  const start = performance.now();
  execFileSync(process.env.CROWD ?? '../../bin/crowd', ['-members', String(members)], { stdio: 'inherit' });
  console.log(`\nWith ${members.toLocaleString('en-US')} more members, put in within ${Math.round((performance.now() - start) / 1000)} s; medians of ${runs}, processor as it is, nothing in the cache.\n`);
  line(['Members’ page', 'ms to its rows', 'At most']);
  line(['---', '--:', '--:']);
  const street = encodeURIComponent('Crowd b Ct');
  for (const [name, query] of [
    ['active', 'tab=active'],
    ['active, from Z', 'tab=active&sort=-name'],
    ['pending', 'tab=pending'],
    ['needs attention', 'tab=attention'],
    ['pending, one street', `tab=pending&street=${street}`],
    ['active, board', 'tab=active&role=board'],
    ['pending, delivered', 'tab=pending&mail=delivered'],
    ['pending, no mail sent', 'tab=pending&mail=none'],
    ['needs attention, bounced', 'tab=attention&mail=bounced'],
    ['pending, one street, bounced', `tab=pending&street=${street}&mail=bounced`],
  ]) {
    const all = [];
    for (let n = 0; n < runs; n++) all.push(await untilRows(query));
    const took = Math.round(median(all));
    const whole = !/street|role|mail/.test(query);
    line([name, took, whole ? most.rows : '']);
    if (whole && took > most.rows) over.push(`${name}: ${took} ms to the rows, at most ${most.rows}`);
  }
  console.log();
  line(['Export', 's', 'MB']);
  line(['---', '--:', '--:']);
  for (const format of ['csv', 'xlsx', 'jsonl']) {
    const { took, bytes } = await exported(format);
    line([format, (took / 1000).toFixed(1), (bytes / 1e6).toFixed(1)]);
  }
  await overview();
}

/** Measures how long counting everybody takes, in as many requests as it needs. */
async function overview() {
  const start = performance.now();
  for (let requests = 1; requests <= 200; requests++) {
    const { counting } = await api('GET', within('overview'));
    if (counting) continue;
    console.log(`\nOverview: counted within ${((performance.now() - start) / 1000).toFixed(1)} s, requests: ${requests}.`);
    return;
  }
  over.push('the overview is not counted after 200 requests');
}

const before = loadavg()[0];
await pages();
await large();
await browser.close();
console.log(`\nLoad of the machine: ${before.toFixed(1)} before, ${loadavg()[0].toFixed(1)} after. Figures are worth something below 1.`);
for (const what of over) console.error(what);
if (over.length > 0) process.exitCode = 1;
