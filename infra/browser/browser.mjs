// Shared by the tests: a real Chromium, the running local system, and a page that
// fails its test on any error in the console.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

/** The local system's address. */
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

/** A word that no other run uses, for this run's names and addresses. */
export const run = Date.now().toString(36);

/**
 * Replaces digits with letters, because a person's name contains no digits.
 * @param {string} text
 */
export const letters = (text) => text.replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)]);

export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: flags,
});

/**
 * Runs a test in its own page, and fails on a console error, a page error or a
 * Content-Security-Policy report.
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
    // The browser's own line for a 4xx answer, or for a connection that a test cuts, is not the page's fault.
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
 * Opens the console as somebody who is already signed in, without the form.
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
 * Fails with every accessibility rule that the page breaks.
 * @param {import('playwright-core').Page} page
 * @param {string} what is checked
 * @param {string[]} [rules] only these
 */
export async function accessible(page, what, rules) {
  // The debugger evaluates this, so the page's Content-Security-Policy does not apply.
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
 * Calls the API directly, to prepare a test or to check what it did.
 * @param {string} method
 * @param {string} path below /v1
 * @param {any} [body]
 * @param {string} [email] who asks
 * @returns {Promise<any>}
 */
export async function api(method, path, body, email = administrator) {
  return request(method, path, body, await tokenOf(email));
}

/** Forgets the sessions that moving the clock forward has ended, so that later calls sign in again. */
export function forgetSessions() {
  tokens.clear();
}

/**
 * Returns the session token of an email.
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

/** Returns the number of a lot that no other test or run uses. */
export function lot() {
  made++;
  return String((Date.now() % 10_000_000) * 100 + (made % 100));
}

/**
 * Invites somebody through the API and returns its answer.
 * @param {Record<string, any>} [member]
 * @param {{id: string} | null} [property] where they live; a new one if null
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
 * @param {RegExp} [holding] what its text contains
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
 * Retries a check until it passes; its last failure fails the test.
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
