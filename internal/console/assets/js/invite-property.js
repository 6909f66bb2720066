// The first step: the home.

import { html, nothing } from '../vendor/parts.js';
import { radioField, textField } from './fields.js';
import { streetFields } from './invite-draft.js';
import { invite } from './text/invite.js';
import { labels } from './text/labels.js';
import './property-picker.js';

/** @typedef {import('./invite.js').InviteMember} InviteMember */
/** @typedef {import('./invite-draft.js').Draft} Draft */
/** @typedef {import('./invite-draft.js').Street} Street */

const text = invite.property;

/** @param {InviteMember} wizard */
export function propertyStep(wizard) {
  const { draft, noProperties } = wizard;
  return html`
    ${radioField({
      id: 'property-mode',
      legend: labels.property,
      quiet: true,
      value: draft.mode,
      options: [
        {
          value: 'existing',
          label: text.existing,
          disabled: noProperties,
          hint: noProperties ? text.none : '',
        },
        { value: 'new', label: text.create },
      ],
      change: (mode) => wizard.edit((d) => (d.mode = /** @type {'new'} */ (mode))),
    })}
    ${draft.mode === 'existing' ? existing(wizard) : created(wizard)}
  `;
}

/** @param {InviteMember} wizard */
function existing(wizard) {
  return html`
    <property-picker
      .community=${wizard.community}
      .value=${wizard.draft.chosen}
      .error=${wizard.errors.chosen ?? ''}
      .creates=${true}
      @chosen=${(/** @type {CustomEvent} */ event) => wizard.edit((d) => (d.chosen = event.detail), 'chosen')}
      @create=${(/** @type {CustomEvent} */ event) => wizard.createProperty(event.detail)}
    ></property-picker>
  `;
}

/** @param {InviteMember} wizard */
function created(wizard) {
  return html`
    ${radioField({
      id: 'property-kind',
      legend: labels.addressKind,
      quiet: true,
      value: wizard.draft.kind,
      options: [
        { value: 'street', label: labels.streetAddress },
        { value: 'lot', label: labels.lot },
      ],
      change: (kind) => wizard.edit((d) => (d.kind = /** @type {'lot'} */ (kind))),
    })}
    ${wizard.draft.kind === 'street' ? street(wizard) : lot(wizard)}
  `;
}

/** @param {InviteMember} wizard */
function street(wizard) {
  const answer = wizard.draft.validated;
  return html`
    <div class="address">
      ${field(wizard, 'street', 'street', { autocomplete: 'off', required: true })} ${field(wizard, 'street', 'unit')} ${wizard.places.street.render()}
    </div>
    <button type="button" class="plain" aria-disabled=${wizard.busy ? 'true' : 'false'} @click=${() => wizard.validateAddress()}>${text.validate}</button>
    <div role="status" class="standard">
      ${answer ? comparison(wizard.draft) : wizard.draft.outdated ? html`<p class="hint">${text.edited}</p>` : nothing}
    </div>
  `;
}

/** @param {InviteMember} wizard */
function lot(wizard) {
  return html`
    <div class="address">
      ${field(wizard, 'lot', 'lot', { required: true })} ${field(wizard, 'lot', 'unit')} ${wizard.places.lot.render()}
    </div>
  `;
}

/**
 * @param {InviteMember} wizard
 * @param {'street' | 'lot'} kind
 * @param {keyof Street | 'lot'} name
 * @param {Partial<import('./fields.js').Field>} [more]
 */
function field(wizard, kind, name, more = {}) {
  const values = /** @type {Record<string, string>} */ (wizard.draft[kind]);
  return html`<div class="part ${name}">
    ${textField({
      id: `property-${name}`,
      label: labels[name],
      value: values[name],
      change: (value) =>
        wizard.edit((d) => {
          /** @type {Record<string, string>} */ (d[kind])[name] = value;
        }, name),
      error: wizard.errors[name],
      hint: name === 'unit' ? text.optional : '',
      ...more,
    })}
  </div>`;
}

/**
 * Draws what was typed next to its standard form, with the changes marked.
 * @param {Draft} draft
 */
function comparison(draft) {
  const answer = draft.validated;
  if (!answer) return nothing;
  const typed = draft.street;
  const standard = answer.standard;
  const rows = streetFields.filter((name) => typed[name] || standard[name]);
  const changed = draft.changedParts;
  return html`
    <table class="compare">
      <caption>${changed.length > 0 ? text.differs : text.same}</caption>
      <thead>
        <tr><td></td><th scope="col">${text.typed}</th><th scope="col">${text.standard}</th></tr>
      </thead>
      <tbody>
        ${rows.map(
          (name) => html`
            <tr>
              <th scope="row">${labels[name]}</th>
              <td dir="auto">${typed[name]}</td>
              <td dir="auto">${changed.includes(name) ? html`<mark>${standard[name] || labels.nothing}</mark><span class="unseen"> ${text.changed}</span>` : standard[name]}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
    ${answer.warnings?.length ? html`<ul class="notice warning">${answer.warnings.map((warning) => html`<li>${said(warning)}</li>`)}</ul>` : nothing}
    ${answer.property
      ? html`<p class="notice neutral">${text.known}</p>`
      : html`<p class="hint">${text.confirms}</p>`}
  `;
}

/** @param {any} warning */
function said(warning) {
  return typeof warning === 'string' ? warning : (warning.message ?? warning.code ?? '');
}

/**
 * Returns what keeps people on the first step. A new address is validated on the way.
 * @param {Draft} draft
 * @returns {Record<string, string>}
 */
export function addressErrors(draft) {
  if (draft.mode === 'existing') return draft.chosen ? {} : { chosen: text.choose };
  if (draft.kind === 'lot') return draft.lot.lot.trim() ? {} : { lot: text.enterLot };
  return draft.street.street.trim() ? {} : { street: text.enterStreet };
}
