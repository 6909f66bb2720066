// How the tests check a page: for accessibility in each color scheme and width, and
// for its layout in several fonts.

import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { accessible } from './browser.mjs';

/** @typedef {import('playwright-core').Page} Page */

const widths = [320, 768, 1280];
const schemes = /** @type {const} */ (['light', 'dark']);
/** The accessibility rules that a color scheme affects; the others are only checked in light. */
const ofColor = ['color-contrast', 'link-in-text-block'];

const require = createRequire(import.meta.url);

/** @param {string} file of a font's package */
const font = async (file) => (await readFile(require.resolve(`@fontsource/${file}.woff2`))).toString('base64');

/** The font faces that a page is drawn in, by family, weight and file; a machine's own font may be any. */
const faces = [
  { family: 'Narrow', weight: '400', file: await font('archivo-narrow/files/archivo-narrow-latin-400-normal') },
  { family: 'Narrow', weight: '700', file: await font('archivo-narrow/files/archivo-narrow-latin-700-normal') },
  { family: 'Wide', weight: '400', file: await font('dejavu-sans/files/dejavu-sans-latin-400-normal') },
  { family: 'Wide', weight: '700', file: await font('dejavu-sans/files/dejavu-sans-latin-700-normal') },
];

/** @param {string} family */
const drawnIn = (family) => `
  :root { --wa-font-family-body: ${family} !important; --wa-font-family-heading: ${family} !important; }
  *:not(code), *::before, *::after { font-family: ${family} !important; }
`;

/** The fonts by name, with the styles that each adds; the spacing is that of WCAG 2.2, 1.4.12. */
const fonts = {
  'the font of this machine': '',
  'a narrow font': drawnIn('Narrow'),
  'a wide font': drawnIn('Wide'),
  'a wide font, spaced': `${drawnIn('Wide')}
    * { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important; }
    p { margin-block-end: 2em !important; }`,
};

/**
 * Checks a page in every width and scheme, and its layout in every font.
 * @param {Page} page
 * @param {string} name
 */
export async function everywhere(page, name) {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      // The line under the chosen tab slides into place.
      await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
      await accessible(page, `${name}, ${colorScheme}, ${width} px`, colorScheme === 'dark' ? ofColor : undefined);
      await keep(page, `${name}-${colorScheme}-${width}`);
    }
  }
  await holds(page, name);
}

/**
 * Fails if a part of the page is wider than its space, in any width and font.
 * @param {Page} page
 * @param {string} name
 */
export async function holds(page, name) {
  await page.evaluate(async (faces) => {
    for (const { family, weight, file } of faces) {
      if ([...document.fonts].some((face) => face.family === family && face.weight === weight)) continue;
      const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
      document.fonts.add(await new FontFace(family, bytes, { weight }).load());
    }
  }, faces);
  /** @type {string[]} */
  const found = [];
  for (const [font, css] of Object.entries(fonts)) {
    await page.evaluate(async (css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
      await document.fonts.ready;
    }, css);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      for (const part of await settled(page)) found.push(`${width} px, ${font}: ${part}`);
      await keep(page, `${name}-${font}-${width}`);
    }
  }
  await page.evaluate(() => (document.adoptedStyleSheets = []));
  assert.deepEqual(found, [], `${name} does not fit`);
}

/**
 * Returns what sticks out once the page has adapted to a change of its width.
 * @param {Page} page
 */
async function settled(page) {
  for (let looks = 1; ; looks++) {
    const found = await page.evaluate(tooWide);
    if (found.length === 0 || looks === 5) return found;
    await new Promise((later) => setTimeout(later, 100));
  }
}

/**
 * Returns the parts of the page that stick out of the screen or of their container,
 * or that are only a letter or two wide. Runs in the page.
 * @returns {string[]}
 */
function tooWide() {
  const { clientWidth, scrollWidth } = document.documentElement;
  const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth - clientWidth} px wider than the screen`] : [];
  /** @param {Element} element */
  const named = (element) => `${element.localName}.${[...element.classList].join('.')} “${(element.textContent ?? '').trim().replaceAll(/\s+/g, ' ').slice(0, 60)}”`;
  // Exempt: what is only announced, truncates or scrolls on purpose, or reaches into a margin.
  const meant = '.unseen, .unseen *, .skip, thead, thead *, option, wa-tab-group, wa-tab, wa-tab *, .samples li, wa-step, dialog .head, .grid-box, .grid-box *';
  for (const element of document.body.querySelectorAll('*')) {
    if (!(element instanceof HTMLElement) || element.matches(meant) || !element.checkVisibility()) continue;
    const { left, right, width } = element.getBoundingClientRect();
    if (width <= 1) continue;
    if (left < -0.5 || right > clientWidth + 0.5) found.push(`${named(element)} reaches from ${left} to ${right}`);
    else if (getComputedStyle(element).display !== 'inline' && element.scrollWidth > element.clientWidth + 1 && !element.matches('input, select')) {
      found.push(`${named(element)} holds ${element.scrollWidth - element.clientWidth} px too much`);
    }
    for (const node of element.childNodes) {
      if (!(node instanceof Text) || node.data.trim().length < 4) continue;
      const range = document.createRange();
      range.selectNode(node);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
      if (node.data.trim().length < 3 * lines) found.push(`${named(element)} is squeezed into ${lines} lines`);
    }
  }
  return found;
}

/**
 * Saves a picture of the checked page if SHOTS is set.
 * @param {Page} page
 * @param {string} name
 */
export async function keep(page, name) {
  if (!process.env.SHOTS) return;
  await mkdir(process.env.SHOTS, { recursive: true });
  await page.screenshot({ path: `${process.env.SHOTS}/${name.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase()}.png`, fullPage: true });
}
