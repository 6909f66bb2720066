import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { accessible, api, base, browser, community, enter, inPage, invite, lot, run, support, within } from './browser.mjs';
import { everywhere, keep } from './looks.mjs';

after(() => browser.close());

/**
 * Checks a page in each width, color scheme and font.
 * @param {string} name
 * @param {(page: import('playwright-core').Page) => Promise<void>} open brings the page into the state to check
 */
function look(name, open) {
  test(name, () =>
    inPage(async (page) => {
      await open(page);
      await everywhere(page, name);
    }),
  );
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} path
 * @param {string} heading
 */
async function go(page, path, heading) {
  await page.goto(`${base}/#/${community}/${path}`);
  await page.getByRole('heading', { name: heading, exact: true }).first().waitFor();
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} name
 */
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

look('sign-in', async (page) => {
  await page.goto(base);
  await page.getByLabel('Password', { exact: true }).waitFor();
});

look('sign-in refused', async (page) => {
  await page.goto(base);
  await press(page, 'Sign in');
  await page.getByRole('alert').waitFor();
});

look('members, pending and chosen', async (page) => {
  await invite();
  await enter(page);
  await page.getByRole('tab', { name: /^Pending/ }).click();
  await page.getByRole('checkbox', { name: /^Select (?!all)/ }).first().check();
  await page.getByRole('region', { name: 'Selected members' }).waitFor();
});

look('members, nobody matches', async (page) => {
  await enter(page);
  await page.getByRole('searchbox', { name: 'Search' }).fill(`nobody ${run}`);
  await page.getByText('Nobody matches').waitFor();
});

look('member panel', async (page) => {
  const { member } = await invite();
  await enter(page);
  await page.goto(`${base}/#/${community}/members/${member.id}?tab=pending`);
  await page.getByRole('heading', { name: 'History' }).waitFor();
});

look('member panel, editing', async (page) => {
  const { member } = await invite();
  await enter(page);
  await page.goto(`${base}/#/${community}/members/${member.id}?tab=pending`);
  await page.getByRole('dialog').getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('First Name').waitFor();
});

look('wizard, existing property', async (page) => {
  await invite();
  await enter(page);
  await press(page, 'Invite Member');
  await page.getByRole('combobox', { name: 'Property' }).click();
  await page.getByRole('option').first().waitFor();
});

look('wizard, validated address', async (page) => {
  await enter(page);
  await press(page, 'Invite Member');
  await page.getByRole('radio', { name: 'Create New Property' }).check();
  const dialog = page.getByRole('dialog');
  for (const [label, value] of [['Street', '7 west birch street'], ['City', 'Springfield'], ['State', 'IL'], ['ZIP', '62701']]) {
    await dialog.getByLabel(label, { exact: true }).fill(value);
  }
  await press(page, 'Validate Address');
  await dialog.getByRole('table').waitFor();
});

look('wizard, household', async (page) => {
  await enter(page);
  await press(page, 'Invite Member');
  await page.getByRole('radio', { name: 'Create New Property' }).check();
  await page.getByRole('radio', { name: 'Lot Number' }).check();
  await page.getByRole('textbox', { name: 'Lot Number' }).fill(lot());
  await press(page, 'Next');
  await page.getByLabel('Household Name').waitFor();
});

look('wizard, member with errors and success', async (page) => {
  await enter(page);
  await press(page, 'Invite Member');
  await page.getByRole('radio', { name: 'Create New Property' }).check();
  await page.getByRole('radio', { name: 'Lot Number' }).check();
  await page.getByRole('textbox', { name: 'Lot Number' }).fill(lot());
  await press(page, 'Next');
  await press(page, 'Next');
  await press(page, 'Send Invitation');
  await accessible(page, 'wizard, member with errors');
  await keep(page, 'wizard, member with errors');
  await page.getByLabel('First Name').fill('Lou');
  await page.getByLabel('Last Name').fill('Look');
  await page.getByRole('dialog').getByLabel('Email', { exact: true }).fill(`lou.${run}.${Date.now()}@example.com`);
  await press(page, 'Send Invitation');
  await page.getByText('Invite code', { exact: true }).waitFor();
});

look('properties', async (page) => {
  await invite();
  await enter(page);
  await go(page, 'properties', 'Properties');
  await page.getByRole('searchbox', { name: 'Search' }).waitFor();
});

look('property panel', async (page) => {
  const { property } = await invite();
  await enter(page);
  await go(page, 'properties', 'Properties');
  await page.getByRole('searchbox', { name: 'Search' }).fill(property.address.lot);
  await page.getByRole('link', { name: property.label, exact: true }).click();
  await page.getByRole('heading', { name: 'Households' }).waitFor();
});

look('preferences', async (page) => {
  await enter(page);
  await go(page, 'preferences', 'Preferences');
  await page.getByLabel('Black Curtain').waitFor();
});

look('imports', async (page) => {
  await enter(page, support);
  await go(page, 'imports', 'Imports');
  await page.getByText('Choose a file').waitFor();
});

look('guide', async (page) => {
  await enter(page);
  await go(page, 'import-guide', 'How to import your roster');
  await page.getByRole('heading', { name: 'The columns' }).waitFor();
});

look('change password', async (page) => {
  await enter(page);
  await page.goto(`${base}/#/account`);
  await page.getByLabel('New password').waitFor();
});

look('communities', async (page) => {
  await enter(page, support);
  await page.getByRole('link', { name: /Maple Grove/ }).waitFor();
});

look('help', async (page) => {
  await enter(page);
  await press(page, 'Help');
  await page.getByRole('dialog', { name: 'Help' }).waitFor();
});

test('the first view weighs at most 130 kB', () =>
  inPage(async (page) => {
    const debug = await page.context().newCDPSession(page);
    await debug.send('Network.enable');
    let bytes = 0;
    /** @type {Set<string>} */
    const hosts = new Set();
    debug.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    debug.on('Network.requestWillBeSent', ({ request }) => hosts.add(new URL(request.url).origin));
    await page.goto(base);
    await page.getByLabel('Password', { exact: true }).waitFor();
    await page.waitForLoadState('networkidle');
    console.log(`# first view: ${bytes} bytes`);
    assert.ok(bytes <= 130_000, `${bytes} bytes`);
    assert.deepEqual([...hosts].filter((host) => host !== new URL(base).origin && host !== 'null'), [], 'no third host is asked');
  }));

test('the demo community is as it was', async () => {
  const { blackCurtain } = await api('GET', within('preferences'));
  assert.equal(blackCurtain, false);
});
