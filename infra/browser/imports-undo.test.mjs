import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { accessible, api, browser, enter, eventually, inPage, run, support, within } from './browser.mjs';
import { reaches, readImport, residents, rosterOf, uploadRoster } from './import-pages.mjs';

after(() => browser.close());

/** @param {{email: string}} person */
async function memberOf({ email }) {
  const { items } = await api('GET', within(`members?q=${encodeURIComponent(email)}`));
  return items[0] ?? null;
}

/** @param {{email: string}} person */
async function activate(person) {
  const { id } = await memberOf(person);
  const { code } = await api('POST', within(`members/${id}/code`));
  await api('POST', '/activations', { email: person.email, code, password: 'a garden bench at noon' });
}

test('Undo removes what nobody touched and says why the rest stays', () =>
  inPage(async (page) => {
    const people = residents(4);
    const [active, edited, ...untouched] = people;
    const text = rosterOf(people);
    await enter(page, support);
    const id = await uploadRoster(page, { name: `undo-${run}.csv`, text, mode: 'Import at once', send: 'Hold them' });
    await reaches(page, 'Completed');
    await activate(active);
    const { id: member, version } = await memberOf(edited);
    await api('PATCH', within(`members/${member}`), { version, phone: '(202) 555-0123' });

    await page.getByRole('button', { name: 'Undo' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Undo this import' });
    await dialog.getByText('Anyone who has activated or been edited since stays.').waitFor();
    await dialog.getByText('It is possible until').waitFor();
    await dialog.getByRole('button', { name: 'Undo the import' }).press('Enter');
    await reaches(page, 'Partly undone');
    await page.getByText('2 were taken back, 2 stay.').waitFor();

    const rows = page.getByRole('table', { name: 'Rows' }).getByRole('row');
    await eventually(async () => assert.equal(await rows.getByText('Kept').count(), 2));
    await rows.getByText(/activated/i).first().waitFor();
    await rows.getByText(/edited|changed/i).first().waitFor();
    assert.equal(await rows.getByRole('link', { name: /^Open the member/ }).count(), 2);
    await accessible(page, 'an undone import');
    await page.getByRole('button', { name: /^Taken back 2/ }).click();
    await eventually(async () => assert.equal(await rows.getByText('Taken back').count(), 2));
    assert.equal(await page.getByText(/^Created/).count(), 0, 'nobody who was taken back is called created');
    await eventually(async () => assert.equal(await rows.getByRole('link', { name: /^Open the member/ }).count(), 0));
    for (const person of untouched) assert.equal(await memberOf(person), null);
    assert.equal((await memberOf(active)).status, 'active');

    const first = await readImport(id);
    await page.getByRole('button', { name: 'Undo again' }).click();
    await page.getByRole('button', { name: 'Undo the import' }).click();
    await eventually(async () => {
      const again = await readImport(id);
      assert.notEqual(again.undo.at, first.undo.at);
      assert.equal(again.state, 'partly_undone');
      assert.deepEqual([again.undo.reversed, again.undo.kept], [2, 2]);
    });
    await reaches(page, 'Partly undone');

    await uploadRoster(page, { name: `again-${run}.csv`, text, mode: 'Import at once', send: 'Hold them' });
    await page.getByRole('button', { name: /^Created 2/ }).waitFor({ timeout: 30_000 });
    for (const person of untouched) assert.equal((await memberOf(person)).status, 'pending');
  }));

test('an import that nobody touched is undone as a whole', () =>
  inPage(async (page) => {
    const people = residents(3);
    await enter(page, support);
    await uploadRoster(page, { name: `whole-${run}.csv`, text: rosterOf(people), mode: 'Import at once', send: 'Hold them' });
    await reaches(page, 'Completed');
    await page.getByRole('button', { name: 'Undo' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    assert.equal((await memberOf(people[0])).status, 'pending', 'a question alone does nothing');
    await page.getByRole('button', { name: 'Undo' }).click();
    await dialog.getByRole('button', { name: 'Undo the import' }).click();
    await reaches(page, 'Undone');
    await page.getByText('3 were taken back.').waitFor();
    assert.equal(await page.getByRole('button', { name: /^Undo/ }).count(), 0);
    for (const person of people) assert.equal(await memberOf(person), null);
  }));
