import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { attempt, end, jobs, over } from './jobs.mjs';

after(end);

for (const job of jobs.filter(({ most }) => most)) {
  test(`${job.name}, as promised`, async (t) => {
    const cost = await attempt(job);
    t.diagnostic(JSON.stringify(cost));
    // How fast this machine is says nothing here; `make trial` counts its time, too.
    assert.deepEqual(over(job, { ...cost, seconds: cost.human }), []);
  });
}
