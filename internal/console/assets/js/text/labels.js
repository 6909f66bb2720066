import { plural } from '../count.js';

/** The names of what is known about a person and a home, as on every form and in every list. */
export const labels = {
  member: 'Member',
  firstName: 'First Name',
  lastName: 'Last Name',
  email: 'Email',
  phone: 'Phone Number',
  householdRole: 'Household Role',
  property: 'Property',
  household: 'Household',
  householdName: 'Household Name',
  street: 'Street',
  lot: 'Lot Number',
  unit: 'Apt/Unit',
  city: 'City',
  state: 'State',
  zip: 'ZIP',
  addressKind: 'Kind of address',
  streetAddress: 'Street Address',
  chooseHousehold: 'Choose a household',
  /** @param {string} name @param {number} members */
  householdWith: (name, members) => `${name || 'Household'} (${plural(members, 'member')})`,
  inviteCode: 'Invite code',
  status: 'Status',
  correctEmail: 'Correct the email',
  /** Where a value would be. */
  nothing: 'none',
  theDefault: 'The community’s default',
};
