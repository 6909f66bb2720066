import { html } from '../../vendor/parts.js';
import { plural } from '../count.js';

/** The preferences of a community, and its look. */
export const preferences = {
  curtain: {
    title: 'Opening day',
    label: 'Black Curtain',
    hint: 'While it’s on, members can activate their accounts but can’t sign in. People who manage preferences still can. When you turn it off, everyone who activated in the meantime gets an email saying the community is open.',
    on: {
      title: 'Turn the Black Curtain on?',
      text: 'Members who are signed in lose access right away. Until you turn it off, only people who manage preferences can sign in.',
      yes: 'Turn on',
      done: 'The Black Curtain is on.',
    },
    off: {
      title: 'Turn the Black Curtain off?',
      /** @param {number} people who are mailed */
      text: (people) =>
        `Every member can sign in right away. ${people > 0 ? `${plural(people, 'member')} who activated while it was on ${people === 1 ? 'gets' : 'get'} an email saying so.` : 'Nobody gets an email.'}`,
      yes: 'Turn off',
      done: 'The community is open.',
    },
  },

  invitations: {
    title: 'Invitations',
    role: 'Default member role',
    roleHint: 'The role members get when they activate, unless the invitation says otherwise.',
    days: 'Invitations expire after (days)',
    daysHint: '1 to 365. Resending an invitation starts the time over.',
    daysWhole: 'Enter a whole number of days.',
    senderHint: 'Shown as the sender when a roster is imported.',
    replyHint: 'Where replies to our emails go. Optional.',
    heads: 'Heads of Household may invite their household',
    headsHint: 'They can invite people into their own home, as members without any permissions. You see everyone they invite, and who invited them.',
    portal: 'Portal',
    portalHint: 'The web address of your community’s own site, starting with https://. Members see a button to it after they sign in. Optional.',
  },

  place: {
    title: 'Place', // as in communities.create, which only Support needs
    hint: 'Fills in what a form or roster leaves out.',
  },
  save: 'Save preferences',
  saved: 'Preferences saved.',

  look: {
    title: 'Look',
    hint: 'How your community looks in its emails and on the pages where residents activate their accounts.',
    save: 'Save look',
    saved: 'Look saved.',
    logo: {
      title: 'Logo',
      yours: 'Your logo',
      choose: 'Choose a picture',
      chooseAnother: 'Choose another picture',
      remove: 'Remove the logo',
      hint: 'PNG or JPEG; a large picture is made smaller for you. It’s saved as soon as you choose it.',
      unreadable: 'We couldn’t read that picture. Choose a PNG or JPEG file.',
      saved: 'Logo saved.',
      removed: 'Logo removed.',
    },
    color: {
      label: 'Color',
      hint: 'For buttons, such as #1f6f54. Leave it empty for Communitrak’s own. Dark screens get a matching shade.',
      pick: 'Pick a color',
      /** @param {string} color */
      use: (color) => html`Use ${color}`,
    },
    welcome: 'Line of welcome',
    welcomeHint: 'One line, up to 140 characters. Residents see it in their invitation and when they activate. Optional.',
    address: 'Mailing address',
    addressHint: 'Shown at the bottom of your emails. Optional.',
    /** How an invitation begins; the mail itself is in internal/mail/message. */
    preview: {
      title: 'How your invitations begin',
      hello: 'Hello Ana,',
      /** @param {string} community */
      invited: (community) => html`You’re invited to join <strong dir="auto">${community}</strong>.`,
      activate: 'Activate account',
    },
  },

  roles: {
    title: 'Roles',
    nothing: 'Nothing to manage',
    /** @param {string} permission */
    may: (permission) => html`May ${permission}`,
  },
  records: {
    title: 'Records',
    text: 'Everything that was done in this community, and by whom: invitations, edits, preferences, imports, exports.',
    export: 'Export the audit trail', // as in downloads.audit, which is loaded when it is used
  },
};
