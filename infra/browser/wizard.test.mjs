import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { api, browser, community, eventually, inPage, invite, lot, run, signIn, within } from './browser.mjs';

after(() => browser.close());

/** @param {import('playwright-core').Page} page */
const dialog = (page) => page.getByRole('dialog', { name: 'Invite Member' });

/**
 * @param {import('playwright-core').Page} page
 * @param {string} name
 */
const press = (page, name) => dialog(page).getByRole('button', { name, exact: true }).click();

/**
 * @param {import('playwright-core').Page} page
 * @param {string} label
 * @param {string} value
 */
const fill = (page, label, value) => dialog(page).getByRole('textbox', { name: label, exact: true }).fill(value);

/** @param {import('playwright-core').Page} page */
async function openWizard(page) {
  await page.getByRole('button', { name: 'Invite Member', exact: true }).click();
  await dialog(page).waitFor();
}

/**
 * From the first step to the third by way of a lot that is new.
 * @param {import('playwright-core').Page} page
 * @param {string} lot
 */
async function toMemberOfLot(page, lot) {
  await dialog(page).getByRole('radio', { name: 'Create New Property' }).check();
  await dialog(page).getByRole('radio', { name: 'Lot Number' }).check();
  await fill(page, 'Lot Number', lot);
  await press(page, 'Next');
  await press(page, 'Next');
}

/** @param {string} email */
async function membersWith(email) {
  const { items } = await api('GET', `${within('members')}?q=${encodeURIComponent(email)}`);
  return items;
}

test('a new street address is validated, and its first member invited', () =>
  inPage(async (page) => {
    const email = `street.${run}@example.com`;
    const number = 1000 + (Date.now() % 8000);
    await signIn(page);
    await openWizard(page);
    await dialog(page).getByRole('radio', { name: 'Create New Property' }).check();
    assert.ok(await dialog(page).getByRole('radio', { name: 'Street Address' }).isChecked());
    await fill(page, 'Street', `${number} north juniper street`);
    await fill(page, 'Apt/Unit', 'apt 4');
    await fill(page, 'City', 'Springfield');
    await fill(page, 'State', 'IL');
    await fill(page, 'ZIP', '62701');

    await press(page, 'Next');
    await dialog(page).getByText('Validate the address first.').waitFor();
    await press(page, 'Validate Address');
    const standard = dialog(page).getByRole('table');
    await standard.waitFor();
    assert.match(await standard.innerText(), /north juniper street/);
    assert.match(await standard.locator('mark').first().innerText(), /juniper st/i);

    await fill(page, 'Street', `${number} north juniper st`);
    await standard.waitFor({ state: 'detached' });
    await press(page, 'Next');
    await dialog(page).getByText('Validate the address first.').waitFor();
    await press(page, 'Validate Address');
    await standard.waitFor();
    await press(page, 'Next');

    assert.ok(await dialog(page).getByRole('radio', { name: 'Create New Household' }).isChecked());
    assert.ok(await dialog(page).getByRole('radio', { name: 'Use Existing Household' }).isDisabled());
    await fill(page, 'Household Name', 'Juniper Family');
    await press(page, 'Next');

    assert.equal(await dialog(page).getByRole('combobox', { name: 'Household Role' }).inputValue(), 'head');
    assert.ok(await dialog(page).getByRole('checkbox', { name: 'Send invitation immediately' }).isChecked());
    await fill(page, 'First Name', 'Jordan');
    await fill(page, 'Last Name', 'Lee');
    await fill(page, 'Email', email);
    await fill(page, 'Phone Number', '(202) 555-0143');
    await press(page, 'Send Invitation');

    await dialog(page).getByText('Invite code', { exact: true }).waitFor();
    const text = await dialog(page).innerText();
    assert.match(text, /Jordan Lee/);
    assert.match(text, new RegExp(email.replaceAll('.', '\\.')));
    assert.match(text, /[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}/);
    await dialog(page).getByRole('button', { name: 'Copy', exact: true }).waitFor();

    await press(page, 'Invite Another');
    assert.equal(await dialog(page).getByRole('combobox', { name: 'Household Role' }).inputValue(), 'member');
    await fill(page, 'First Name', 'Sam');
    await fill(page, 'Last Name', 'Lee');
    await fill(page, 'Email', `second.${email}`);
    await press(page, 'Send Invitation');
    await press(page, 'Close');
    await dialog(page).waitFor({ state: 'hidden' });

    const [first] = await membersWith(email);
    const [second] = await membersWith(`second.${email}`);
    assert.equal(second.household.id, first.household.id);
    assert.equal(first.household.name, 'Juniper Family');
  }));

test('the keyboard alone invites into an existing household', () =>
  inPage(async (page) => {
    const { property, household } = await invite();
    const email = `keys.${run}@example.com`;
    await signIn(page);
    const { keyboard } = page;
    /** @param {string} name */
    const tabTo = async (name) => {
      for (let i = 0; i < 60; i++) {
        const at = await page.evaluate(() => {
          let active = document.activeElement;
          while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
          const labels = active instanceof HTMLInputElement || active instanceof HTMLSelectElement ? active.labels : null;
          return labels?.length ? labels[0].innerText.trim() : (active?.getAttribute('aria-label') ?? active?.textContent?.trim());
        });
        if (at === name) return;
        await keyboard.press('Tab');
      }
      assert.fail(`Tab never reached ${name}`);
    };

    await tabTo('Invite Member');
    await keyboard.press('Enter');
    await dialog(page).waitFor();
    await tabTo('Property');
    await keyboard.type(property.label.slice(0, 12));
    await dialog(page).getByRole('option').first().waitFor();
    await eventually(async () => assert.equal(await dialog(page).getByRole('option').count(), 1));
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await tabTo('Next');
    await keyboard.press('Enter');

    const choice = dialog(page).getByRole('combobox', { name: 'Household', exact: true });
    await choice.waitFor();
    assert.equal(await choice.inputValue(), household.id);
    await tabTo('Next');
    await keyboard.press('Space');

    await tabTo('First Name');
    await keyboard.type('Kim');
    await tabTo('Last Name');
    await keyboard.type('Keys');
    await tabTo('Email');
    await keyboard.type(email);
    await tabTo('Send Invitation');
    await keyboard.press('Enter');
    await dialog(page).getByText('Invite code', { exact: true }).waitFor();
    await tabTo('Close');
    await keyboard.press('Enter');
    await dialog(page).waitFor({ state: 'hidden' });
    const [member] = await membersWith(email);
    assert.equal(member.household.id, household.id);
  }));

test('what the server refuses stands at its field, and back and forth loses nothing', () =>
  inPage(async (page) => {
    await signIn(page);
    await openWizard(page);
    const number = lot();
    await toMemberOfLot(page, number);
    await press(page, 'Send Invitation');
    const first = dialog(page).getByRole('textbox', { name: 'First Name' });
    assert.equal(await first.getAttribute('aria-invalid'), 'true');
    assert.ok(await first.evaluate((field) => field === document.activeElement));

    await fill(page, 'First Name', 'Pat');
    await fill(page, 'Last Name', 'Field');
    await fill(page, 'Email', 'pat at example');
    await press(page, 'Send Invitation');
    const email = dialog(page).getByRole('textbox', { name: 'Email', exact: true });
    await eventually(async () => assert.equal(await email.getAttribute('aria-invalid'), 'true'));
    const error = await email.evaluate((field) => document.getElementById(`${field.id}-error`)?.innerText);
    assert.ok(error, 'the field has no error text');

    await press(page, 'Back');
    await press(page, 'Back');
    assert.equal(await dialog(page).getByRole('textbox', { name: 'Lot Number' }).inputValue(), number);
    await press(page, 'Next');
    await press(page, 'Next');
    assert.equal(await first.inputValue(), 'Pat');

    await page.keyboard.press('Escape');
    const question = page.getByRole('dialog', { name: 'Leave without inviting?' });
    await question.getByRole('button', { name: 'Keep editing' }).click();
    assert.equal(await first.inputValue(), 'Pat');
  }));

test('somebody who is invited already is led to', () =>
  inPage(async (page) => {
    const { member } = await invite({ firstName: 'Known' });
    await signIn(page);
    await openWizard(page);
    await toMemberOfLot(page, lot());
    await fill(page, 'First Name', 'Known');
    await fill(page, 'Last Name', 'Twice');
    await fill(page, 'Email', member.email);
    await press(page, 'Send Invitation');
    await press(page, 'Open this member');
    await page.getByRole('dialog', { name: `Known ${member.lastName}` }).waitFor();
    assert.match(page.url(), new RegExp(`${community}/members/${member.id}`));
  }));

test('an address that is there leads to the property that is there', () =>
  inPage(async (page) => {
    const number = 20_000 + (Date.now() % 9000);
    const { property } = await api('POST', within('invitations'), {
      property: { street: { street: `${number} Alder Avenue`, city: 'Springfield', state: 'IL', zip: '62701' }, confirmed: true },
      household: { name: 'Alder Family' },
      member: { firstName: 'Al', lastName: 'Der', email: `al.${run}@example.com` },
    });
    await signIn(page);
    await openWizard(page);
    await dialog(page).getByRole('radio', { name: 'Create New Property' }).check();
    await fill(page, 'Street', `${number} alder ave.`);
    await fill(page, 'City', 'Springfield');
    await fill(page, 'State', 'IL');
    await fill(page, 'ZIP', '62701');
    await press(page, 'Validate Address');
    await dialog(page).getByText('The community already has this property.').waitFor();
    await press(page, 'Next');
    const household = dialog(page).getByRole('combobox', { name: 'Household', exact: true });
    assert.match(await household.innerText(), /Alder Family \(1 member\)/);
    await press(page, 'Next');
    await fill(page, 'First Name', 'Di');
    await fill(page, 'Last Name', 'Der');
    await fill(page, 'Email', `di.${run}@example.com`);
    await press(page, 'Send Invitation');
    await press(page, 'Close');
    const [member] = await membersWith(`di.${run}@example.com`);
    assert.equal(member.property.id, property.id);
  }));

test('a double click makes one member', () =>
  inPage(async (page) => {
    const email = `double.${run}@example.com`;
    await signIn(page);
    await openWizard(page);
    await toMemberOfLot(page, lot());
    await fill(page, 'First Name', 'Dou');
    await fill(page, 'Last Name', 'Ble');
    await fill(page, 'Email', email);
    await dialog(page).getByRole('button', { name: 'Send Invitation' }).dblclick();
    await press(page, 'Close');
    assert.equal((await membersWith(email)).length, 1);
  }));

test('a connection that breaks after the request made one member and loses no input', () =>
  inPage(async (page) => {
    const email = `broken.${run}@example.com`;
    await signIn(page);
    await openWizard(page);
    await toMemberOfLot(page, lot());
    await fill(page, 'First Name', 'Bro');
    await fill(page, 'Last Name', 'Ken');
    await fill(page, 'Email', email);

    /** @type {Set<string | undefined>} */
    const keys = new Set();
    let tries = 0;
    await page.route('**/v1/communities/*/invitations', async (route) => {
      tries++;
      keys.add(route.request().headers()['idempotency-key']);
      if (tries === 1) await route.fetch(); // it arrives, its answer does not
      if (tries <= 5) await route.abort('connectionreset');
      else await route.continue();
    });
    await press(page, 'Send Invitation');
    await dialog(page).getByText('We can’t reach the server.').waitFor({ timeout: 20_000 });
    assert.equal(await dialog(page).getByRole('textbox', { name: 'First Name' }).inputValue(), 'Bro');
    await press(page, 'Send Invitation');
    await dialog(page).getByText('Invite code', { exact: true }).waitFor({ timeout: 20_000 });
    assert.ok(tries > 5);
    assert.equal(keys.size, 1, 'every try carries the same Idempotency-Key');
    assert.equal((await membersWith(email)).length, 1);
  }));

test('a session that ends is renewed without losing what was typed', () =>
  inPage(async (page) => {
    const email = `ended.${run}@example.com`;
    await signIn(page);
    await openWizard(page);
    await toMemberOfLot(page, lot());
    await fill(page, 'First Name', 'En');
    await fill(page, 'Last Name', 'Ded');
    await fill(page, 'Email', email);
    await page.evaluate(() =>
      fetch('/v1/sessions/current', {
        method: 'DELETE',
        headers: { Authorization: `Bearer ${localStorage.getItem('communitrak.session')}` },
      }),
    );
    await press(page, 'Send Invitation');
    const again = page.getByRole('dialog', { name: 'Sign in again' });
    await again.getByLabel('Password', { exact: true }).fill(process.env.LOCAL_PASSWORD ?? 'correct horse maple staple');
    await again.getByRole('button', { name: 'Sign in', exact: true }).click();
    await dialog(page).getByText('Invite code', { exact: true }).waitFor();
    assert.equal((await membersWith(email)).length, 1);
  }));
