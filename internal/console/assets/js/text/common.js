import { counted } from '../words.js';

/** Texts that several areas share. */
export const common = {
  active: 'Active',
  cancel: 'Cancel',
  clearFilters: 'Clear filters',
  close: 'Close',
  communityRole: 'Community Role',
  /** @param {number} count @param {boolean} more whether there are more than counted */
  count: (count, more) => `${counted(count)}${more ? '+' : ''}`,
  edit: 'Edit',
  export: 'Export',
  home: 'Home',
  invitation: 'Invitation',
  inviteMember: 'Invite Member',
  /** Facts beside each other. @param {(string | null | undefined)[]} facts */
  joined: (facts) => facts.filter(Boolean).join(' · '),
  keepEditing: 'Keep editing',
  leave: 'Leave',
  loading: 'Loading …',
  name: 'Name',
  needsAttention: 'Needs attention',
  nextPage: 'Next page',
  noHome: 'No home yet',
  none: 'None',
  /** @param {number} page */
  page: (page) => `Page ${page}`,
  pages: 'Pages',
  pending: 'Pending',
  previousPage: 'Previous page',
  printLetters: 'Print letters',
  resendInvitations: 'Resend Invitations',
  revoke: 'Revoke',
  save: 'Save',
  saved: 'Saved.',
  search: 'Search',
  sending: 'Sending …',
  tryAgain: 'Try again',
  withoutSignIn: 'Without sign-in',
};
