import { html } from '../../vendor/parts.js';

/** Invite Member: the three steps, the page after them, and the ways to hand over a code. */
export const invite = {
  steps: 'Steps',
  back: 'Back',
  next: 'Next',
  send: 'Send Invitation',
  oneMoment: 'One moment …',
  slow: 'No answer yet. Trying again; nothing will be sent twice.',
  leave: { title: 'Leave without inviting?', text: 'What you typed will be lost.' },

  chooseHousehold: 'Choose a household.',

  property: {
    existing: 'Use Existing Property',
    create: 'Create New Property',
    none: 'There are no properties yet. Create the first one.',
    choose: 'Choose a property from the list.',
    enterLot: 'Enter the lot.',
    enterStreet: 'Enter the street with its number.',
    optional: 'Optional',
    validate: 'Validate Address',
    validateAgain: 'Validate the address again.',
    edited: html`You changed the address. Validate it again; <strong>Next</strong> does that, too.`,
    differs: 'The address in its standard form',
    same: 'The address is already in standard form',
    typed: 'You typed',
    standard: 'Standard form',
    changed: '(changed)',
    known: html`The community already has this property. <strong>Next</strong> uses it.`,
    confirms: html`<strong>Next</strong> confirms the standard form.`,
    /** @param {string} lot @param {string} unit */
    lotAt: (lot, unit) => `Lot ${lot}${unit ? `, ${unit}` : ''}`,
  },

  household: {
    existing: 'Use Existing Household',
    none: 'This property has no household yet. Create one.',
    create: 'Create New Household',
    nameHint: 'Optional, such as “Smith Family”. Leave blank to name it after its members.',
  },

  member: {
    phoneHint: 'Optional, but recommended',
    headChanges: 'If there is a Head of Household already, they become a Member.',
    /** @param {string} role */
    defaultRole: (role) => `Default (${role})`,
    sendNow: 'Send invitation immediately',
    sendLater: 'No email is sent now. You can send it later with Resend Invitations. The code works right away.',
    enterFirstName: 'Enter the first name.',
    enterLastName: 'Enter the last name.',
    enterEmail: 'Enter the email.',
    checkEmail: 'Check the email. If it’s right as it is, press Send Invitation again.',
    isActive: 'This email already belongs to an active member.',
    isInvited: 'This email has already been invited.',
    open: 'Open this member',
    theyAreActive: 'They’re already an active member.',
    theyAreInvited: 'They’ve already been invited.',
  },

  done: {
    mailed: 'The invitation is on its way',
    notMailed: 'The member has been invited',
    next: 'What happens next',
    another: 'Invite Another',
    /** @param {string} name */
    activates: (name) => `Once ${name} chooses a password, the account is active.`,
    /** @param {string} email @param {string} until */
    beingMailed: (email, until) => `The invitation is being emailed to ${email}. It’s good until ${until}.`,
    noMail: 'No email was sent. Resend Invitations under Pending sends it.',
    /** @param {string} until */
    codeWorks: (until) => `The code works right away, until ${until}. The first email starts that time over.`,
    /** @param {string} email @param {string} until */
    cannotMail: (email, until) => `We can’t send email to ${email}. The code works until ${until}: hand it over yourself, or correct the address.`,
  },

  handOver: {
    title: 'Hand it over without email',
    /** @param {string} name */
    alone: (name) => html`The code belongs to <bdi>${name}</bdi> alone. Don’t give the link or the letter to anyone else.`,
    copyLink: 'Copy link',
    phone: 'Phone',
  },

  mailQuestion: { before: 'Did you mean', after: '?' },
};
