import { html } from '../../vendor/parts.js';
import { counted } from '../count.js';

/** Support’s list of communities, and the dialog that creates one. */
export const communities = {
  columns: {
    community: 'Community',
    invited: 'Invited', // how many; in a member’s history it says what was done
    progress: 'Progress',
  },
  none: { title: 'No communities yet', text: 'Create the first one. Its administrator is invited right away.' },
  noMatch: 'No community matches.',
  /** @param {number} count */
  noMatchYet: (count) => `None of the ${counted(count)} communities loaded so far matches. There are more.`,
  /** @param {number} count */
  among: (count) => `This sorts and searches only the first ${counted(count)} communities.`,
  curtain: 'Black Curtain is on',
  /** @param {number} count @param {string} community */
  attention: (count, community) => `${counted(count)} need attention in ${community}`,

  create: {
    title: 'Create community',
    place: 'Place',
    zipHint: 'Fills in city, state and time zone.',
    zoneByZip: 'Suggested by the ZIP. Change it if the community uses a different one.',
    mails: 'Emails',
    /** @param {string} name '' if none is typed yet */
    senderHint: (name) => `Shown as the sender when a roster is imported. Leave blank for ${name ? `“${name}”` : 'the name'}.`,
    replyHint: 'Where replies go. Leave blank to send them to Support.',
    administrator: 'First administrator',
    send: 'Create and invite',
    another: 'Create another',

    enterName: 'Enter the name.',
    enterFirstName: 'Enter the first name.', // as in invite.member, which is loaded with the wizard
    enterLastName: 'Enter the last name.', // as in invite.member
    enterEmail: 'Enter the email.', // as in invite.member
    checkEmail: 'Check the email. If it’s right as it is, press Create and invite again.',
    /** @param {string} community */
    namesake: (community) => `There’s already a community with this name (${community}). Change the name, or create another one with the same name.`,
    leave: {
      title: 'Leave without creating?',
      text: 'What you typed will be lost.', // as in invite.leave, which is loaded with the wizard
    },
  },

  created: {
    /** @param {string} name */
    title: (name) => html`${name} has been created`,
    role: 'Role', // what the administrator has; members.filters.role is what to filter by
    administrator: 'Administrator',
    /** @param {string} name */
    active: (name) => html`${name} has activated the account.`,
    next: 'What happens next', // as in invite.done, which is loaded with the wizard
    meanwhile: 'In the meantime, you can import the roster and set up the rest under Preferences.',
    now: 'You can import the roster and set up the rest under Preferences.',
    open: 'Open the community',
  },
};
