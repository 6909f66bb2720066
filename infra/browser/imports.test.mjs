import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { accessible, administrator, api, browser, enter, eventually, inPage, letters, run, support, within } from './browser.mjs';
import { openImports, reaches, uploadRoster } from './import-pages.mjs';

after(() => browser.close());

/** This run's roster: two good rows, a company, and an invalid email. */
const roster = [
  'Full Name,Address,Email,Phone,Pet',
  `Ivy Import${letters(run)},1${Date.now() % 9000} Cedar Street,ivy.${run}@example.com,(202) 555-0110,cat`,
  `"Import${letters(run)}, Ian",1${Date.now() % 9000} Cedar Street,ian.${run}@example.com,,`,
  `Cedar Holdings LLC,3 Cedar Street,cedar.${run}@example.com,,`,
  `Bea Import${letters(run)},4 Cedar Street,not an email,,`,
].join('\r\n');

test('Support uploads a roster and sees what became of each row', () =>
  inPage(async (page) => {
    await enter(page, support);
    await uploadRoster(page, { name: `roster-${run}.csv`, text: roster, mode: 'Import at once' });
    await reaches(page, 'Needs attention');

    await page.getByRole('table', { name: 'Rows' }).getByText('Cedar Holdings LLC', { exact: true }).waitFor();
    const rows = page.getByRole('table', { name: 'Rows' }).getByRole('row');
    assert.equal(await rows.count(), 3, 'the rows needing attention stand first');
    await page.getByRole('button', { name: /^Created/ }).click();
    await eventually(async () => assert.equal(await rows.getByRole('link', { name: /^Open the member/ }).count(), 2));
    await page.getByRole('button', { name: /^Everybody 4/ }).click();
    await eventually(async () => assert.equal(await rows.count(), 5));

    await page.getByText('What was detected').click();
    await page.getByText('Comma').waitFor();
    await page.getByText('Ignored: not needed for an import').waitFor();
    await accessible(page, 'an import');
    await page.setViewportSize({ width: 320, height: 800 });
    await accessible(page, 'an import, 320 px');

    for (const [button, word] of [['Download the report', 'created'], ['Download the fix file', 'Cedar Holdings LLC']]) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
      const chunks = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk);
      assert.match(Buffer.concat(chunks).toString(), new RegExp(word));
    }

    await page.getByRole('link', { name: 'Imports' }).last().click();
    await page.getByRole('link', { name: `roster-${run}.csv` }).waitFor();
    await page.getByText('2 were added, 2 need you').first().waitFor();
  }));

test('a file that cannot be a roster is refused in words', () =>
  inPage(async (page) => {
    await enter(page, support);
    await openImports(page);
    const input = page.locator('input[type=file]');
    await input.setInputFiles({ name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.alloc(0) });
    await page.getByText('This file is empty.').waitFor();
    await input.setInputFiles({ name: 'large.csv', mimeType: 'text/csv', buffer: Buffer.alloc(10 * 1024 * 1024 + 1, 'x') }, { timeout: 60_000 });
    await page.getByText('This file is larger than 10 MB.').waitFor();
    await input.setInputFiles({ name: 'old.xls', mimeType: 'application/vnd.ms-excel', buffer: Buffer.from('x') });
    await page.getByText('This is a .xls file, which can’t be read here. Save the list as XLSX or CSV, then choose that.').waitFor();
    await input.setInputFiles({ name: `prose-${run}.csv`, mimeType: 'text/csv', buffer: Buffer.from('Dear all\nplease see below\n') });
    await page.getByLabel('Import at once').check();
    await page.getByLabel('Hold them').check();
    await page.getByRole('button', { name: 'Upload and import' }).click();
    await reaches(page, 'Refused');
    await page.getByRole('alert').waitFor();
    await accessible(page, 'a refused file');

    // The form for another try is right there, with the earlier choices.
    await page.getByText('Correct the file, then try again here.').waitFor();
    await page.locator('input[type=file]').setInputFiles({ name: `again-${run}.csv`, mimeType: 'text/csv', buffer: Buffer.from(roster) });
    assert.ok(await page.getByLabel('Import at once').isChecked());
    assert.ok(await page.getByLabel('Hold them').isChecked());
    await page.getByRole('button', { name: 'Upload and import' }).click();
    await page.getByRole('heading', { name: `again-${run}.csv`, exact: true }).waitFor();
  }));

test('an administrator reads imports and is told how to have one made', () =>
  inPage(async (page) => {
    await enter(page, administrator);
    await openImports(page);
    assert.equal(await page.locator('input[type=file]').count(), 0);
    await page.getByRole('link', { name: 'How to import your roster' }).last().click();
    await page.getByRole('heading', { name: 'The columns' }).waitFor();
    const { items } = await api('GET', within('imports'));
    assert.ok(Array.isArray(items));
  }));
