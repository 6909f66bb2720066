// What the tests share: a real Chromium, the running local system, and a page
// that fails its test on any error in the console.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

/** Where the local system answers. */
export const base = process.env.BASE_URL ?? 'http://127.0.0.1:8080';
export const password = process.env.LOCAL_PASSWORD ?? 'correct horse maple staple';
export const community = 'maple-grove';
export const administrator = 'admin@maple-grove.example';
export const support = 'support@communitrak.example';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A word that no other run used, for names and addresses of this one. */
export const run = Date.now().toString(36);

/**
 * The same as letters: a person's name holds no digit.
 * @param {string} text
 */
export const letters = (text) => text.replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)]);

export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: flags,
});

/**
 * Runs a test in a page of its own, which has to stay without a console error,
 * a page error or a report of the Content-Security-Policy.
 * @param {(page: import('playwright-core').Page) => Promise<void>} test
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
export async function inPage(test, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 850 },
    locale: 'en-US',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  page.on('console', (message) => {
    // The browser's own line for a 4xx answer, or for a connection that a test cuts, is no fault of the page.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) errors.push(message.text());
  });
  try {
    await test(page);
    assert.deepEqual(errors, [], 'errors in the console');
  } catch (error) {
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/failed-${Date.now()}.png` });
    throw error;
  } finally {
    await context.close();
  }
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} [email]
 */
export async function signIn(page, email = administrator) {
  await page.goto(base);
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
}

/**
 * Opens the console as somebody who has signed in before, without the form.
 * @param {import('playwright-core').Page} page
 * @param {string} [email]
 */
export async function enter(page, email = administrator) {
  const token = await tokenOf(email);
  await page.addInitScript((stored) => localStorage.setItem('communitrak.session', stored), token);
  await page.goto(base);
  await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
}

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Fails with each rule that the page breaks.
 * @param {import('playwright-core').Page} page
 * @param {string} what is looked at
 * @param {string[]} [rules] only these
 */
export async function accessible(page, what, rules) {
  // Evaluated by the debugger, which the page's Content-Security-Policy does not bind.
  await page.evaluate(axe);
  const options = rules ? { runOnly: { type: 'rule', values: rules } } : {};
  const { violations } = await page.evaluate((options) => /** @type {any} */ (window).axe.run(document, options), options);
  const found = violations.map(
    (/** @type {any} */ { id, nodes }) => `${id}: ${nodes.map((/** @type {any} */ node) => `${node.target} ${node.any[0]?.message ?? ''}`).join('; ')}`,
  );
  assert.deepEqual(found, [], `axe on ${what}`);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(overflow <= 0, `${what} is ${overflow} px wider than the screen`);
}

/** @type {Map<string, string>} */
const tokens = new Map();

/**
 * Asks the API directly, to prepare what a test needs or to look at what it did.
 * @param {string} method
 * @param {string} path below /v1
 * @param {any} [body]
 * @param {string} [email] who asks
 * @returns {Promise<any>}
 */
export async function api(method, path, body, email = administrator) {
  return request(method, path, body, await tokenOf(email));
}

/** Signs in anew from now on: a clock that was put forward has ended the sessions. */
export function forgetSessions() {
  tokens.clear();
}

/**
 * The token of a session, one for each email.
 * @param {string} email
 */
export async function tokenOf(email) {
  const known = tokens.get(email);
  if (known) return known;
  const { token } = await request('POST', '/sessions', { email, password });
  tokens.set(email, token);
  return token;
}

/**
 * @param {string} method
 * @param {string} path
 * @param {any} [body]
 * @param {string} [token]
 */
async function request(method, path, body, token) {
  const response = await fetch(`${base}/v1${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
  return text ? JSON.parse(text) : null;
}

/** @param {string} path inside the community */
export const within = (path) => `/communities/${community}/${path}`;

let made = 0;

/** The number of a lot that no other test or run uses. */
export function lot() {
  made++;
  return String((Date.now() % 10_000_000) * 100 + (made % 100));
}

/**
 * Invites somebody through the API and answers what it made.
 * @param {Record<string, any>} [member]
 * @param {{id: string} | null} [property] where he lives; a new one when null
 */
export async function invite(member = {}, property = null) {
  const number = lot();
  return api('POST', within('invitations'), {
    property: property ? { id: property.id } : { lot: { lot: number } },
    household: {},
    member: { firstName: 'Robin', lastName: `Test${letters(number)}`, email: `robin.${run}.${number}@example.com`, ...member },
  });
}

/**
 * Waits for a mail in the local mailbox.
 * @param {string} to
 * @param {RegExp} [holding] what its text holds
 * @returns {Promise<{id: string, to: string, subject: string, text: string, html: string}>}
 */
export async function mailTo(to, holding = /(?:)/) {
  const until = Date.now() + 15_000;
  while (Date.now() < until) {
    const mails = await (await fetch(`${base}/_local/mailbox.json`)).json();
    const mail = mails.findLast((/** @type {any} */ mail) => [mail.to].flat().includes(to) && holding.test(mail.text));
    if (mail) return mail;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no mail to ${to.replace(/@.*/, '@…')}`);
}

/**
 * Waits until something holds; the last failure is the test's.
 * @param {() => Promise<void>} check
 */
export async function eventually(check) {
  const until = Date.now() + 15_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
