// What was detected about a roster file before its rows were read.

import { html, nothing } from '../vendor/parts.js';
import { counted } from './count.js';
import { fieldWords } from './import-words.js';
import { common } from './text/common.js';
import { review } from './text/review.js';
import { rosterImport } from './text/roster-import.js';

const text = review.detected;

/**
 * @typedef {object} Detected
 * @property {string} format
 * @property {string} [encoding]
 * @property {string} [delimiter]
 * @property {string} [sheet]
 * @property {string[]} [sheets]
 * @property {number} headerRow 0: none
 * @property {string} [layout] the known export that it matches
 * @property {number} rows
 * @property {Column[]} columns
 * @property {{number: number, cells: string[]}[]} [first] the first rows
 * @property {string[]} warnings
 *
 * @typedef {object} Column
 * @property {number} index from 1
 * @property {string} header
 * @property {string} field '' when it is ignored
 * @property {boolean} ignored
 * @property {boolean} [secret] the column looks like passwords and is never read
 * @property {string} [why]
 * @property {string[] | null} [samples]
 * @property {string} [source] suggested, layout, saved, support or chosen
 */

/**
 * @param {Detected | null} detected
 * @param {{name: string, size: number}} file
 * @param {{columns: boolean, open: boolean}} shown columns: show what each column was read as
 */
export function detectedFacts(detected, file, { columns, open }) {
  if (!detected) return nothing;
  /** @type {[string, string][]} */
  const facts = [
    [text.file, text.fileOf(file.name, weight(file.size))],
    [text.format, detected.format === 'xlsx' ? text.xlsx : text.csv],
    [text.encoding, detected.encoding ?? ''],
    [text.delimiter, detected.delimiter ? (text.delimiters[detected.delimiter] ?? detected.delimiter) : ''],
    [review.columns.sheet, detected.sheet ?? ''],
    [review.columns.sources.layout, detected.layout ?? ''],
    [review.columns.headerRow, detected.headerRow ? counted(detected.headerRow) : common.none],
    [rosterImport.rowsTitle, counted(detected.rows)],
  ];
  return html`
    <details class="sheet" ?open=${open}>
      <summary>${text.title}</summary>
      <dl class="facts">
        ${facts.filter(([, value]) => value).map(([name, value]) => html`<dt>${name}</dt><dd dir="auto">${value}</dd>`)}
      </dl>
      ${columns ? columnTable(detected.columns ?? []) : nothing}
      ${detected.warnings?.length
        ? html`<ul class="notice warning">${detected.warnings.map((warning) => html`<li dir="auto">${warning}</li>`)}</ul>`
        : nothing}
    </details>
  `;
}

/** @param {Column[]} columns */
function columnTable(columns) {
  return html`
    <table class="compare">
      <caption>${review.columns.title}</caption>
      <thead>
        <tr><th scope="col">${text.inFile}</th><th scope="col">${text.takenAs}</th></tr>
      </thead>
      <tbody>
        ${columns.map(
          (column) => html`
            <tr>
              <td dir="auto">${columnName(column)}</td>
              <td>${column.ignored || !column.field ? html`<span class="hint">${text.ignored(column.why)}</span>` : fieldWords(column.field)}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}

/**
 * Returns the heading or, for a column without one, its letter in a spreadsheet.
 * @param {{header: string, index: number}} column
 */
export function columnName({ header, index }) {
  return header.trim() || text.column(letters(index));
}

/** @param {number} index from 1 */
function letters(index) {
  let name = '';
  for (let n = index; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}

/**
 * Returns the size of a file, in words.
 * @param {number} bytes
 */
export function weight(bytes) {
  if (bytes < 1000) return text.bytes(bytes);
  return bytes < 1e6 ? text.kilobytes(Math.round(bytes / 1000)) : text.megabytes(bytes / 1e6);
}
