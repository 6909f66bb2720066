import { counted, plural } from '../count.js';
import { capital } from '../words.js';

/** @param {(string | false)[]} parts */
const sentence = (parts) => parts.filter(Boolean).join(', ') || 'Nobody new';

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
const part = (count, one, many = one) => (count > 0 ? `${counted(count)} ${count === 1 ? one : many}` : '');

/** @param {{from: number, to: number}} lots */
function lotWords({ from, to }) {
  if (!to) return `lots from ${from} on`;
  return from ? `lots ${from} to ${to}` : `lots up to ${to}`;
}

const ordinals = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];

/** What the API's codes for roster imports mean. */
export const importWords = {
  /** @type {Record<string, string>} */
  states: {
    awaiting_upload: 'Waiting for the file',
    queued: 'Waiting to start',
    checking: 'Checking the file',
    ready: 'Ready for review', // of an import
    importing: 'Importing',
    undoing: 'Being undone',
    completed: 'Completed',
    needs_attention: 'Needs attention', // of an import
    rejected: 'Refused',
    aborted: 'Aborted',
    undone: 'Undone',
    partly_undone: 'Partly undone',
    failed: 'Failed', // of an import
  },
  waitsForAnswer: 'Waiting for an answer',
  /** @type {Record<string, string>} what was done with a row */
  outcomes: {
    created: 'Created',
    updated: 'Updated',
    unchanged: 'Unchanged',
    skipped: 'Skipped',
    attention: 'Needs attention', // of a row
    failed: 'Failed', // of a row
    no_person: 'No person', // of a row
  },
  /** @type {Record<string, string>} what a plan says of a row */
  planned: {
    created: 'Will be created',
    updated: 'Will be updated',
    unchanged: 'Will stay unchanged',
    skipped: 'Will be skipped',
    attention: 'Will need attention',
    failed: 'Will fail',
    no_person: 'No person', // in a plan
  },
  /** @type {Record<string, string>} the reason where the row itself gives none */
  why: {
    created: 'New to this community.',
    updated: 'Invited before; blanks are filled in.',
    unchanged: 'Invited before; nothing new in the file.',
  },
  /** @type {Record<string, string>} what became of people when their import was undone */
  undone: {
    reversed: 'Taken back',
    kept: 'Kept',
    failed: 'Not taken back',
  },
  /** @type {Record<string, string>} how far the invitations are */
  sendings: {
    held: 'Held', // of all invitations
    waiting: 'Waiting',
    sending: 'Sending', // of all invitations
    stopped: 'Sending stopped',
    sent: 'Sent', // of all invitations
  },
  /** @type {Record<string, string>} how far one wave is */
  waves: {
    due: 'Planned',
    sending: 'Sending', // of one wave
    stopped: 'Stopped',
    done: 'Done',
  },
  nobodyLeft: 'Nobody left to email',

  sendingFast: 'Emails go out as fast as the mail service allows.',
  /** @param {number} held */
  held: (held) => `${plural(held, 'invitation')} ${held === 1 ? 'waits' : 'wait'} until you release ${held === 1 ? 'it' : 'them'}. The codes work already.`,
  /** @param {string} until '' if it isn’t known */
  nextWave: (until) => (until ? `The next wave goes out on ${until}.` : 'The next wave goes out soon.'),
  /** @param {string} until '' if it isn’t known */
  bounces: (until) => `The first emails are out. We’re waiting${until ? ` until ${until}` : ''} to see how many bounce. Then the rest follow.`,

  /** Whom a wave is for. @param {Pick<import('../import-words.js').Wave, 'area' | 'street' | 'lots' | 'role'>} wave */
  wave: ({ area, street, lots, role }) =>
    capital([area, street, lots && lotWords(lots), role && (role === 'head' ? 'Heads of Household' : 'Members of households')].filter(Boolean).join(', ')) || 'Everybody held',

  /** @param {number} count */
  questions: (count) => (count === 1 ? 'A question is open' : `${plural(count, 'question')} are open`),
  columnsAsk: 'Its columns need an answer',
  /** In the list of imports; waiting.stopped is on the home page. @param {number} held */
  stoppedWith: (held) => `Sending stopped, ${plural(held, 'invitation')} left`,
  /** @param {number} held */
  heldBack: (held) => `${plural(held, 'invitation')} held`,

  /** @param {number} reversed @param {number} stay */
  takenBack: (reversed, stay) => sentence([part(reversed, 'was taken back', 'were taken back'), part(stay, 'stays', 'stay')]),
  /**
   * What was done, or what a plan would do.
   * @param {boolean} planned
   * @param {{invited: number, profiles: number, updated: number, open: number, same: number}} counts
   */
  verdict: (planned, { invited, profiles, updated, open, same }) =>
    sentence([
      planned ? part(invited, 'will be invited') : part(invited, 'was added', 'were added'),
      planned ? part(profiles, 'will be added without sign-in') : part(profiles, 'was added without sign-in', 'were added without sign-in'),
      planned ? part(updated, 'will be updated') : part(updated, 'was updated', 'were updated'),
      part(open, 'needs you', 'need you'),
      part(same, 'stays as is', 'stay as they are'),
    ]),

  fields: {
    /** @type {Record<string, string>} */
    name: {
      fullName: 'Full Name',
      lastFirst: 'Full name, last name first',
      first: 'First Name', // a column of a file
      middle: 'Middle Name',
      last: 'Last Name', // a column of a file
      title: 'Title',
      suffix: 'Suffix',
      householdRole: 'Household Role', // a column of a file
      role: 'Community Role', // a column of a file
      residentType: 'Owner or renter',
      status: 'Still lives there',
      status2: 'Still lives there (second column)',
      status3: 'Still lives there (third column)',
      left: 'Has left (date or flag)',
      left2: 'Has left (second column)',
      left3: 'Has left (third column)',
      lives: 'Lives there (flag)',
      lives2: 'Lives there (second column)',
      lives3: 'Lives there (third column)',
      arrives: 'Moves in (day)',
      arrives2: 'Moves in (second column)',
      arrives3: 'Moves in (third column)',
    },
    /** @type {Record<string, string>} */
    contact: {
      email: 'Email', // a column of a file
      email2: 'Another email',
      email3: 'Third email',
      phone: 'Phone Number', // a column of a file
      phone2: 'Another phone number',
      phone3: 'Third phone number',
      noMail: 'Has opted out of email',
      noMail2: 'Has opted out of email (second column)',
      noMail3: 'Has opted out of email (third column)',
    },
    /** @type {Record<string, string>} */
    home: {
      'property.address': 'Address or lot',
      'property.street': 'Street', // a column of a file
      'property.streetNumber': 'Street number',
      'property.streetNumberSuffix': 'Letter or fraction after the number',
      'property.streetDirection': 'Direction before the street',
      'property.streetType': 'Type of street',
      'property.streetEnd': 'Direction after the street',
      'property.unit': 'Apt/Unit', // a column of a file
      'property.unit2': 'Second unit',
      'property.building': 'Building',
      'property.lot': 'Lot Number', // a column of a file
      'property.block': 'Block',
      'property.section': 'Section',
      'property.phase': 'Phase',
      'property.tract': 'Tract',
      'property.lotSuffix': 'Letter after the lot',
      'property.subdivision': 'Subdivision',
      'property.city': 'City', // a column of a file
      'property.state': 'State', // a column of a file
      'property.zip': 'ZIP', // a column of a file
      'household.name': 'Household Name', // a column of a file
    },
    again: 'As in the list to the left',
    /** @param {string} field @param {number} person from 2 */
    of: (field, person) => `${field} of the ${ordinals[person]} person`,
  },
  groups: {
    person: 'Person', // a group of fields
    contact: 'Contact', // a group of fields
    home: 'Home', // a group of fields
    /** @param {number} person from 2 */
    other: (person) => (person === 2 ? 'Second owner' : `${capital(ordinals[person])} person`),
  },
};
