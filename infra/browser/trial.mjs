// Does the jobs from the product description and the help article as a first-time
// user would, and prints what each costs. Fails if one costs more than it may.
//
//	make trial                # all
//	make trial JOBS='invite'  # those whose names match

import { loadavg } from 'node:os';
import { attempt, end, jobs, over } from './jobs.mjs';

const wanted = new RegExp(process.env.JOBS ?? '');

/** @param {(string | number)[]} cells */
const line = (cells) => console.log(`| ${cells.join(' | ')} |`);

/** @param {number} seconds */
const tenths = (seconds) => seconds.toFixed(1);

/** @type {string[]} */
const failed = [];
line(['Who', 'Job', 'Clicks', 'Typed fields', 'Keys', 'Person, s', 'Machine, s', 'Together, s', 'At most']);
line(['---', '---', '--:', '--:', '--:', '--:', '--:', '--:', '---']);
for (const job of jobs.filter(({ name }) => wanted.test(name))) {
  try {
    const { clicks, fields, keys, human, machine } = await attempt(job);
    const most = Object.entries(job.most ?? {}).map(([name, value]) => `${value} ${name}`);
    line([job.who, job.name, clicks, fields, keys, tenths(human), tenths(machine), tenths(human + machine), most.join(', ')]);
    for (const what of over(job, { clicks, fields, seconds: human + machine })) failed.push(`${job.name}: ${what}`);
  } catch (error) {
    failed.push(`${job.name}: ${error instanceof Error ? error.message : error}`);
  }
}
await end();
console.log(`\nLoad of the machine at the end: ${loadavg().map((load) => load.toFixed(1)).join(', ')}.`);
for (const what of failed) console.error(what);
if (failed.length > 0) process.exitCode = 1;
