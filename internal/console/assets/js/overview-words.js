// What the overview says: who is stuck and what helps, waves, weeks, shares.

import { waveWords } from './import-words.js';
import { labels } from './text/labels.js';
import { overview } from './text/overview.js';

/**
 * @typedef {{invited: number, active: number}} Progress
 * @typedef {{reason: string, count: number, members: string[]}} Stuck
 * @typedef {Progress & {week: string}} Week
 * @typedef {Progress & {label: string}} Street
 * @typedef {Progress & {import: string, file: string, number: number, at: string, street: string, lots: {from: number, to: number} | null, role: '' | 'head' | 'member', held: number, delivered: number}} Wave
 * @typedef {{id: string, file: string, state: string, at: string, total: number, created: number, attention: number}} LastImport
 *
 * @typedef {object} Figures an overview as the API returns it
 * @property {string | null} asOf
 * @property {string} timeZone
 * @property {number} invited
 * @property {number | null} delivered
 * @property {number} active
 * @property {number} attention
 * @property {number} revoked
 * @property {number} withoutEmail
 * @property {Week[]} weeks
 * @property {Progress} earlier
 * @property {Wave[]} waves
 * @property {Street[]} streets
 * @property {Progress} elsewhere
 * @property {Stuck[]} stuck
 * @property {LastImport | null} lastImport
 * @property {{done: number, total: number} | null} counting
 */

/**
 * Returns a share in percent. Only all is 100, and only none is 0.
 * @param {number} part
 * @param {number} whole
 */
export function percent(part, whole) {
  if (whole === 0 || part === 0) return 0;
  if (part === whole) return 100;
  return Math.min(99, Math.max(1, Math.round((100 * part) / whole)));
}

/**
 * @param {number} part
 * @param {number} whole
 */
export function share(part, whole) {
  return whole === 0 ? '' : `${percent(part, whole)}%`;
}

/**
 * What holds people up, and what helps. `list` is the member list to look at, with
 * its filter; `print` is the filter for those whose letters can be printed.
 * @typedef {{what: string, help: string, resend?: boolean, print?: Record<string, string>, list?: {label: string, query: string}}} StuckWords
 */

/**
 * @param {Stuck} stuck
 * @returns {StuckWords}
 */
export function stuckWords({ reason, count }) {
  const words = overview.stuck;
  switch (reason) {
    case 'bounced':
      return {
        what: words.bounced.what(count),
        help: words.bounced.help(count),
        list: { label: labels.correctEmail, query: 'tab=attention&mail=bounced' },
        print: { mail: 'bounced' },
      };
    case 'failed':
      return { what: words.failed.what(count), help: words.failed.help, resend: true };
    case 'expired':
      return { what: words.expired.what(count), help: words.expired.help, resend: true };
    case 'not_activated':
      return { what: words.notActivated.what(count), help: words.notActivated.help, resend: true };
    case 'not_sent':
      return { what: words.notSent.what(count), help: words.notSent.help, resend: true };
    case 'no_email':
      return {
        what: words.noEmail.what(count),
        help: words.noEmail.help,
        print: { status: 'profile' },
        list: { label: words.noEmail.list, query: 'tab=profile' },
      };
    case 'held':
      return { what: words.held.what(count), help: words.held.help };
    case 'complained':
      return {
        what: words.complained.what(count),
        help: words.complained.help,
        list: { label: overview.showThem, query: 'tab=attention&mail=complained' },
      };
    default:
      return { what: words.other(count), help: '' };
  }
}

/**
 * Returns whom a wave was for.
 * @param {Wave} wave
 */
export function waveName(wave) {
  if (wave.number === 0) return wave.held > 0 ? overview.waves.held : overview.waves.none;
  const { street, lots, role } = wave;
  return overview.waves.name(wave.number, street || lots || role ? waveWords(wave) : '');
}

/**
 * Returns each week with how many people were invited and active at its end.
 * @param {Week[]} weeks
 * @param {Progress} earlier
 */
export function runningTotals(weeks, earlier) {
  let { invited, active } = earlier;
  return weeks.map((week) => {
    invited += week.invited;
    active += week.active;
    return { ...week, total: { invited, active } };
  });
}

/** @param {{done: number, total: number}} counting */
export function countingWords({ done, total }) {
  return overview.counting(done, total);
}

const day = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });

/** @param {string} week its Monday, such as `2026-03-02` */
export function weekName(week) {
  return day.format(new Date(`${week}T00:00:00Z`));
}
