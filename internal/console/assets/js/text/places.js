import { html } from '../../vendor/parts.js';
import { plural } from '../count.js';

/** Properties: the list, the panel of one, and the fields that find a property or a place. */
export const places = {
  searchFor: 'Street, number or lot',
  noMatch: 'No property matches',
  empty: { title: 'No property yet', text: 'Properties are added when someone is invited or a roster is imported.' },
  /** @param {number} count */
  households: (count) => plural(count, 'household'),

  picker: {
    searchFor: 'Type a street, number or lot',
    /** The announcement, and the button’s label, if nothing is found. */
    create: 'No match: create this address',
    /** @param {string} searched */
    unknown: (searched) => `“${searched}” isn’t in this community yet.`,
    noMatch: 'No property matches.',
    empty: 'There are no properties yet.',
    /** @param {number} most */
    first: (most) => `Showing the first ${most}. Keep typing to narrow them down.`,
  },

  zip: {
    /** @param {string} zip @param {string} city @param {string} state */
    usually: (zip, city, state) => `Mail to ZIP ${zip} usually says ${city}, ${state}.`,
    /** @param {string} zip @param {string} city @param {string} state */
    elsewhere: (zip, city, state) => `ZIP ${zip} is in ${city}, ${state}.`,
    /** A question whose middle is a button. @param {string} said */
    use: (said) => ({ before: `${said} Use`, after: '?' }),
    /** @param {string} city @param {string} state */
    place: (city, state) => `${city}, ${state}`,
  },

  panel: {
    notFound: 'We couldn’t find that property in this community.',
    address: 'Address',
    correct: 'Correct address',
    corrected: 'Address corrected.',
    merged: 'The two properties have been merged.',
    deleteIt: 'Delete property',
    deleted: 'Property deleted.',
    delete: 'Delete',
    merge: 'Merge',
    mergeThem: 'merge them',
    /** @param {unknown} merge a button */
    sameAddress: (merge) => html`There is another property with this address. If they’re the same, ${merge}; the households of this one move there.`,
    sameAddressAsk: 'There is another property with this address. An administrator can merge the two.',
    /** @param {unknown} merge a button */
    sameName: (merge) => html`There is another household with this name here. If they’re the same, ${merge}; the members of this one move there.`,
    sameNameAsk: 'There is another household with this name here. An administrator can merge the two.',
    mergeProperties: { title: 'Merge the two properties?', text: 'All households move to the other property, and this one is deleted. This can’t be undone.' },
    deleteProperty: {
      title: 'Delete the property?',
      /** @param {string | undefined} property */
      text: (property) => `Nobody lives at ${property}.`,
    },
  },

  household: {
    title: 'Households',
    nobody: 'Nobody lives here yet.',
    inviteHere: 'Invite to this home',
    invite: 'Invite',
    /** @param {string} household */
    membersOf: (household) => `Members of ${household}`,
    /** Who lives there; members.selection.some counts who is selected. @param {number} count */
    members: (count) => plural(count, 'member'),
    nameHint: 'Leave blank to name it after its members.',
    merge: { title: 'Merge the two households?', text: 'All members move to the other household, and this one is deleted. This can’t be undone.' },
    merged: 'The two households have been merged.',
    delete: {
      title: 'Delete the household?',
      /** @param {string} household '' if it has no name */
      text: (household) => `${household || 'The household'} is empty.`,
    },
    deleted: 'Household deleted.',
  },
};
