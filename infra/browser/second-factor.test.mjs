// Support's second factor. The local system requires it with SECOND_FACTOR=on, and
// then no other test can sign in as Support:
//
//	SECOND_FACTOR=on go run ./infra/local/withsystem bin/local npm --prefix infra/browser run second-factor

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, test } from 'node:test';
import { accessible, base, browser, inPage, mailTo, password, support } from './browser.mjs';
import { holds } from './looks.mjs';

after(() => browser.close());

const skip = process.env.SECOND_FACTOR === 'on' ? false : 'the system runs without SECOND_FACTOR=on';

/**
 * Returns the code that an authenticator app shows (RFC 6238).
 * @param {string} secret base32
 * @param {number} [step] relative to the current one
 */
function shown(secret, step = 0) {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + step));
  const hash = createHmac('sha1', key).update(counter).digest();
  const code = (hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 1_000_000;
  return String(code).padStart(6, '0');
}

/** @param {import('playwright-core').Page} page */
async function givePassword(page) {
  await page.goto(base);
  await page.getByLabel('Email', { exact: true }).fill(support);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** @param {import('playwright-core').Page} page */
async function signOut(page) {
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByLabel('Password', { exact: true }).waitFor();
}

test('Support sets up a second factor, signs in with it and with a recovery code', { skip }, () =>
  inPage(async (page) => {
    await givePassword(page);
    await page.getByRole('heading', { name: 'Set up two-step sign-in' }).waitFor();
    await accessible(page, 'setting up the second factor');
    await holds(page, 'setting up the second factor');
    const secret = (await page.getByLabel('Key', { exact: true }).innerText()).replaceAll(' ', '');
    await page.getByLabel('Code', { exact: true }).fill('000000');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('alert').getByText('That code is incorrect').waitFor();
    const first = shown(secret);
    await page.getByLabel('Code', { exact: true }).fill(first);
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('heading', { name: 'Save your recovery codes' }).waitFor();
    await accessible(page, 'the recovery codes');
    await holds(page, 'the recovery codes');
    const codes = await page.locator('.recovery code').allInnerTexts();
    assert.equal(codes.length, 10);
    assert.match((await mailTo(support)).subject, /^Two-step sign-in was set up/);
    await page.getByRole('button', { name: 'I’ve saved them' }).click();
    await signOut(page);

    await givePassword(page);
    await page.getByRole('heading', { name: 'One more step' }).waitFor();
    await accessible(page, 'asking for the code');
    await holds(page, 'asking for the code');
    await page.getByLabel('Code', { exact: true }).fill(first); // whatever code the app shows by now
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').getByText('was already used').waitFor();
    await page.getByLabel('Code', { exact: true }).fill(shown(secret, 1));
    await page.getByLabel('Code', { exact: true }).press('Enter');
    await signOut(page);

    await givePassword(page);
    await page.getByLabel('Code', { exact: true }).fill(codes[0].toLowerCase());
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await signOut(page);

    await givePassword(page);
    await page.getByLabel('Code', { exact: true }).fill(codes[1]);
    await page.getByRole('button', { name: 'Set up another device with this code' }).click();
    await page.getByRole('heading', { name: 'Set up two-step sign-in' }).waitFor();
    await page.getByRole('button', { name: 'Back to sign in' }).click();
    await page.getByRole('button', { name: 'Forgot password' }).waitFor();
  }),
);
