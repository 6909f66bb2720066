// The second step: the household.

import { html } from '../vendor/parts.js';
import { radioField, selectField, textField } from './fields.js';
import { invite } from './text/invite.js';
import { labels } from './text/labels.js';

/** @typedef {import('./invite.js').InviteMember} InviteMember */

/** @param {InviteMember} wizard */
export function householdStep(wizard) {
  const { draft } = wizard;
  const none = draft.households.length === 0;
  return html`
    <p class="pair"><span>${labels.property}</span> <strong dir="auto">${draft.propertyLabel}</strong></p>
    ${radioField({
      id: 'household-mode',
      legend: labels.household,
      quiet: true,
      value: draft.householdMode,
      options: [
        {
          value: 'existing',
          label: invite.household.existing,
          disabled: none,
          hint: none ? invite.household.none : '',
        },
        { value: 'new', label: invite.household.create },
      ],
      change: (mode) => wizard.edit((d) => (d.householdMode = /** @type {'new'} */ (mode))),
    })}
    ${draft.householdMode === 'existing' ? existing(wizard) : created(wizard)}
  `;
}

/** @param {InviteMember} wizard */
function existing(wizard) {
  const { draft, errors } = wizard;
  const options = draft.households.map(({ id, name, members }) => ({ value: id, label: labels.householdWith(name, members) }));
  if (!draft.household) options.unshift({ value: '', label: labels.chooseHousehold });
  return selectField({
    id: 'household',
    label: labels.household,
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
      label: labels.householdName,
      value: wizard.draft.householdName,
      change: (name) => wizard.edit((d) => (d.householdName = name), 'householdName'),
      error: wizard.errors.householdName,
      hint: invite.household.nameHint,
    })}
  `;
}
