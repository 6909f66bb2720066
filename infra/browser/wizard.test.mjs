import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { api, browser, community, enter, eventually, inPage, invite, lot, run, signIn, within } from './browser.mjs';

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
 * Goes from the first step to the third with a new lot.
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
    const standard = dialog(page).getByRole('table');
    await standard.waitFor();
    assert.match(await standard.innerText(), /north juniper street/);
    assert.match(await standard.locator('mark').first().innerText(), /juniper st/i);

    await fill(page, 'Street', `${number} north juniper st`);
    await standard.waitFor({ state: 'detached' });
    await dialog(page).getByText('You changed the address.').waitFor();
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
    assert.match(text, new RegExp(`${number} N Juniper St Apt 4, Springfield, IL 62701`));
    assert.match(text, /Juniper Family · Head of Household/);
    assert.match(text, /is being emailed to street\..*It’s good until [A-Z][a-z]{2} \d+, 20\d\d at \d+:\d\d [AP]M [A-Z]{3}/);
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

test('an address that is in standard form already passes at once, and another one is seen first', () =>
  inPage(async (page) => {
    const number = 40_000 + (Date.now() % 9000);
    await signIn(page);
    await openWizard(page);
    await dialog(page).getByRole('radio', { name: 'Create New Property' }).check();
    await fill(page, 'Street', `${number} Plum St`);
    await fill(page, 'ZIP', '62701');
    await eventually(async () => assert.equal(await dialog(page).getByRole('textbox', { name: 'City', exact: true }).inputValue(), 'Springfield'));
    await press(page, 'Next');
    await dialog(page).getByRole('textbox', { name: 'Household Name' }).waitFor();
    await press(page, 'Back');
    await fill(page, 'Street', `${number} plum street`);
    await press(page, 'Next');
    await dialog(page).getByRole('table').waitFor();
    assert.equal(await dialog(page).getByRole('textbox', { name: 'Household Name' }).count(), 0, 'a changed address is not taken before it was seen');
    await press(page, 'Next');
    await dialog(page).getByRole('textbox', { name: 'Household Name' }).waitFor();
  }));

test('a ZIP fills city and state, leaves what was typed, and says when they hardly go together', () =>
  inPage(async (page) => {
    await signIn(page);
    await openWizard(page);
    await dialog(page).getByRole('radio', { name: 'Create New Property' }).check();
    const city = dialog(page).getByRole('textbox', { name: 'City', exact: true });
    const state = dialog(page).getByRole('textbox', { name: 'State', exact: true });
    await fill(page, 'ZIP', '62701');
    await eventually(async () => assert.deepEqual([await city.inputValue(), await state.inputValue()], ['Springfield', 'IL']));
    await fill(page, 'City', 'Peoria');
    await dialog(page).getByText('Mail to ZIP 62701 usually says Springfield, IL.').waitFor();
    assert.equal(await city.inputValue(), 'Peoria');
    await fill(page, 'Street', '7 Plum St');
    await press(page, 'Next');
    await dialog(page).getByRole('listitem').filter({ hasText: 'Mail to ZIP 62701 usually says Springfield, IL.' }).waitFor();
    await press(page, 'Springfield, IL');
    assert.deepEqual([await city.inputValue(), await state.inputValue()], ['Springfield', 'IL']);
    await fill(page, 'ZIP', '85201');
    await dialog(page).getByText('ZIP 85201 is in Mesa, AZ.').waitFor();
    assert.equal(await city.inputValue(), 'Springfield', 'what somebody chose stays');
  }));

test('the keyboard begins on the first field of each step and never leaves the dialog', () =>
  inPage(async (page) => {
    await invite();
    await signIn(page);
    await openWizard(page);
    /** @param {string} label */
    const begins = (label) =>
      eventually(async () => {
        const at = await page.evaluate(() => /** @type {HTMLInputElement} */ (document.activeElement).labels?.[0]?.innerText);
        assert.equal(at, label);
      });
    await begins('Property');
    await dialog(page).getByRole('radio', { name: 'Create New Property' }).check();
    await dialog(page).getByRole('radio', { name: 'Lot Number' }).check();
    await fill(page, 'Lot Number', lot());
    await press(page, 'Next');
    await begins('Household Name');
    await press(page, 'Next');
    await begins('First Name');
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null);
      assert.ok(inside, `Tab ${i + 1} left the dialog`);
    }
  }));

test('Back, Next and Send stay in sight on a small screen with its keyboard open', () =>
  inPage(async (page) => {
    await signIn(page);
    await openWizard(page);
    /** @param {string} name */
    const inSight = async (name) => {
      for (const [width, height] of [[375, 667], [375, 330], [320, 300]]) {
        await page.setViewportSize({ width, height });
        await eventually(async () => {
          const box = await dialog(page).getByRole('button', { name, exact: true }).boundingBox();
          assert.ok(box && box.y >= 0 && box.y + box.height <= height, `${name} at ${width} × ${height}: ${JSON.stringify(box)}`);
          const hit = await page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.textContent?.trim(), [box.x + box.width / 2, box.y + box.height / 2]);
          assert.equal(hit, name);
        });
      }
    };
    await dialog(page).getByRole('radio', { name: 'Create New Property' }).check();
    await inSight('Next');
    await toMemberOfLot(page, lot());
    await inSight('Back');
    await inSight('Send Invitation');
    // The buttons do not hide what is typed.
    const email = dialog(page).getByRole('textbox', { name: 'Email', exact: true });
    await email.focus();
    const [field, foot] = [await email.boundingBox(), await dialog(page).locator('.foot').boundingBox()];
    assert.ok(field && foot && field.y + field.height <= foot.y, 'the field lies behind the buttons');
  }));

test('what the search does not find is created from there', () =>
  inPage(async (page) => {
    await invite();
    await signIn(page);
    await openWizard(page);
    const number = 50_000 + (Date.now() % 9000);
    await dialog(page).getByRole('combobox', { name: 'Property' }).fill(`${number} north alder street apt 4, springfield il 62701`);
    await press(page, 'No match: create this address');
    await dialog(page).getByRole('textbox', { name: 'Street', exact: true }).waitFor();
    assert.ok(await dialog(page).getByRole('radio', { name: 'Create New Property' }).isChecked());
    const values = await Promise.all(['Street', 'Apt/Unit', 'City', 'State', 'ZIP'].map((name) => dialog(page).getByRole('textbox', { name, exact: true }).inputValue()));
    assert.deepEqual(values, [`${number} N Alder St`, 'Apt 4', 'Springfield', 'IL', '62701']);

    await dialog(page).getByRole('radio', { name: 'Use Existing Property' }).check();
    const number2 = lot();
    await dialog(page).getByRole('combobox', { name: 'Property' }).fill(`Lot ${number2}`);
    await press(page, 'No match: create this address');
    assert.equal(await dialog(page).getByRole('textbox', { name: 'Lot Number' }).inputValue(), number2);
  }));

test('a likely slip in the domain of an email is questioned, and kept when it is meant', () =>
  inPage(async (page) => {
    const local = `slip.${run}`;
    await signIn(page);
    await openWizard(page);
    await toMemberOfLot(page, lot());
    await fill(page, 'First Name', 'Sli');
    await fill(page, 'Last Name', 'Pped');
    await fill(page, 'Email', `${local}@gmial.com`);
    await press(page, 'Send Invitation');
    await dialog(page).getByText('Check the email.').waitFor();
    const email = dialog(page).getByRole('textbox', { name: 'Email', exact: true });
    assert.equal(await email.inputValue(), `${local}@gmial.com`, 'nothing is changed by itself');
    await press(page, `${local}@gmail.com`);
    assert.equal(await email.inputValue(), `${local}@gmail.com`);

    await fill(page, 'Email', `${local}@hotmial.com`);
    await press(page, 'Send Invitation');
    await dialog(page).getByText('Check the email.').waitFor();
    assert.equal((await membersWith(`${local}@hotmial.com`)).length, 0);
    await press(page, 'Send Invitation');
    await dialog(page).getByText('Invite code', { exact: true }).waitFor();
    assert.equal((await membersWith(`${local}@hotmial.com`)).length, 1);
  }));

test('a press that leaves a mistyped email is no miss, by mouse or finger', async () => {
  for (const options of [{}, { hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } }]) {
    await inPage(async (page) => {
      await enter(page);
      await openWizard(page);
      await toMemberOfLot(page, lot());
      await fill(page, 'Email', `press.${run}@gmial.com`);
      const box = dialog(page).getByRole('checkbox', { name: 'Send invitation immediately' });
      await box.scrollIntoViewIfNeeded();
      const at = await box.boundingBox();
      assert.ok(at);
      const [x, y] = [at.x + at.width / 2, at.y + at.height / 2];
      if (options.hasTouch) await page.touchscreen.tap(x, y);
      else {
        await page.mouse.move(x, y);
        await page.mouse.down();
        await new Promise((later) => setTimeout(later, 150));
        await page.mouse.up();
      }
      await dialog(page).getByText('Did you mean').waitFor();
      assert.equal(await box.isChecked(), false, 'the box that was pressed is still checked');
    }, options);
  }
});

test('the link that is copied carries email and code in the fragment, and no proof', () =>
  inPage(async (page) => {
    const email = `link.${run}@example.com`;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await signIn(page);
    await openWizard(page);
    await toMemberOfLot(page, lot());
    await fill(page, 'First Name', 'Lin');
    await fill(page, 'Last Name', 'Ked');
    await fill(page, 'Email', email);
    await dialog(page).getByRole('checkbox', { name: 'Send invitation immediately' }).uncheck();
    await press(page, 'Send Invitation');
    await dialog(page).getByText('No email was sent.').waitFor();
    await press(page, 'Copy link');
    await dialog(page).getByText('Copied').waitFor();
    const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    assert.deepEqual([link.pathname, link.search], ['/activate', '']);
    const carried = Object.fromEntries(new URLSearchParams(link.hash.slice(1)));
    assert.deepEqual(Object.keys(carried).sort(), ['code', 'email']);
    await page.goto(link.href);
    assert.equal(await page.getByLabel('Email', { exact: true }).inputValue(), email);
    assert.equal(await page.getByLabel('Invite code').inputValue(), carried.code);
    assert.equal(new URL(page.url()).hash, '');
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
      if (tries === 1) await route.fetch(); // the request arrives, its answer does not
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
