// The overview's charts. Each also says in words, and in a table, what it shows.

import { html } from '../vendor/parts.js';
import { counted } from './count.js';
import { percent, runningTotals, weekName } from './overview-words.js';
import { common } from './text/common.js';
import { overview } from './text/overview.js';

/** @typedef {import('./overview-words.js').Figures} Figures */

/** The height of the chart, and the widths of a week and of its bar, in the chart's units. */
const height = 100;
const step = 10;
const bar = 7;

/**
 * Returns the bars of one series as the outline of a path.
 * @param {number[]} values
 * @param {number} most the value of a bar of full height
 */
function bars(values, most) {
  return values
    .map((value, n) => {
      const top = most === 0 ? 0 : (height * value) / most;
      return `M${n * step + (step - bar) / 2} ${height}v${-top}h${bar}v${top}z`;
    })
    .join('');
}

/** @param {Figures} figures */
export function weekChart({ weeks, earlier }) {
  const words = overview.weeks;
  const totals = runningTotals(weeks, earlier);
  const { invited, active } = totals.at(-1)?.total ?? earlier;
  return html`
    <figure class="weeks">
      <div class="legend">
        <span><i class="swatch invited"></i>${overview.invited}</span>
        <span><i class="swatch active"></i>${common.active}</span>
      </div>
      <div class="plot">
        <span class="most" aria-hidden="true">${counted(invited)}</span>
        <svg role="img" aria-label=${words.label(invited, active)} viewBox="0 0 ${weeks.length * step} ${height}" preserveAspectRatio="none">
          <path class="invited" d=${bars(totals.map(({ total }) => total.invited), invited)}></path>
          <path class="active" d=${bars(totals.map(({ total }) => total.active), invited)}></path>
        </svg>
        <div class="axis" aria-hidden="true"><span>${weekName(weeks[0].week)}</span><span>${words.now}</span></div>
      </div>
      <details>
        <summary>${words.table}</summary>
        <table role="table" class="compare stacked">
          <caption class="unseen">${words.caption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">${words.week}</th>
              <th role="columnheader" scope="col" class="number">${words.newInvited}</th>
              <th role="columnheader" scope="col" class="number">${words.newActive}</th>
              <th role="columnheader" scope="col" class="number">${words.activeOfAll}</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            ${totals.toReversed().map(
              ({ week, invited, active, total }) => html`
                <tr role="row">
                  <th role="rowheader" scope="row">${weekName(week)}</th>
                  <td role="cell" class="number" data-label=${words.newInvited}>${counted(invited)}</td>
                  <td role="cell" class="number" data-label=${words.newActive}>${counted(active)}</td>
                  <td role="cell" class="number" data-label=${words.activeOfAll}>${overview.of(total.active, total.invited)}</td>
                </tr>
              `,
            )}
          </tbody>
        </table>
      </details>
    </figure>
  `;
}

/**
 * Draws how large a part of a whole is. The figures next to it say it in words.
 * @param {number} part
 * @param {number} whole
 */
export function meter(part, whole) {
  return html`
    <svg class="meter" aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none">
      <rect class="whole" width="100" height="8"></rect>
      <rect class="part" width=${percent(part, whole)} height="8"></rect>
    </svg>
  `;
}
