// A community's look: chosen in the preferences, and shown in the bar, in its mails
// and on the residents' pages.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, api, base, browser, community, enter, eventually, inPage, invite, mailTo, run, within } from './browser.mjs';
import { drawn } from './logo.mjs';
import { everywhere, keep } from './looks.mjs';

after(() => browser.close());

const welcome = 'Glad you’re here. See you at the pool on Saturday!';
const email = `ana.${run}@example.com`;

/** @type {{html: string, text: string}} */
let mail;

before(async () => {
  await inPage(async (page) => {
    await enter(page);
    await page.goto(`${base}/#/${community}/preferences`);
    await page.getByRole('heading', { name: 'Look' }).waitFor();
    await page.setInputFiles('#logo-file', await drawn(1600, 400));
    await page.locator('.look-logo img').waitFor();
    const width = await page.locator('.look-logo img').evaluate((image) => /** @type {HTMLImageElement} */ (image).naturalWidth);
    assert.equal(width, 512, 'a large picture is made smaller');

    await page.getByLabel('Color', { exact: true }).fill('#ffe680');
    await page.getByRole('button', { name: 'Save look' }).click();
    await page.getByRole('button', { name: 'Use #a49350' }).click();
    assert.equal(await page.getByLabel('Color', { exact: true }).inputValue(), '#a49350');

    await page.getByLabel('Color', { exact: true }).fill('#1F6F54');
    await page.getByLabel('Line of welcome').fill(welcome);
    await page.getByLabel('Mailing address').fill('Maple Grove HOA, 1 Juniper Ct, Mesa, AZ 85201');
    await page.getByRole('button', { name: 'Save look' }).click();
    await page.locator('wa-toast-item').getByText('Look saved.').waitFor();
    const bar = page.locator('.bar .where');
    await bar.locator('img.logo').waitFor();
    // The bar asks for the look once it is saved.
    await eventually(async () => assert.equal(await bar.evaluate((element) => getComputedStyle(element).borderInlineStartColor), 'rgb(31, 111, 84)'));
    assert.match((await page.locator('.look-mail').textContent()) ?? '', /See you at the pool/);
    // Toasts are removed before the page is checked.
    await page.evaluate(() => document.querySelectorAll('wa-toast-item').forEach((item) => item.remove()));
    await everywhere(page, 'look');
  });
  await invite({ firstName: 'Ana', lastName: 'Delgado', email });
  mail = await mailTo(email);
});

test('an invitation reads in a narrow window, in the dark and without pictures', async () => {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    for (const width of [320, 375, 640]) {
      for (const pictures of [true, false]) {
        await inPage(
          async (page) => {
            if (!pictures) await page.route('**/page/logo/*', (route) => route.abort());
            await page.setContent(mail.html, { waitUntil: 'networkidle' });
            const logo = page.getByAltText('Maple Grove');
            assert.equal(await logo.evaluate((image) => /** @type {HTMLImageElement} */ (image).naturalWidth > 0), pictures, 'the logo is shown');
            for (const text of [welcome, 'Avery Maple', 'for your home at', 'Activate account', 'uses Communitrak', 'MST', '1 Juniper Ct, Mesa, AZ 85201']) {
              await page.getByText(text).first().waitFor();
            }
            assert.equal(await page.locator('a.button').count(), 1, 'one button');
            await accessible(page, `the mail, ${colorScheme}, ${width} px`, ['color-contrast', 'image-alt', 'link-in-text-block']);
            await keep(page, `mail-${colorScheme}-${width}${pictures ? '' : '-no-pictures'}`);
          },
          { colorScheme, viewport: { width, height: 800 } },
        );
      }
    }
  }
});

test('the text of an invitation says what its HTML says', () => {
  for (const part of [welcome, 'Avery Maple has invited you to join Maple Grove for your home at', 'uses Communitrak to run the community', 'good until', 'This is not for me', '1 Juniper Ct']) {
    assert.ok(mail.text.includes(part), `the text lacks ${part}`);
    if (part !== 'Avery Maple has invited you to join Maple Grove for your home at') assert.ok(mail.html.includes(part), `the HTML lacks ${part}`);
  }
});

/** @param {string} path */
const link = (path) => new RegExp(`http\\S+${path}#\\S+`).exec(mail.text)?.[0] ?? '';

test('the pages that the mail leads to look like the community', async () => {
  await inPage(async (page) => {
    await page.goto(link('/activate'));
    await page.getByRole('heading', { name: 'Hello Ana, Maple Grove invites you' }).waitFor();
    await page.getByText(welcome).waitFor();
    await page.getByRole('img', { name: 'Maple Grove' }).waitFor();
    const button = page.getByRole('button', { name: 'Activate account' });
    assert.equal(await button.evaluate((element) => getComputedStyle(element).backgroundColor), 'rgb(31, 111, 84)');
    await everywhere(page, 'activate-look');
    assert.notEqual(await button.evaluate((element) => getComputedStyle(element).color), 'rgb(31, 111, 84)');
  });
});

test('the page to decline says whose invitation it is, and no server sees what its link carries', async () => {
  await inPage(async (page) => {
    /** @type {string[]} */
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    const url = link('/decline');
    await page.goto(url);
    await page.getByText('Avery Maple invited Ana to join Maple Grove.').waitFor();
    await page.getByText('For the home at').waitFor();
    const proof = new URLSearchParams(new URL(url).hash.slice(1)).get('proof') ?? 'none';
    assert.deepEqual(asked.filter((url) => url.includes(proof) && !url.includes('#')), [], 'addresses that a server sees');
    assert.ok(!page.url().includes(proof), 'the address bar keeps the proof');
    await everywhere(page, 'decline-look');
    await page.getByLabel('Type STOP to confirm').fill('stop');
    await page.getByRole('button', { name: 'This is not for me' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    await page.goto(`${url}&again`);
    await page.getByText('This link no longer works').waitFor();
    assert.equal(await page.getByRole('button', { name: 'This is not for me' }).count(), 0, 'a button that does nothing');
  });
});

test('a page that there is not says so in the same house', async () => {
  await inPage(async (page) => {
    const answer = await page.goto(`${base}/no/such/page`);
    assert.equal(answer?.status(), 404);
    await page.getByRole('heading', { name: 'We couldn’t find that page' }).waitFor();
    assert.equal(await page.locator('link[rel=icon]').count(), 1);
    await everywhere(page, 'not-found');
    await enter(page);
    await page.goto(`${base}/#/${community}/nowhere`);
    await page.getByRole('heading', { name: 'We couldn’t find that page' }).waitFor();
    await page.getByRole('link', { name: 'Go to the start page' }).click();
    await page.getByRole('heading', { name: 'Community Members' }).waitFor();
  });
  const icon = await fetch(`${base}/favicon.ico`);
  assert.equal(icon.headers.get('content-type'), 'image/x-icon');
});

test('Help stands in the bar and covers nothing', async () => {
  await inPage(async (page) => {
    for (let n = 0; n < 3; n++) await invite();
    await enter(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    const help = page.getByRole('button', { name: 'Help' });
    const box = await help.boundingBox();
    assert.ok(box && box.y < 80, `Help stands at ${JSON.stringify(box)}`);
    assert.equal(await help.evaluate((element) => getComputedStyle(element).position), 'static');
    await help.click();
    await page.getByRole('dialog', { name: 'Help' }).getByText('Never send anyone your password or your invite code.').waitFor();
  });
});

test('a logo can be taken away again', async () => {
  await inPage(async (page) => {
    await enter(page);
    await page.goto(`${base}/#/${community}/preferences`);
    await page.getByRole('button', { name: 'Remove the logo' }).click();
    await page.locator('wa-toast-item').getByText('Logo removed.').waitFor();
    await page.locator('.bar img.logo').waitFor({ state: 'detached' });
    assert.equal((await api('GET', within('preferences'))).logo, null);
    await api('PATCH', within('preferences'), { colour: '', welcome: '', mailingAddress: '' });
  });
});
