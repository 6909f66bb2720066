import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { inPage } from './browser.mjs';
import { attempt, end, jobs, over } from './jobs.mjs';
import { Person } from './person.mjs';

after(end);

for (const job of jobs.filter(({ most }) => most)) {
  test(`${job.name}, as promised`, async (t) => {
    const cost = await attempt(job);
    t.diagnostic(JSON.stringify(cost));
    // This machine's speed does not matter here; `make trial` counts its time, too.
    assert.deepEqual(over(job, { ...cost, seconds: cost.human }), []);
  });
}

test('clicks, fields, keys and seconds of a person are counted', () =>
  inPage(async (page) => {
    await page.setContent('<label>Name <input></label> <label>City <input value="Mesa"></label> <button>Save</button>');
    const person = new Person(page);
    await person.type(page.getByLabel('Name'), 'Al'); // a click, Shift and two keys
    await person.type(page.getByLabel('City'), 'x'); // a click, two keys to select it all, one key
    await person.press('Save');
    const { clicks, fields, keys } = person;
    assert.deepEqual({ clicks, fields, keys }, { clicks: 3, fields: 2, keys: 6 });
    assert.equal(person.human.toFixed(2), (3 * 1.2 + 6 * 0.2 + 4 * 0.4 + 1.35).toFixed(2));
    assert.equal(await page.getByLabel('City').inputValue(), 'x');
    const most = { clicks: 2, fields: 2, seconds: 5 };
    assert.deepEqual(over({ most }, { clicks, fields, seconds: 5.04 }), ['3 clicks, at most 2', '5 seconds, at most 5']);
  }));
