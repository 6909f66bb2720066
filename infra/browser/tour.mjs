// Takes pictures of every screen, in three widths and both color schemes, and
// writes them and their table into docs/.
//
//	make screens                    # all
//	make screens SCREENS='wizard'   # those whose names match
//
// The community, its people and its clock are the same each time, so that a new
// run only changes the pictures of screens that have changed. Minutes and codes,
// which differ between runs, are replaced with fixed ones.

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { administrator, base, browser, support, tokenOf } from './browser.mjs';
import { parts } from './screens.mjs';
import { now, tell } from './story.mjs';

/** @typedef {import('./screens.mjs').Screen} Screen */

const docs = new URL('../../docs/', import.meta.url);
const folder = new URL('screens/', docs);
const factor = process.env.SECOND_FACTOR === 'on';
const wanted = new RegExp(process.env.SCREENS ?? '');

const widths = [1280, 768, 375];
/** The height of a picture: at least a screen, and no more than a reader will scroll through. */
const heights = { least: 800, most: 1150 };
const schemes = /** @type {const} */ (['light', 'dark']);

/** The scale of the six pictures on a sheet, and of the single one in the table. */
const scale = { sheet: 0.5, single: 0.5 };
/** The screens that the README shows, in full size. */
const readme = new Map([
  ['members-pending', 'console.webp'],
  ['wizard-address', 'wizard.webp'],
  ['import-review', 'review.webp'],
]);

/** @param {string} text */
const steady = (text) =>
  text
    .replaceAll(/(T\d\d):\d\d:\d\d(\.\d+)?Z/g, '$1:00:00Z')
    .replaceAll(/\b(\d{1,2}):\d\d ([AP]M)\b/g, '$1:00 $2')
    .replaceAll(/\b[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}\b/g, '7K2M-9QXR-4TBD-W3HN')
    .replaceAll(new RegExp(`${base}(?!/page/)`, 'g'), 'https://communitrak.example'); // a logo is still fetched from here

/**
 * Opens a page in which somebody is signed in.
 * @param {Screen} screen
 * @param {string} resident the email of one
 */
async function pageOf({ who = 'nobody' }, resident) {
  const context = await browser.newContext({ viewport: { width: widths[0], height: heights.least }, locale: 'en-US', timezoneId: 'America/Phoenix', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  if (who !== 'nobody') {
    const token = await tokenOf({ manager: administrator, support, resident }[who]);
    await page.addInitScript((stored) => localStorage.setItem('communitrak.session', stored), token);
  }
  if (!factor) await page.clock.setFixedTime(now);
  await page.route(/\/v1\/communities|\/v1\/me|\/v1\/waiting|\/v1\/sessions|\/v1\/activations\/invitation|\/_local\/mailbox\/.*\/html/, async (route) => {
    const response = await route.fetch();
    // Of an answer that is written over, the browser no longer knows the origin whose pictures a mail may show.
    const { 'content-security-policy': _, ...headers } = response.headers();
    await route.fulfill({ response, headers, body: steady(await response.text()) });
  });
  return page;
}

/** @param {import('playwright-core').Page} page */
async function settled(page) {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
}

/**
 * Takes pictures of the screen, by scheme and width.
 * @param {import('playwright-core').Page} page
 * @param {string} [at] what the pictures begin with
 * @returns {Promise<Buffer[][]>}
 */
async function pictures(page, at) {
  /** @type {Buffer[][]} */
  const all = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    const row = [];
    for (const width of widths) {
      await page.setViewportSize({ width, height: heights.least });
      await settled(page); // whatever follows the width has its height then
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width, height: Math.min(Math.max(height, heights.least), heights.most) });
      await page.evaluate((at) => (at ? document.querySelector(at)?.scrollIntoView() : window.scrollTo(0, 0)), at);
      await settled(page);
      row.push(await page.screenshot({ caret: 'hide' }));
    }
    all.push(row);
  }
  return all;
}

/**
 * Combines rows of pictures into one WebP picture. The browser does it, so no other
 * library is needed.
 * @param {Buffer[][]} rows
 * @param {number} size
 */
async function sheet(rows, size) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const drawn = await page.evaluate(
      async ({ rows, size }) => {
        const gap = 16;
        const bitmaps = await Promise.all(
          rows.map((row) => Promise.all(row.map(async (data) => createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob())))),
        );
        const scaled = bitmaps.map((row) => row.map((bitmap) => ({ bitmap, width: Math.round(bitmap.width * size), height: Math.round(bitmap.height * size) })));
        const alone = scaled.length === 1 && scaled[0].length === 1;
        const space = alone ? 0 : gap;
        const width = Math.max(...scaled.map((row) => row.reduce((sum, one) => sum + one.width + space, space)));
        const height = scaled.reduce((sum, row) => sum + Math.max(...row.map((one) => one.height)) + space, space);
        const canvas = document.createElement('canvas');
        canvas.width = width;
        canvas.height = height;
        const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
        context.fillStyle = '#8a9199';
        context.fillRect(0, 0, width, height);
        context.imageSmoothingQuality = 'high';
        let top = space;
        for (const row of scaled) {
          let left = space;
          for (const one of row) {
            context.drawImage(one.bitmap, left, top, one.width, one.height);
            left += one.width + space;
          }
          top += Math.max(...row.map((one) => one.height)) + space;
        }
        return canvas.toDataURL('image/webp', 0.35);
      },
      { rows: rows.map((row) => row.map((picture) => picture.toString('base64'))), size },
    );
    return Buffer.from(drawn.split(',')[1], 'base64');
  } finally {
    await context.close();
  }
}

/**
 * @param {Screen} screen
 * @param {import('./story.mjs').Story} story
 */
async function visit(screen, story) {
  const page = await pageOf(screen, story.resident);
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  try {
    await screen.open(page, story);
    if (screen.factor) await page.evaluate(() => document.querySelectorAll('code').forEach((code) => (code.textContent = 'JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP')));
    const all = await pictures(page, screen.at);
    await writeFile(new URL(`all/${screen.name}.webp`, folder), await sheet(all, scale.sheet));
    await writeFile(new URL(`now/${screen.name}.webp`, folder), await sheet([[all[0][0]]], scale.single));
    const picture = readme.get(screen.name);
    if (picture) await writeFile(new URL(picture, docs), await sheet([[all[0][0]]], 1));
    if (errors.length > 0) throw new Error(errors.join('; '));
  } finally {
    await page.context().close();
  }
}

/** @param {string} name of a folder of pictures */
async function picturesIn(name) {
  const files = await readdir(new URL(`${name}/`, folder)).catch(() => /** @type {string[]} */ ([]));
  return new Set(files.map((file) => file.replace(/\.webp$/, '')));
}

/** Returns the tables of docs/screens.md: every screen that has a picture. */
async function table() {
  const [before, after] = [await picturesIn('before'), await picturesIn('now')];
  /** @param {string} kind @param {string} name @param {string} title */
  const image = (kind, name, title) => `<a href="screens/${kind === 'before' ? 'before' : 'all'}/${name}.webp"><img src="screens/${kind}/${name}.webp" width="330" alt="${title}, ${kind === 'before' ? 'before' : 'now'}"></a>`;
  return parts
    .map(({ title, screens }) => {
      const rows = screens
        .filter(({ name }) => after.has(name))
        .map(({ name, title, decided }) => `| **${title}**<br>${decided} | ${before.has(name) ? image('before', name, title) : '–'} | ${image('now', name, title)} |`);
      return rows.length > 0 ? [`## ${title}`, '', '| Screen, and what we decided by looking at it | Before | Now |', '|---|---|---|', ...rows, ''].join('\n') : '';
    })
    .filter((part) => part !== '')
    .join('\n');
}

const marks = ['<!-- written by infra/browser/tour.mjs -->', '<!-- to here -->'];

async function writeTable() {
  const file = new URL('screens.md', docs);
  const text = await readFile(file, 'utf8');
  const [from, to] = marks.map((mark) => text.indexOf(mark));
  if (from < 0 || to < from) throw new Error('docs/screens.md lacks the marks between which its tables stand');
  await writeFile(file, `${text.slice(0, from + marks[0].length)}\n\n${await table()}\n${text.slice(to)}`);
}

/** Removes pictures of screens that no longer exist. @param {Set<string>} known */
async function clear(known) {
  for (const kind of ['all', 'now', 'before']) {
    for (const name of await picturesIn(kind)) if (!known.has(name)) await rm(new URL(`${kind}/${name}.webp`, folder));
  }
}

const screens = parts.flatMap(({ screens }) => screens);
const here = screens.filter(({ name, factor: needs = false }) => wanted.test(name) && needs === factor);
for (const kind of ['all', 'now']) await mkdir(new URL(`${kind}/`, folder), { recursive: true });
const story = factor || here.length === 0 ? { imports: {}, members: {}, resident: '' } : await tell();
/** @type {string[]} */
const failed = [];
for (const screen of here) {
  try {
    await visit(screen, story);
    console.log(screen.name);
  } catch (error) {
    failed.push(screen.name);
    console.error(`${screen.name}: ${error instanceof Error ? error.message : error}`);
  }
}
await clear(new Set(screens.map(({ name }) => name)));
await writeTable();
await browser.close();
if (failed.length > 0) {
  console.error(`no pictures of: ${failed.join(', ')}`);
  process.exitCode = 1;
}
