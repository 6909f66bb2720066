// The words of the overview: who is stuck and what helps, waves, weeks, shares.

import { waveWords } from './import-words.js';
import { counted, plural } from './words.js';

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
  const people = plural(count, 'person', 'people');
  const one = count === 1;
  switch (reason) {
    case 'bounced':
      return {
        what: `${plural(count, 'email')} came back`,
        help: `${one ? 'The address does not work. Correct it' : 'The addresses do not work. Correct them'}, and a new invitation goes out. If you don’t know the right one, print a letter.`,
        list: { label: 'Correct the email', query: 'tab=attention&mail=bounced' },
        print: { mail: 'bounced' },
      };
    case 'failed':
      return { what: `${plural(count, 'email')} could not be sent`, help: 'Send the invitation again.', resend: true };
    case 'expired':
      return { what: `${plural(count, 'invitation')} ${one ? 'has' : 'have'} expired`, help: 'Sending the invitation again gives it a new end date.', resend: true };
    case 'not_activated':
      return { what: `${people} ${one ? 'has' : 'have'} not activated for a week or longer`, help: 'Their email went out. A second one often helps.', resend: true };
    case 'not_sent':
      return { what: `${people} ${one ? 'was' : 'were'} added, and no email was sent`, help: 'Send the invitation when you are ready.', resend: true };
    case 'no_email':
      return {
        what: `${people} ${one ? 'has' : 'have'} no email address`,
        help: 'Print a letter with their code: they enter their own email, and we check that it is theirs. Or add an email here.',
        print: { status: 'profile' },
        list: { label: 'Add an email', query: 'tab=profile' },
      };
    case 'held':
      return { what: `${plural(count, 'invitation')} ${one ? 'is' : 'are'} on hold`, help: 'Support releases them for you.' };
    case 'complained':
      return {
        what: `${people} marked the invitation as spam`,
        help: 'No more email goes to them. Please call or stop by.',
        list: { label: 'Show them', query: 'tab=attention&mail=complained' },
      };
    default:
      return { what: `${people} ${one ? 'needs' : 'need'} a look`, help: '' };
  }
}

/**
 * Returns whom a wave was for.
 * @param {Wave} wave
 */
export function waveName(wave) {
  if (wave.number === 0) return wave.held > 0 ? 'On hold, or sent by hand' : 'Sent without a wave';
  const { street, lots, role } = wave;
  return `Wave ${wave.number}${street || lots || role ? `: ${waveWords(wave)}` : ''}`;
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
  return `Counting: ${counted(done)} of about ${plural(total, 'person', 'people')} so far …`;
}

const day = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });

/** @param {string} week its Monday, such as `2026-03-02` */
export function weekName(week) {
  return day.format(new Date(`${week}T00:00:00Z`));
}
