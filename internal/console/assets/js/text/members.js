import { html } from '../../vendor/parts.js';
import { counted, plural } from '../count.js';

/** Community Members: the lists, their filters, the selection, and what is done to many at once. */
export const members = {
  title: 'Community Members',
  searchFor: 'Name, email, phone or address',
  lookingOn: 'Looking through more members …',
  /** @param {number} count @param {boolean} more */
  matching: (count, more) => `${more ? 'More than ' : ''}${plural(count, 'member')} ${count === 1 && !more ? 'matches' : 'match'}`,

  filters: {
    title: 'Filters',
    any: 'Any',
    area: 'Area',
    areaFor: 'Street or section',
    role: 'Role',
    mail: 'Email', // what to filter by; labels.email is an address
    import: 'Import', // what to filter by; in a member’s history it says who did something
    wave: 'Wave',
    linkedImport: 'The import in the link',
    /** @param {string} file @param {string} day */
    importOf: (file, day) => `${file}, ${day}`,
    /** @param {any} wave */
    waveOf: ({ number, street, lots, role }) => {
      const heads = role === 'head' ? 'heads of household' : role === 'member' ? 'not heads of household' : '';
      const range = lots ? `lots ${lots.from ?? 1}${lots.to ? `–${lots.to}` : ' and up'}` : '';
      return `Wave ${number}: ${[street, range, heads].filter(Boolean).join(', ') || 'everyone'}`;
    },
  },

  list: {
    label: 'Members',
    selectPage: 'Select all on this page',
    /** @param {string} name */
    select: (name) => `Select ${name}`,
    contact: 'Contact',
    since: 'Active since',
    actions: 'Actions',
    fromInvited: 'From the member you invited',
  },

  empty: {
    nobody: 'Nobody matches',
    /** @param {boolean} search whether there is a search, too */
    filters: (search) => `No one in this list fits ${search ? 'the search and the filters' : 'the filters'}. The other lists may have someone who does.`,
    /** @param {string} search */
    search: (search) => html`No one in this list has “<bdi>${search}</bdi>” in name, email, phone or address. The other lists may.`,
    /** @param {string} search */
    lastName: (search) => html`No last name in this list begins with “<bdi>${search}</bdi>”. Type more to search names, emails, phones and addresses.`,
    attention: { title: 'Nothing needs attention', text: 'Invitations that bounced, failed, expired, or were revoked show up here.' },
    profile: { title: 'Everyone can sign in', text: 'People a roster added without an email of their own show up here.' },
    pending: { title: 'No pending invitations', text: 'People you invite show up here until they activate their account.' },
    active: {
      title: 'No active members yet',
      /** @param {boolean} mayInvite */
      text: (mayInvite) => `${mayInvite ? 'Invite the first one. ' : ''}Residents show up here once they activate their account.`,
    },
  },

  selection: {
    label: 'Selected members',
    /** @param {string} count */
    selected: (count) => `${count} selected`,
    /** @param {string} count @param {boolean} match whether search or filters narrow the list */
    all: (count, match) => `Select all ${count}${match ? ' that match' : ''}`,
    clear: 'Clear selection',
    /** @param {number} count */
    some: (count) => plural(count, 'member'),
    /** @param {string} count '' if it isn’t known */
    matching: (count) => (count ? `${count} members` : 'all members that match'),
    /** @param {number} most */
    tooManyLetters: (most) => `You can print letters for up to ${counted(most)} selected members at once. For more, use the filters and select all.`,
  },

  bulk: {
    /** @param {string} doing @param {number} done @param {string} total '' if it isn’t known */
    progress: (doing, done, total) => `${doing} ${counted(done)}${total ? ` of ${total}` : ''}`,
    /** @param {number} count */
    queued: (count) => `${plural(count, 'invitation')} queued`,
    /** @param {number} count */
    revoked: (count) => `${plural(count, 'invitation')} revoked`,
    /** @param {number} count */
    changed: (count) => `${plural(count, 'member')} changed`,
    /** @param {string} done */
    allDone: (done) => `${done}.`,
    /** @param {string} done @param {number} count */
    skipped: (done, count) => html`<strong>${done}</strong>, <strong>${counted(count)} skipped</strong>.`,
  },
  skipped: {
    /** @param {string | undefined} name @param {string} reason */
    one: (name, reason) => html`<strong dir="auto">${name}</strong>: ${reason}`,
    /** @param {number} count @param {boolean} named whether others are named above @param {string} reason */
    others: (count, named, reason) => html`<strong>${plural(count, named ? 'other' : 'member')}</strong>: ${reason}`,
  },

  resend: {
    title: 'Resend these invitations?',
    /** @param {number} count @param {boolean} more */
    text: (count, more) =>
      `This is for ${more ? 'more than ' : ''}${plural(count, 'member')}. Each gets the same code again, with a new end date. Anyone who was emailed a moment ago is skipped.`,
    yes: 'Resend', // a button; attention.resend.title is a heading
  },
  revoke: {
    title: 'Revoke the invitations?',
    /** @param {string} whom */
    text: (whom) => `This is for ${whom}. Their codes stop working at once. They can be invited again later.`,
    doing: 'Revoking …',
  },
  role: {
    title: 'Change role',
    /** @param {string} whom */
    text: (whom) => `This is for ${whom}.`,
    /** @param {string} role @param {string[]} permissions */
    option: (role, permissions) => (permissions.length > 0 ? `${role}: may ${permissions.join(', ')}` : role),
    doing: 'Changing …',
  },

  invited: {
    /** @param {string} name */
    one: (name) => `${name} has been invited.`,
    /** @param {number} count */
    many: (count) => `${plural(count, 'member')} have been invited.`,
  },
  export: {
    /** @param {string} list @param {boolean} narrowed @param {string} count '' if it isn’t known */
    text: (list, narrowed, count) => `Everyone in ${list}${narrowed ? ' who matches the search and filters' : ''}${count ? `: ${count}` : ''}.`,
    failed: 'The export couldn’t be loaded. Reload the page and try again.',
  },
  wizardFailed: 'The wizard couldn’t be loaded. Reload the page and try again.',
  panelFailed: 'The member couldn’t be loaded. Reload the page and try again.',
};
