import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { accessible, api, browser, enter, eventually, inPage, mailTo, run, support, within } from './browser.mjs';
import { openImports, reaches, readImport, residents, rosterOf, uploadRoster } from './import-pages.mjs';

after(() => browser.close());

/** Returns four residents: the second has no email, the third an invalid one, the fourth the first one's. */
function wrong() {
  const people = residents(4);
  const emails = [people[0].email, '', 'not an email', people[0].email];
  return { people, text: rosterOf(people.map((person, n) => ({ ...person, email: emails[n] }))) };
}

test('wrong cells are corrected in the review, by keyboard, and the commit does the renewed plan', () =>
  inPage(async (page) => {
    const { people, text } = wrong();
    await enter(page, support);
    const id = await uploadRoster(page, { name: `correct-${run}.csv`, text });
    await reaches(page, 'Ready for review');
    await page.getByText('1 will be invited, 3 need you.').waitFor();
    const plan = page.getByRole('table', { name: 'Rows' });
    assert.equal(await plan.getByRole('row').count(), 4, 'who needs somebody stands first');
    await accessible(page, 'a plan with wrong cells');

    const row = (/** @type {number} */ n) => plan.getByRole('row').filter({ hasText: people[n].name });
    await row(1).getByLabel(/^Email/).fill(people[1].email);
    await row(1).getByLabel(/^Email/).press('Enter');
    await row(1).getByText('Saved. The plan is being updated.').waitFor();
    await page.getByText('2 will be invited, 2 need you.').waitFor({ timeout: 30_000 });
    await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement?.id), 'cell-4-3', 'the keyboard goes on with the next row'));

    await row(2).getByLabel(/^Email/).fill(people[2].email);
    await row(3).getByLabel(/^Email/).fill(people[3].email);
    await row(2).getByRole('button', { name: 'Save' }).click();
    await page.getByText('3 will be invited, 1 needs you.').waitFor({ timeout: 30_000 });
    assert.equal(await row(3).getByLabel(/^Email/).inputValue(), people[3].email, 'what was typed elsewhere stays');
    await row(3).getByRole('button', { name: 'Save' }).click();
    await page.getByText('4 will be invited.').waitFor({ timeout: 30_000 });
    await plan.getByText(/^E-?mail: corrected by hand/i).first().waitFor();

    await row(2).getByRole('button', { name: 'As in the file' }).click();
    await page.getByText('3 will be invited, 1 needs you.').waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Commit' }).click();
    await page.getByRole('dialog').getByText('3 residents will be invited now.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Commit' }).click();
    await reaches(page, 'Needs attention');
    for (const n of [0, 1, 3]) await mailTo(people[n].email);
    const { counts, corrections } = await readImport(id);
    assert.deepEqual([counts.created, counts.attention, corrections.count], [3, 1, 2]);

    await page.getByRole('button', { name: /^Created/ }).click();
    await row(1).getByText(people[1].email, { exact: true }).waitFor();
    await row(1).getByText('Email: Delivered').waitFor({ timeout: 30_000 });
    const { items } = await api('GET', within(`members?q=${encodeURIComponent(people[1].email)}`));
    assert.equal(items.length, 1);
  }));

test('two reviewers do not overwrite each other, and what was typed stays', () =>
  inPage(async (page) => {
    const { people, text } = wrong();
    await enter(page, support);
    const id = await uploadRoster(page, { name: `two-${run}.csv`, text });
    await reaches(page, 'Ready for review');
    const plan = page.getByRole('table', { name: 'Rows' });
    const row = plan.getByRole('row').filter({ hasText: people[2].name });
    await row.getByLabel(/^Email/).fill(people[2].email);
    await api('POST', within(`imports/${id}/corrections`), { revision: 0, cells: [{ row: 3, column: 3, value: people[1].email }] }, support);
    await row.getByRole('button', { name: 'Save' }).click();
    await row.getByText('Someone else corrected this file in the meantime.').waitFor();
    await page.getByText('2 will be invited, 2 need you.').waitFor({ timeout: 30_000 });
    assert.equal(await row.getByLabel(/^Email/).inputValue(), people[2].email);
    await row.getByRole('button', { name: 'Save' }).click();
    await page.getByText('3 will be invited, 1 needs you.').waitFor({ timeout: 30_000 });
  }));

test('640 rows from the choice of the file to the commit are four clicks', () =>
  inPage(async (page) => {
    const people = residents(640);
    let clicks = 0;
    const click = async (/** @type {import('playwright-core').Locator} */ at) => {
      clicks++;
      await at.click();
    };
    await enter(page, support);
    await openImports(page);
    const chooser = page.waitForEvent('filechooser');
    await click(page.getByRole('button', { name: 'Choose a file' }));
    await (await chooser).setFiles({ name: `many-${run}.csv`, mimeType: 'text/csv', buffer: Buffer.from(rosterOf(people)) });
    await page.getByText(`many-${run}.csv`).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'begin-import');
    await accessible(page, 'a chosen file');
    await click(page.getByRole('button', { name: 'Upload and review' }));
    await page.getByText('640 will be invited.').waitFor({ timeout: 60_000 });
    const commit = page.getByRole('button', { name: 'Commit' });
    await page.mouse.wheel(0, 20_000);
    assert.ok(await commit.evaluate((button) => button.getBoundingClientRect().top >= 0 && button.getBoundingClientRect().bottom <= innerHeight), 'the commit is always in sight');
    await click(commit);
    await click(page.getByRole('dialog').getByRole('button', { name: 'Commit' }));
    await page.getByText('640 were added').waitFor({ timeout: 60_000 });
    assert.ok(clicks <= 5, `${clicks} clicks`);
  }));

test('a number that changed meanwhile is said before anybody is mailed', () =>
  inPage(async (page) => {
    const people = residents(3);
    await enter(page, support);
    const id = await uploadRoster(page, { name: `changed-${run}.csv`, text: rosterOf(people), mode: 'Import at once', send: 'Hold them' });
    await reaches(page, 'Completed');
    await page.getByRole('button', { name: 'Release' }).click();
    const dialog = page.getByRole('dialog', { name: 'Release invitations' });
    await dialog.getByText('This emails 3 people.').waitFor();
    const { items } = await api('GET', within(`members?q=${encodeURIComponent(people[0].email)}`));
    await api('POST', within(`members/${items[0].id}/revoke`), {});
    await dialog.getByRole('button', { name: 'Release' }).click();
    await dialog.getByText('It was 3 people when you looked. Now it’s 2.').waitFor();
    await dialog.getByText('This emails 2 people.').waitFor();
    assert.equal((await readImport(id)).sending.waves.length, 0);
    await dialog.getByRole('button', { name: 'Release' }).click();
    await dialog.waitFor({ state: 'hidden' });
    for (const { email } of people.slice(1)) await mailTo(email);
  }));
