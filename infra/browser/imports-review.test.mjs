import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { accessible, api, base, browser, community, enter, eventually, inPage, mailTo, run, support, within } from './browser.mjs';
import { mailed, openImports, reaches, readImport, residents, rosterOf, tabTo, uploadRoster } from './import-pages.mjs';

after(() => browser.close());

/** @param {{email: string}} person */
async function memberOf({ email }) {
  const { items } = await api('GET', within(`members?q=${encodeURIComponent(email)}`));
  return items[0] ?? null;
}

test('a roster is reviewed, a column corrected, and the plan committed', () =>
  inPage(async (page) => {
    const people = residents(3, (n) => (n === 2 ? { name: 'Cedar Holdings LLC' } : {}));
    const [first, second, company] = people;
    const clan = `The ${run} Clan`;
    const heading = `Clan ${run}`;
    const lines = rosterOf(people, `Full Name,Address,Email,${heading}`).replaceAll(/(@example\.com)/g, `$1,${clan}`);
    await enter(page, support);
    const id = await uploadRoster(page, { name: `review-${run}.csv`, text: lines });
    await reaches(page, 'Ready for review');

    await page.getByText('What was detected').click();
    await page.getByText('Delimiter').waitFor();
    await page.getByText('Comma', { exact: true }).waitFor();
    const plan = page.getByRole('table', { name: 'Rows' });
    assert.equal(await plan.getByRole('row').count(), 2, 'who needs somebody stands first');
    assert.equal(await plan.getByLabel(/^Full Name/).inputValue(), 'Cedar Holdings LLC');
    await page.getByRole('button', { name: /^Everybody 3/ }).click();
    await plan.getByText('Will be created').nth(1).waitFor();
    await plan.getByText('Will need attention').waitFor();
    assert.equal(await memberOf(first), null, 'nothing is written before the commit');
    await accessible(page, 'a review');

    const meaning = page.getByLabel(`Meaning of ${heading}`);
    await meaning.selectOption({ label: 'Household Name' });
    await page.getByText('Check again makes a new plan').waitFor();
    const changed = page.getByRole('row').filter({ has: meaning });
    await changed.getByText('Changed').waitFor();
    await page.getByRole('button', { name: 'Check again' }).press('Enter');
    await changed.getByText('Chosen').waitFor();
    await reaches(page, 'Ready for review');

    await page.getByRole('button', { name: 'Commit' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Commit this import' });
    await dialog.getByText('2 residents will be invited now.').waitFor();
    await dialog.getByText('1 person needs attention and is not imported.').waitFor();
    assert.ok(await dialog.getByLabel('Send invitations now').isChecked());
    await dialog.getByRole('button', { name: 'Commit' }).press('Enter');
    await reaches(page, 'Needs attention');
    await page.getByRole('table', { name: 'Rows' }).getByText('Cedar Holdings LLC', { exact: true }).waitFor();

    for (const { email } of [first, second]) await mailTo(email);
    assert.deepEqual(await mailed([company]), []);
    assert.equal((await memberOf(first)).household.name, clan, 'the corrected column counts');
    const { counts } = await readImport(id);
    assert.deepEqual([counts.total, counts.created, counts.attention], [3, 2, 1]);
    await page.getByText('2 of 2 invitations sent').waitFor({ timeout: 20_000 });
  }));

test('a roster that asks something waits for the answer, given by keyboard, and its layout does not ask again', () =>
  inPage(async (page) => {
    const asking = (/** @type {ReturnType<typeof residents>} */ people) =>
      rosterOf(
        people.map((person, n) => ({ ...person, address: `${1000 + (Date.now() % 9000) + 2 * n} Juniper Ct` })),
        `Full Name,Statement Address,Email,Pet ${run}`,
      );
    const people = residents(2);
    await enter(page, support);
    const id = await uploadRoster(page, { name: `asks-${run}.csv`, text: asking(people), mode: 'Import at once' });
    await reaches(page, 'Waiting for an answer');
    await page.getByRole('heading', { name: 'One question' }).waitFor();
    assert.equal(await memberOf(people[0]), null, 'nobody is invited before the answer');
    await accessible(page, 'a question about a roster');
    await tabTo(page, 'These are the homes');
    await page.getByText('Of 2 rows: 2 people at 2 homes to invite.').waitFor();
    await page.keyboard.press('ArrowDown');
    const mail = page.getByRole('radio', { name: 'This is where they get their mail' });
    assert.ok(await mail.isChecked());
    assert.match((await page.locator(`[id="${await mail.getAttribute('aria-describedby')}"]`).textContent()) ?? '', /^No column was found for Address/);
    await page.keyboard.press('ArrowUp');
    await tabTo(page, 'Remember this for every community');
    await page.keyboard.press('Space');
    const sent = page.waitForRequest((request) => request.method() === 'PUT');
    await page.keyboard.press('Enter');
    assert.equal((await sent).postDataJSON().keep, 'all');
    await reaches(page, 'Completed');
    assert.equal((await readImport(id)).counts.created, 2);

    const more = residents(2);
    await uploadRoster(page, { name: `asks-again-${run}.csv`, text: asking(more), mode: 'Import at once' });
    await reaches(page, 'Completed');
    await mailTo(more[1].email);
  }));

test('who shares an email is entered without sign-in, when the review says so, and invited once there is an email', () =>
  inPage(async (page) => {
    const [first, ...others] = residents(2);
    const second = { ...others[0], address: first.address, email: first.email };
    await enter(page, support);
    await uploadRoster(page, { name: `shared-${run}.csv`, text: rosterOf([first, second]) });
    await reaches(page, 'Ready for review');
    await page.getByRole('button', { name: /^Will need attention 1/ }).waitFor();
    await page.getByLabel('Two people with one email').selectOption({ label: 'Add the second without sign-in' });
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByRole('button', { name: /^Will be created 2/ }).waitFor();
    await accessible(page, 'a review with a shared email');
    await page.getByRole('button', { name: 'Commit' }).click();
    const dialog = page.getByRole('dialog', { name: 'Commit this import' });
    await dialog.getByText('1 resident will be invited now. 1 resident is entered without sign-in.').waitFor();
    await dialog.getByRole('button', { name: 'Commit' }).click();
    await reaches(page, 'Completed');

    await page.goto(`${base}/#/${community}/members?tab=profile`);
    await page.getByRole('tab', { name: /^Without sign-in/ }).waitFor();
    await accessible(page, 'the list of those without sign-in');
    const row = page.getByRole('row').filter({ hasText: second.name });
    await row.getByRole('checkbox').check();
    const bar = page.getByRole('region', { name: 'Selected members' });
    await bar.getByRole('button', { name: 'Print letters' }).waitFor();
    assert.equal(await bar.getByRole('button', { name: 'Resend Invitations' }).count(), 0, 'there is no invitation to resend');
    await bar.getByRole('button', { name: 'Clear selection' }).click();
    await row.getByRole('button', { name: second.name }).click();
    const panel = page.getByRole('dialog', { name: second.name });
    await panel.getByText('Added from a roster').waitFor();
    await panel.getByRole('button', { name: 'Remove' }).waitFor();
    await accessible(page, 'somebody without sign-in');
    await panel.getByRole('button', { name: 'Edit' }).click();
    await panel.getByLabel('Email').fill(others[0].email);
    await panel.getByRole('button', { name: 'Save' }).click();
    await panel.locator('dl').getByText('Pending', { exact: true }).waitFor();
    await mailTo(others[0].email);
  }));

test('the next file with the same headings is read the same way; aborted, nothing of it stays', () =>
  inPage(async (page) => {
    const [person] = residents(1);
    const heading = `Full Name,Address,Email,Moniker ${run}`;
    const text = rosterOf([person], heading).replace(/$/, ',Aspen Household');
    await enter(page, support);
    await uploadRoster(page, { name: `saved-1-${run}.csv`, text, send: 'Hold them' });
    await reaches(page, 'Ready for review');
    const meaning = page.getByLabel(`Meaning of Moniker ${run}`);
    await meaning.selectOption({ label: 'Household Name' });
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByRole('row').filter({ has: meaning }).getByText('Chosen').waitFor();

    await uploadRoster(page, { name: `saved-2-${run}.csv`, text });
    await reaches(page, 'Ready for review');
    await page.getByRole('row').filter({ has: meaning }).getByText('Saved').waitFor();

    await page.getByRole('button', { name: 'Abort' }).click();
    const question = page.getByRole('dialog', { name: 'Abort this import?' });
    await question.getByText('Nothing has been saved yet').waitFor();
    await question.getByRole('button', { name: 'Keep going' }).click();
    await page.getByRole('button', { name: 'Abort' }).click();
    await question.getByRole('button', { name: 'Abort the import' }).click();
    await reaches(page, 'Aborted');
    assert.equal(await memberOf(person), null);
    assert.equal(await page.getByRole('button', { name: /^(Commit|Undo|Abort)$/ }).count(), 0);

    await openImports(page);
    const waiting = page.getByRole('listitem').filter({ hasText: `saved-1-${run}.csv` });
    await waiting.getByText('Ready for review').waitFor();
  }));

test('the commit names the residents of a row that has two owners, and Cancel does nothing', () =>
  inPage(async (page) => {
    const [one, two] = residents(2);
    const text = `Owner 1 Name,Owner 1 Email,Owner 2 Name,Owner 2 Email,Address\r\n${one.name},${one.email},${two.name},${two.email},${one.address}`;
    await enter(page, support);
    await uploadRoster(page, { name: `owners-${run}.csv`, text, send: 'Hold them' });
    await reaches(page, 'Ready for review');
    assert.equal(await page.getByLabel('Meaning of Owner 2 Email').locator('option:checked').textContent(), 'Email of the second person');
    await page.getByRole('button', { name: /^Will be created 2/ }).waitFor();
    assert.equal(await page.getByRole('link', { name: /^Open the member/ }).count(), 0, 'they are not there yet');
    await page.getByRole('button', { name: 'Commit' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('2 residents will be created; the invitations are held.').waitFor();
    await dialog.getByLabel('Send invitations now').check();
    await dialog.getByText('2 residents will be invited now.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await reaches(page, 'Ready for review');
    for (const person of [one, two]) assert.equal(await memberOf(person), null);
  }));

test('the keyboard alone corrects a column, commits, releases and undoes', () =>
  inPage(async (page) => {
    const [person] = residents(1);
    const heading = `Remark ${run}`;
    const { keyboard } = page;
    await enter(page, support);
    await uploadRoster(page, { name: `keys-${run}.csv`, text: rosterOf([person], `Full Name,Address,Email,${heading}`).replace(/$/, ',Alder Family') });
    await reaches(page, 'Ready for review');
    await tabTo(page, `Meaning of ${heading}`);
    await keyboard.type('Household N');
    await tabTo(page, 'Check again');
    await keyboard.press('Enter');
    await page.getByRole('row', { name: heading }).getByText('Chosen').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1', 'what moved on is read from its heading on');
    await tabTo(page, 'Commit');
    await keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, 'Send invitations now');
    await keyboard.press('ArrowDown');
    assert.ok(await page.getByRole('dialog').getByLabel('Hold them').isChecked());
    await tabTo(page, 'Commit');
    await keyboard.press('Enter');
    await reaches(page, 'Completed');
    assert.equal((await memberOf(person)).household.name, 'Alder Family');

    await tabTo(page, 'Release');
    await keyboard.press('Space');
    await page.getByRole('dialog').waitFor();
    await page.getByText('This emails 1 person.').waitFor();
    await tabTo(page, 'Everybody held (1 invitation)');
    await keyboard.press('Enter');
    await mailTo(person.email);
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await tabTo(page, 'Undo');
    await keyboard.press('Enter');
    await tabTo(page, 'Undo the import');
    await keyboard.press('Enter');
    await reaches(page, 'Undone');
    assert.equal(await memberOf(person), null);
  }));

test('a header row that is none is said, and the file can still be reviewed', () =>
  inPage(async (page) => {
    const people = residents(2);
    const text = `Maple Grove residents,,\r\n${rosterOf(people)}`;
    await enter(page, support);
    await uploadRoster(page, { name: `title-${run}.csv`, text });
    await reaches(page, 'Ready for review');
    const header = page.getByLabel('Header row', { exact: true });
    assert.equal(await header.inputValue(), '2');
    await header.fill('two');
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByText('Enter a row number.').waitFor();
    await header.fill('3');
    await page.getByText('Check again reads the columns').waitFor();
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByLabel(`Meaning of ${people[0].address}`).waitFor();
    await eventually(async () => assert.equal(await header.inputValue(), '3'));
    await header.fill('');
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByLabel('Meaning of Full Name').waitFor();
    await reaches(page, 'Ready for review');
    await page.getByRole('button', { name: /^Will be created 2/ }).waitFor();
  }));

test('an import is aborted on its way; what was done stays and can be undone', () =>
  inPage(async (page) => {
    const people = residents(1500);
    await enter(page, support);
    const id = await uploadRoster(page, { name: `abort-${run}.csv`, text: rosterOf(people), mode: 'Import at once', send: 'Hold them' });
    await page.getByText(/^[1-9][\d,]* of 1,500 rows$/).waitFor({ timeout: 30_000 });
    await accessible(page, 'an import under way');
    await page.getByRole('button', { name: 'Abort' }).click();
    await page.getByRole('dialog').getByText('The other rows are not imported.').waitFor();
    await page.getByRole('button', { name: 'Abort the import' }).click();
    await reaches(page, 'Aborted');
    const { counts } = await readImport(id);
    assert.ok(counts.created > 0 && counts.created < 1500, `${counts.created} were created`);

    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Undo the import' }).click();
    await reaches(page, 'Undone');
    assert.equal(await memberOf(people[0]), null);
  }));
