// What was understood of a roster file before its rows were read.

import { html, nothing } from '../vendor/parts.js';
import { capital, counted, plural, readable } from './words.js';

/**
 * @typedef {object} Detected
 * @property {string} format
 * @property {string} [encoding]
 * @property {string} [delimiter]
 * @property {string} [sheet]
 * @property {string[]} [sheets]
 * @property {number} headerRow 0: none
 * @property {number} rows
 * @property {{header: string, field: string, ignored: boolean, why?: string}[]} columns
 * @property {string[]} warnings
 */

/** @type {Record<string, string>} */
const delimiters = { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Pipe' };

/**
 * @param {Detected | null} detected
 * @param {{name: string, size: number}} file
 */
export function detectedFacts(detected, file) {
  if (!detected) return nothing;
  /** @type {[string, string][]} */
  const facts = [
    ['File', `${file.name} (${weight(file.size)})`],
    ['Format', detected.format === 'xlsx' ? 'Spreadsheet (XLSX)' : 'Delimited text (CSV)'],
    ['Encoding', detected.encoding ?? ''],
    ['Delimiter', detected.delimiter ? (delimiters[detected.delimiter] ?? detected.delimiter) : ''],
    ['Sheet', detected.sheet ?? ''],
    ['Header row', detected.headerRow ? counted(detected.headerRow) : 'None'],
    ['Rows', counted(detected.rows)],
  ];
  return html`
    <details class="sheet">
      <summary>What was detected</summary>
      <dl class="facts">
        ${facts.filter(([, value]) => value).map(([name, value]) => html`<dt>${name}</dt><dd dir="auto">${value}</dd>`)}
      </dl>
      <table class="compare">
        <caption>Columns</caption>
        <thead>
          <tr><th scope="col">In the file</th><th scope="col">Taken as</th></tr>
        </thead>
        <tbody>
          ${detected.columns?.map(
            ({ header, field, ignored, why }) => html`
              <tr>
                <td dir="auto">${header || 'Without heading'}</td>
                <td>${ignored || !field ? html`<span class="hint">Ignored${why ? `: ${why}` : ''}</span>` : fieldWords(field)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
      ${detected.warnings?.length
        ? html`<ul class="notice warning">${detected.warnings.map((warning) => html`<li dir="auto">${warning}</li>`)}</ul>`
        : nothing}
    </details>
  `;
}

/** @type {Record<string, string>} */
const fields = {
  fullName: 'Full Name',
  first: 'First Name',
  middle: 'Middle Name',
  last: 'Last Name',
  email: 'Email',
  phone: 'Phone Number',
  householdRole: 'Household Role',
  role: 'Community Role',
  'property.address': 'Address',
  'property.street': 'Street',
  'property.unit': 'Apt/Unit',
  'property.lot': 'Lot Number',
  'property.city': 'City',
  'property.state': 'State',
  'property.zip': 'ZIP',
  'household.name': 'Household Name',
};

/**
 * `member[2].email` → `Email of the second person`.
 * @param {string} field
 */
function fieldWords(field) {
  const [, person = '1', own = field] = /^member\[(\d)\]\.(.+)$/.exec(field) ?? [];
  const name = fields[own] ?? capital(readable(own).replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase());
  const ordinal = { 1: '', 2: 'second', 3: 'third', 4: 'fourth' }[person] ?? `${person}th`;
  return ordinal ? `${name} of the ${ordinal} person` : name;
}

/** @param {number} bytes */
function weight(bytes) {
  if (bytes < 1000) return plural(bytes, 'byte');
  return bytes < 1e6 ? `${counted(Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
