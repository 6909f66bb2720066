// The second step: the household.

import { html } from '../vendor/parts.js';
import { radioField, selectField, textField } from './fields.js';
import { plural } from './words.js';

/** @typedef {import('./invite.js').InviteMember} InviteMember */

/** @param {InviteMember} wizard */
export function householdStep(wizard) {
  const { draft } = wizard;
  const none = draft.households.length === 0;
  return html`
    <p class="pair"><span>Property</span> <strong dir="auto">${draft.propertyLabel}</strong></p>
    ${radioField({
      id: 'household-mode',
      legend: 'Household',
      quiet: true,
      value: draft.householdMode,
      options: [
        {
          value: 'existing',
          label: 'Use Existing Household',
          disabled: none,
          hint: none ? 'This property has no household yet. Create one.' : '',
        },
        { value: 'new', label: 'Create New Household' },
      ],
      change: (mode) => wizard.edit((d) => (d.householdMode = /** @type {'new'} */ (mode))),
    })}
    ${draft.householdMode === 'existing' ? existing(wizard) : created(wizard)}
  `;
}

/** @param {InviteMember} wizard */
function existing(wizard) {
  const { draft, errors } = wizard;
  const options = draft.households.map(({ id, name, members }) => ({ value: id, label: `${name || 'Household'} (${plural(members, 'member')})` }));
  if (!draft.household) options.unshift({ value: '', label: 'Choose a household' });
  return selectField({
    id: 'household',
    label: 'Household',
    value: draft.household,
    options,
    change: (household) => wizard.edit((d) => (d.household = household), 'household'),
    error: errors.household,
  });
}

/** @param {InviteMember} wizard */
function created(wizard) {
  return html`
    ${textField({
      id: 'household-name',
      label: 'Household Name',
      value: wizard.draft.householdName,
      change: (name) => wizard.edit((d) => (d.householdName = name), 'householdName'),
      error: wizard.errors.householdName,
      hint: 'Optional, such as “Smith Family”. Leave blank to name it after its members.',
    })}
  `;
}
