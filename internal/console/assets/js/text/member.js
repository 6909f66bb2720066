import { html } from '../../vendor/parts.js';
import { counted } from '../count.js';

/** One member: the panel, its questions, the form, and the history. */
export const member = {
  notFound: 'We couldn’t find that member in this community.',

  facts: {
    /** @param {string} when */
    ends: (when) => `Ends ${when}`,
    letter: 'Letter',
    /** @param {string} when */
    printed: (when) => `Printed ${when}`,
    /** @param {string} when */
    codeEnds: (when) => `Its code ends ${when}`,
    /** @param {unknown} badge @param {string} day */
    activeSince: (badge, day) => html`${badge} since ${day}`,
    profile: 'Added from a roster without an email of their own. Add an email to invite them, or print a letter.',
    removed: 'Removed',
  },

  actions: {
    inviteAgain: 'Invite again',
    showCode: 'Show invite code',
    addressWorks: 'Address works now',
    remove: 'Remove',
  },

  inviteAgain: {
    title: 'Invite again?',
    /** @param {string} name @param {string | null} email @param {string} home */
    text: (name, email, home) => `${name} gets a new invitation at ${email}, for ${home}, with a new code.`,
    /** @param {string} name */
    done: (name) => `${name} has been invited again.`,
  },
  code: {
    /** @param {string} name */
    text: (name) => html`It belongs to <bdi>${name}</bdi> alone. The history records that it was shown.`,
  },
  revoke: {
    title: 'Revoke the invitation?',
    /** @param {string} name */
    text: (name) => `${name}’s invite code stops working right away. You can invite them again later.`,
    done: 'Invitation revoked.',
  },
  remove: {
    title: 'Remove from the community?',
    /** @param {string} name */
    profile: (name) => `${name} will no longer be listed in the community. The history stays.`,
    /** @param {string} name */
    active: (name) => `${name} is signed out and loses access at once. The history stays.`,
    done: 'Member removed.',
  },
  addressWorks: 'We’ll send email to this address again.',
  leave: { title: 'Leave without saving?', text: 'Your changes will be lost.' },

  edit: {
    headChanges: 'The current Head of Household becomes a Member.',
    mailsProfile: 'We’ll send an invitation to this address.',
    mailsNewAddress: 'The old invite code stops working, and a new invitation is sent to this address.',
    checkEmail: 'Check the email. If it’s right as it is, press Save again.',
    move: 'Move to another household',
    addHome: 'Add a home',
    newHome: 'New home',
    noHousehold: 'This property has no household yet. Invite someone there first.',
    stale: 'Someone else changed this member in the meantime. What you typed is still here: check it and save again.',
  },

  history: {
    title: 'History',
    empty: 'Nothing yet.',
    /** @param {number} count */
    latest: (count) => `These are the latest ${counted(count)} entries. There are older ones.`,
    /** @type {Record<string, string>} what the API's codes for what was done mean */
    actions: {
      invited: 'Invited',
      imported: 'Imported', // by a roster
      resent: 'Invitation sent again',
      edited: 'Edited',
      revoked: 'Invitation revoked',
      removed: 'Removed from the community',
      withdrawn: 'Taken back with the import',
      activated: 'Account activated',
      declined: 'Declined: “This is not for me”',
      disowned: 'Account closed: “This was not me”',
      code_shown: 'Invite code shown',
      household_role_changed: 'Household role changed',
      address_works: 'Address marked as working',
      invited_again: 'Invited again',
      mail_asked_again: 'Asked for the email again',
      letter_printed: 'Letter printed',
      mailbox_proved: 'Mailbox confirmed',
      erased: 'Personal details erased',
      correction_asked: 'Said something is wrong with their home',
    },
    /** @type {Record<string, (mail: string) => string>} what became of a mail */
    fates: {
      queued: (mail) => `${mail} is waiting to be sent`,
      sent: (mail) => `${mail} sent`,
      delivered: (mail) => `${mail} delivered`,
      bounced: (mail) => `${mail} bounced`,
      complained: (mail) => `${mail} marked as spam`,
      suppressed: (mail) => `${mail} not sent: the address is blocked`,
      failed: (mail) => `${mail} could not be sent`,
      cancelled: (mail) => `${mail} canceled`,
    },
    /** @param {string} mail @param {string} fate */
    otherFate: (mail, fate) => `${mail} ${fate}`,
    reminder: 'Reminder',
    invitation: 'Invitation email',
    /** @type {Record<string, string>} who did it, if it wasn’t a member with a name */
    actors: { support: 'Support', resident: 'The resident', import: 'Import', system: 'The system', member: 'A member' },
    /** @param {string} kind @param {string} name */
    actor: (kind, name) => `${kind} (${name})`,
    /** @param {string} field @param {string | undefined} place @param {string | undefined} said what the file says there */
    source: (field, place, said) => (said ? html`${field} from <bdi>${place}</bdi>, where it says <bdi>${said}</bdi>` : html`${field} from <bdi>${place}</bdi>`),
    /** @param {string} field */
    changed: (field) => `${field} changed`,
    /** @param {string} field @param {string} from @param {string} to */
    change: (field, from, to) => html`${field}: <bdi>${from}</bdi> → <bdi>${to}</bdi>`,
  },
};
