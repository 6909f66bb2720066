// Shared by the import tests: their own rosters, the upload, and the page of an
// import.

import { api, base, community, letters, run, within } from './browser.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page */
export async function openImports(page) {
  await page.goto(`${base}/#/${community}/imports`);
  await page.getByRole('heading', { name: 'Imports' }).waitFor();
}

/**
 * Uploads a roster with the form and waits for the page of its import.
 * @param {Page} page
 * @param {{name: string, text: string, mode?: 'Review first' | 'Import at once', send?: 'Send invitations now' | 'Hold them'}} roster
 * @returns {Promise<string>} the import's id
 */
export async function uploadRoster(page, { name, text, mode = 'Review first', send = 'Send invitations now' }) {
  await openImports(page);
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByLabel(mode).check();
  await page.getByLabel(send).check();
  await page.getByRole('button', { name: /^Upload and/ }).click();
  await page.getByRole('heading', { name, exact: true }).waitFor();
  return new URL(page.url()).hash.split('/').at(-1) ?? '';
}

/**
 * Waits until the page shows the import in a state.
 * @param {Page} page
 * @param {string} label
 */
export async function reaches(page, label) {
  await page.getByRole('status').getByText(label, { exact: true }).first().waitFor({ timeout: 60_000 });
}

/** @param {string} id */
export const readImport = (id) => api('GET', within(`imports/${id}`));

let made = Date.now() % 1_000_000_000;

/**
 * Returns residents unknown to other tests and runs, each at their own lot.
 * @param {number} count
 * @param {(n: number) => Record<string, string>} [change] what differs for the n-th, from 0
 * @returns {{name: string, address: string, email: string}[]}
 */
export function residents(count, change = () => ({})) {
  return Array.from({ length: count }, (_, n) => {
    const number = String(made++);
    return { name: `Robin Roster${letters(number)}`, address: `Lot ${number}`, email: `roster.${run}.${number}@example.com`, ...change(n) };
  });
}

/**
 * @param {{name: string, address: string, email: string}[]} people
 * @param {string} [heading]
 */
export function rosterOf(people, heading = 'Full Name,Address,Email') {
  return [heading, ...people.map(({ name, address, email }) => `${name},${address},${email}`)].join('\r\n');
}

/** Returns the addresses of the people who got a mail. @param {{email: string}[]} people */
export async function mailed(people) {
  const mails = await (await fetch(`${base}/_local/mailbox.json`)).json();
  const to = new Set(mails.flatMap((/** @type {any} */ mail) => mail.to));
  return people.map(({ email }) => email).filter((email) => to.has(email));
}

/**
 * Presses Tab until the control with that name has the focus.
 * @param {Page} page
 * @param {string} name
 */
export async function tabTo(page, name) {
  for (let i = 0; i < 80; i++) {
    const at = await page.evaluate(() => {
      const active = document.activeElement;
      const labels = active instanceof HTMLInputElement || active instanceof HTMLSelectElement ? active.labels : null;
      return labels?.length ? labels[0].innerText.trim() : (active?.getAttribute('aria-label') ?? active?.textContent?.trim());
    });
    if (at === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${name}`);
}
