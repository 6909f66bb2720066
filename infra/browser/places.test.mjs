import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { accessible, api, base, browser, community, enter, eventually, inPage, invite, letters, run, support, within } from './browser.mjs';
import { everywhere } from './looks.mjs';

after(() => browser.close());

/**
 * @param {import('playwright-core').Page} page
 * @param {{id: string}} property
 */
async function openPanel(page, property) {
  await page.goto(`${base}/#/${community}/properties/${property.id}`);
  await page.getByRole('heading', { name: 'Households' }).waitFor();
}

test('a property has an address of its own, and shows who lives there', () =>
  inPage(async (page) => {
    const one = await invite({ firstName: 'Rosa' });
    const two = await api('POST', within('invitations'), {
      property: { id: one.property.id },
      household: { id: one.household.id },
      member: { firstName: 'Owen', lastName: one.member.lastName, email: `owen.${run}@example.com` },
    });
    await enter(page);
    await openPanel(page, one.property);
    const panel = page.getByRole('dialog', { name: one.property.label });
    const people = await panel.getByRole('list', { name: `Members of ${one.household.name}` }).getByRole('listitem').allInnerTexts();
    assert.equal(people.length, 2);
    assert.match(people[0], /^Rosa .*Head of Household.*Pending/s);
    assert.match(people[1], /^Owen /);

    // A ZIP fills in what is blank, and offers what else goes with it.
    await panel.getByLabel('City').fill('');
    await panel.getByLabel('State').fill('');
    await panel.getByLabel('ZIP').fill('80202');
    await page.waitForFunction(() => /** @type {HTMLInputElement} */ (document.querySelector('#correct-city'))?.value === 'Denver');
    await panel.getByLabel('ZIP').fill('85201');
    await panel.getByRole('button', { name: 'Mesa, AZ' }).click();
    assert.equal(await panel.getByLabel('City').inputValue(), 'Mesa');
    assert.equal(await panel.getByLabel('State').inputValue(), 'AZ');
    await accessible(page, 'an address that is corrected');
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/property-corrected.png` });

    await panel.getByRole('link', { name: `Owen ${two.member.lastName}` }).click();
    const member = page.getByRole('dialog', { name: `Owen ${two.member.lastName}` });
    await member.waitFor();
    await member.getByRole('link', { name: one.property.label }).click();
    await panel.waitFor();
    await page.goBack();
    await member.waitFor();
    await page.goBack();
    await panel.waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await page.waitForURL(`${base}/#/${community}/properties`, { timeout: 5_000 });
  }));

test('Invite to this home begins behind what is known', () =>
  inPage(async (page) => {
    const { property, household } = await invite();
    await enter(page);
    await openPanel(page, property);
    await page.getByRole('button', { name: 'Invite to this home' }).click();
    const wizard = page.getByRole('dialog', { name: 'Invite Member' });
    assert.equal(await wizard.getByRole('combobox', { name: 'Household', exact: true }).inputValue(), household.id);
    await page.keyboard.press('Escape');
    await wizard.waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    const lastName = letters(`Home${run}`);
    await wizard.getByLabel('First Name').fill('Hal');
    await wizard.getByLabel('Last Name').fill(lastName);
    await wizard.getByLabel('Email', { exact: true }).fill(`hal.${run}@example.com`);
    await wizard.getByRole('button', { name: 'Send Invitation' }).click();
    await wizard.getByText('Invite code', { exact: true }).waitFor();
    await wizard.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog', { name: property.label }).getByRole('link', { name: `Hal ${lastName}` }).waitFor();
  }));

test('a property that is not there, or that was joined with another one', () =>
  inPage(async (page) => {
    const [one, two] = [await invite(), await invite()];
    await api('PATCH', within(`properties/${one.property.id}`), { lot: { lot: two.property.address.lot }, merge: true });
    await enter(page);
    await openPanel(page, one.property);
    await page.getByRole('dialog', { name: two.property.label }).waitFor();
    assert.match(page.url(), new RegExp(two.property.id));
  }));

test('a time zone is found by what people call it, and by the keyboard', () =>
  inPage(async (page) => {
    await enter(page);
    await page.goto(`${base}/#/${community}/preferences`);
    const zone = page.getByRole('combobox', { name: 'Time zone' });
    await zone.click();
    const first = await page.getByRole('listbox', { name: 'Time zones' }).getByRole('group').first().getByRole('option').allInnerTexts();
    assert.deepEqual(first.map((text) => text.split(/\s/)[0]), ['Eastern', 'Central', 'Mountain', 'Arizona', 'Pacific', 'Alaska', 'Hawaii']);
    assert.match(first[3], /Arizona\s+\d{1,2}:\d\d [AP]M, UTC−7/);
    const before = await zone.inputValue();
    await zone.fill('nothing of the kind');
    await page.getByText('No time zone matches.').waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await zone.inputValue(), before, 'what was not chosen does not stay');
    await zone.fill('tokyo');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.equal(await zone.inputValue(), 'Tokyo (Asia)');
    await zone.fill('tucson');
    await page.keyboard.press('Enter'); // the only one left
    assert.equal(await zone.inputValue(), 'Arizona (Phoenix)');
    await page.getByRole('button', { name: 'Save preferences' }).click();
    await eventually(async () => assert.equal((await api('GET', within('preferences'))).timeZone, 'America/Phoenix'));
  }));

test('a press on what a list pushes down or up is no miss', () =>
  inPage(async (page) => {
    await invite();
    await enter(page);
    await page.getByRole('button', { name: 'Invite Member', exact: true }).click();
    await page.getByRole('option').first().waitFor();
    const next = page.getByRole('dialog').getByRole('button', { name: 'Cancel' });
    const box = await next.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 10, box.y + 10);
    await page.mouse.down();
    await new Promise((later) => setTimeout(later, 150));
    await page.mouse.up();
    await page.getByRole('dialog', { name: 'Invite Member' }).waitFor({ state: 'detached' });
  }));

test('places look right everywhere', () =>
  inPage(async (page) => {
    const { property } = await invite();
    await enter(page, support);
    await page.getByRole('button', { name: 'Create community' }).click();
    const dialog = page.getByRole('dialog', { name: 'Create community' });
    await dialog.getByLabel('ZIP').fill('85201');
    await eventually(async () => assert.equal(await dialog.getByLabel('City').inputValue(), 'Mesa'));
    await dialog.getByRole('combobox', { name: 'Time zone' }).click();
    await everywhere(page, 'create community');
    await page.keyboard.press('Escape');
    await dialog.getByLabel('Name', { exact: true }).fill(`Cedar ${letters(run)}`);
    await dialog.getByLabel('First Name').fill('Cy');
    await dialog.getByLabel('Last Name').fill('Cedar');
    await dialog.getByLabel('Email', { exact: true }).fill(`cy.${run}@example.org`);
    await dialog.getByRole('button', { name: 'Create and invite' }).click();
    await dialog.getByText('Invite code', { exact: true }).waitFor();
    await everywhere(page, 'community created');
    await openPanel(page, property);
    await everywhere(page, 'property with who lives there');
  }));
