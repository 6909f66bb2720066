import { counted, plural } from '../count.js';

/** The Overview of a community: its figures, who is stuck, and the chart by week. */
export const overview = {
  /** @param {string} time */
  asOf: (time) => `As of ${time}`,
  /** @param {number} done @param {number} total */
  counting: (done, total) => `Counting: ${counted(done)} of about ${plural(total, 'person', 'people')} so far …`,
  /** @param {number} part @param {number} whole */
  of: (part, whole) => `${counted(part)} of ${counted(whole)}`,
  invited: 'Invited', // how many; in a member’s history it says what was done
  delivered: 'Delivered', // how many; for a member it is the state of their mail
  showThem: 'Show them', // people in trouble; on Community Members those without sign-in

  headline: {
    /** @param {number} count */
    invited: (count) => (count === 1 ? 'person in all' : 'people in all'),
    /** @param {number} count */
    delivered: (count) => (count === 1 ? 'has received their invitation' : 'have received their invitation'),
    /** @param {number} count */
    active: (count) => (count === 1 ? 'has activated their account' : 'have activated their account'),
    /** @param {number} revoked */
    attention: (revoked) => (revoked > 0 ? `including ${plural(revoked, 'revoked invitation')}` : 'came back, failed or expired'),
  },

  stuck: {
    title: 'Who is stuck',
    /** @param {boolean} all whether all who were invited are active */
    nobody: (all) => (all ? 'Nobody. Everyone you invited is active.' : 'Nobody. Everyone who is not active yet was emailed less than a week ago.'),
    showImports: 'Show imports',
    /** @param {string} what */
    print: (what) => `Print letters: ${what}`,
    /** @param {string} what */
    resend: (what) => `Resend Invitations: ${what}`,
    bounced: {
      /** @param {number} count */
      what: (count) => `${plural(count, 'email')} came back`,
      /** @param {number} count */
      help: (count) =>
        `${count === 1 ? 'The address does not work. Correct it' : 'The addresses do not work. Correct them'}, and a new invitation goes out. If you don’t know the right one, print a letter.`,
    },
    failed: {
      /** @param {number} count */
      what: (count) => `${plural(count, 'email')} could not be sent`,
      help: 'Send the invitation again.',
    },
    expired: {
      /** @param {number} count */
      what: (count) => `${plural(count, 'invitation')} ${count === 1 ? 'has' : 'have'} expired`,
      help: 'Sending the invitation again gives it a new end date.',
    },
    notActivated: {
      /** @param {number} count */
      what: (count) => `${plural(count, 'person', 'people')} ${count === 1 ? 'has' : 'have'} not activated for a week or longer`,
      help: 'Their email went out. A second one often helps.',
    },
    notSent: {
      /** @param {number} count */
      what: (count) => `${plural(count, 'person', 'people')} ${count === 1 ? 'was' : 'were'} added, and no email was sent`,
      help: 'Send the invitation when you are ready.',
    },
    noEmail: {
      /** @param {number} count */
      what: (count) => `${plural(count, 'person', 'people')} ${count === 1 ? 'has' : 'have'} no email address`,
      help: 'Print a letter with their code: they enter their own email, and we check that it is theirs. Or add an email here.',
      list: 'Add an email',
    },
    held: {
      /** @param {number} count */
      what: (count) => `${plural(count, 'invitation')} ${count === 1 ? 'is' : 'are'} on hold`,
      help: 'Support releases them for you.',
    },
    complained: {
      /** @param {number} count */
      what: (count) => `${plural(count, 'person', 'people')} marked the invitation as spam`,
      help: 'No more email goes to them. Please call or stop by.',
    },
    /** @param {number} count */
    other: (count) => `${plural(count, 'person', 'people')} ${count === 1 ? 'needs' : 'need'} a look`,
  },

  resend: {
    /** @param {number} count */
    title: (count) => `Resend ${plural(count, 'invitation')}?`,
    /** @param {number} now @param {number} count */
    text: (now, count) =>
      `${now < count ? `This sends the first ${counted(now)} of ${counted(count)}; do it again for the rest. ` : ''}Each person gets the invitation email again, with the same code and a new end date. Anyone who was emailed a moment ago is skipped.`,
  },

  weeks: {
    title: 'By week',
    hint: 'How many were invited, and how many of them were active, at the end of each week.',
    /** @param {number} invited @param {number} active */
    label: (invited, active) => `By the end of this week ${plural(invited, 'person was', 'people were')} invited and ${counted(active)} active. The table below has each week.`,
    now: 'This week',
    table: 'Show as a table',
    caption: 'Invited and active by week',
    week: 'Week of',
    newInvited: 'New invitations',
    newActive: 'New active',
    activeOfAll: 'Active of all',
  },

  streets: {
    title: 'By street or section',
    street: 'Street or section', // the heading of a column; on Community Members a filter’s placeholder
    progress: 'Active of invited',
    share: 'Share',
    others: 'Other streets, or no home yet',
    /** @param {number} count */
    all: (count) => `Show all ${counted(count)}`,
  },

  waves: {
    title: 'By roster and wave',
    roster: 'Roster',
    /** @param {string} wave @param {string} time @param {number} held */
    when: (wave, time, held) => `${wave}, ${time}${held > 0 ? `, ${counted(held)} on hold` : ''}`,
    /** @param {number} number @param {string} whom '' for everyone */
    name: (number, whom) => `Wave ${number}${whom ? `: ${whom}` : ''}`,
    held: 'On hold, or sent by hand',
    none: 'Sent without a wave',
  },
};
