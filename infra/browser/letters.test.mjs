import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { accessible, api, base, browser, community, enter, eventually, inPage, invite, letters, mailTo, password, run, within } from './browser.mjs';
import { everywhere } from './looks.mjs';

after(() => browser.close());

/** @typedef {import('playwright-core').Page} Page */

/** @param {any} member */
const named = ({ firstName, lastName }) => `${firstName} ${lastName}`;

/**
 * Creates somebody whose invitation bounced.
 * @param {string} first
 */
async function bounced(first) {
  const { member } = await invite({ firstName: first, email: `bounce.${run}.${letters(first).toLowerCase()}@example.com` });
  await eventually(async () => {
    const { invitation } = await api('GET', within(`members/${member.id}`));
    assert.equal(invitation.delivery.state, 'bounced');
  });
  return member;
}

/**
 * Returns the file that pressing the button downloads.
 * @param {Page} page
 * @param {() => Promise<void>} press
 */
async function downloaded(page, press) {
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 30_000 }), press()]);
  const file = await readFile(await download.path());
  return { name: download.suggestedFilename(), pages: file.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0, begins: file.toString('latin1', 0, 5) };
}

test('a letter brings in somebody whose mail came back, under an email of their own', () =>
  inPage(async (page) => {
    const member = await bounced('Paula');
    await enter(page);
    await page.goto(`${base}/#/${community}/members/${member.id}?tab=attention`);
    const panel = page.getByRole('dialog', { name: named(member) });
    await panel.getByRole('button', { name: 'Print letters' }).click();
    const dialog = page.getByRole('dialog', { name: 'Print letters' });
    await dialog.getByText('1 invitation will be printed as a PDF').waitFor();
    await everywhere(page, 'print letters');
    await page.setViewportSize({ width: 1280, height: 850 });
    const file = await downloaded(page, () => dialog.getByRole('button', { name: 'Print letters' }).click());
    assert.deepEqual(file, { name: `${community}-letters.pdf`, pages: 1, begins: '%PDF-' });
    await dialog.getByText('1 invitation is ready.').waitFor();
    await accessible(page, 'letters that are ready');
    assert.equal((await downloaded(page, () => dialog.getByRole('button', { name: 'Download again' }).click())).pages, 1);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await panel.getByRole('button', { name: 'Print letters' }).click();
    await dialog.getByText('You printed 1 invitation before.').waitFor();
    await accessible(page, 'letters printed before');
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/letters-before.png` });
    assert.equal((await downloaded(page, () => dialog.getByRole('button', { name: 'Download again' }).click())).pages, 1);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await panel.getByRole('listitem').filter({ hasText: 'Letter printed' }).waitFor();
    await panel.locator('dl').getByText('Letter', { exact: true }).waitFor();

    const { code } = await api('POST', within(`members/${member.id}/code`));
    const mailbox = `paula.at.home.${run}@example.com`;
    const phone = await browser.newContext({ viewport: { width: 375, height: 740 } });
    const resident = await phone.newPage();
    await resident.goto(`${base}/activate#code=${code}`);
    await resident.getByRole('heading', { name: 'You’re invited' }).waitFor();
    assert.equal(await resident.getByLabel('Password', { exact: true }).isVisible(), false, 'the letter’s code asks for a password');
    assert.equal(await resident.evaluate(() => document.activeElement?.id), 'email');
    await accessible(resident, 'a letter’s code');
    if (process.env.SHOTS) await resident.screenshot({ path: `${process.env.SHOTS}/letter-code.png` });
    await resident.getByLabel('Email').fill(mailbox);
    await resident.getByLabel('Email').press('Enter');
    await resident.getByRole('heading', { name: 'Check your email' }).waitFor();
    if (process.env.SHOTS) await resident.screenshot({ path: `${process.env.SHOTS}/letter-check-your-email.png` });
    await accessible(resident, 'check your email');
    await resident.getByRole('link', { name: 'Enter another email' }).click();
    await resident.getByRole('heading', { name: 'You’re invited' }).waitFor(); // the code is still there
    assert.equal((await api('GET', within(`members/${member.id}`))).status, 'pending');
    const { text } = await mailTo(mailbox);
    await resident.goto(/** @type {string} */ (text.match(/http\S+\/activate#\S+/)?.[0]));
    await resident.getByRole('heading', { name: 'Hello Paula' }).waitFor();
    await resident.getByLabel('Password', { exact: true }).fill(password);
    if (process.env.SHOTS) await resident.screenshot({ path: `${process.env.SHOTS}/letter-link.png` });
    await resident.getByRole('button', { name: 'Activate account' }).click();
    await resident.waitForURL(/#\/[^/]+\/me$/);
    await resident.getByRole('heading', { level: 1 }).first().waitFor();
    if (process.env.SHOTS) await resident.screenshot({ path: `${process.env.SHOTS}/letter-my-page.png` });
    await eventually(async () => {
      const { status, email } = await api('GET', within(`members/${member.id}`));
      assert.deepEqual({ status, email }, { status: 'active', email: mailbox });
    });
    await phone.close();
  }));

test('a selection is printed as cards, and who gets none is told with the reason', () =>
  inPage(async (page) => {
    const family = `Carded${letters(run)}`;
    const people = [];
    for (const first of ['Ana', 'Ben', 'Cleo', 'Dan', '李']) people.push((await invite({ firstName: first, lastName: family })).member);
    await enter(page);
    await page.goto(`${base}/#/${community}/members?tab=pending`);
    await page.getByLabel('Search').fill(family);
    await page.locator('p.matching', { hasText: '5 members match' }).waitFor();
    await page.getByLabel('Select all on this page').check();
    await page.getByRole('region', { name: 'Selected members' }).getByRole('button', { name: 'Print letters' }).click();
    const dialog = page.getByRole('dialog', { name: 'Print letters' });
    await dialog.getByText('5 invitations will be printed').waitFor();
    await dialog.getByLabel('Cards').check();
    const file = await downloaded(page, () => dialog.getByRole('button', { name: 'Print letters' }).click());
    assert.deepEqual(file, { name: `${community}-cards.pdf`, pages: 1, begins: '%PDF-' });
    await dialog.getByText('4 invitations are ready.').waitFor();
    await dialog.getByRole('listitem').filter({ hasText: '李' }).getByText('the letter’s font lacks some characters').waitFor();
    await accessible(page, 'cards with one left out');
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/letters-left-out.png` });
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Selected members' }).waitFor();
    await api('POST', within('invitations/revoke'), { members: people.map(({ id }) => id) });
  }));

test('the overview prints for all whose mail came back', () =>
  inPage(async (page) => {
    await bounced('Olga');
    await enter(page);
    await page.goto(`${base}/#/${community}/overview`);
    const stuck = page.getByRole('listitem').filter({ hasText: 'came back' });
    await stuck.getByRole('button', { name: 'Print letters' }).click();
    const dialog = page.getByRole('dialog', { name: 'Print letters' });
    const file = await downloaded(page, () => dialog.getByRole('button', { name: 'Print letters' }).click());
    assert.ok(file.pages >= 1, `${file.pages} pages`);
  }));
