// How an import's invitations go out: state, figures, waves.

import { html, nothing } from '../vendor/parts.js';
import { counted } from './count.js';
import { badge } from './dialogs.js';
import { notice } from './fields.js';
import { sendingWords, waveState, waveWords } from './import-words.js';
import { codes } from './text/codes.js';
import { rosterImport } from './text/roster-import.js';

const words = rosterImport.sending;

/** @typedef {import('./import-words.js').Sending} Sending */

/**
 * @param {Sending | undefined} sending
 */
export function hasMails(sending) {
  return Boolean(sending && sending.held + sending.queued + sending.sent > 0);
}

/**
 * Reports whether sending continues by itself.
 * @param {Sending | undefined} sending
 */
export function isMoving(sending) {
  return Boolean(sending && (['waiting', 'sending'].includes(sending.state) || sending.queued > 0));
}

/**
 * Reports whether the figures may still change: it can take a while, sometimes
 * hours, before a sent mail is known to have arrived.
 * @param {Sending | undefined} sending
 */
export function isOpen(sending) {
  return isMoving(sending) || Boolean(sending && sending.delivered + sending.bounced < sending.sent);
}

/**
 * @param {Sending} sending
 * @param {(time: string) => string} tell formats a time
 * @param {unknown} buttons
 */
export function sendingSection(sending, tell, buttons) {
  const { held, queued, sent, delivered, bounced, waves } = sending;
  const { label, tone, text } = sendingWords(sending, tell);
  const all = held + queued + sent;
  /** @type {[string, number][]} */
  const figures = [
    [words.held, held],
    [words.queued, queued],
    [codes.mail.sent, sent],
    [codes.mail.delivered, delivered],
    [codes.mail.bounced, bounced],
  ];
  return html`
    <section class="sheet sending" aria-labelledby="sending-title">
      <h2 id="sending-title">${rosterImport.invitations}</h2>
      <p role="status">${badge(label, tone)} ${sending.state === 'stopped' ? nothing : text}</p>
      ${sending.state === 'stopped' ? notice(text, 'danger') : nothing}
      <p class="share" id="sending-share">${words.share(sent, all)}</p>
      <wa-progress-bar label=${words.progress} value=${all ? Math.round((100 * sent) / all) : 0}></wa-progress-bar>
      <dl class="figures">
        ${figures.map(([name, count]) => html`<div><dt>${name}</dt><dd>${counted(count)}</dd></div>`)}
      </dl>
      ${waves?.length ? waveTable(waves, tell) : nothing} ${buttons}
    </section>
  `;
}

/**
 * @param {import('./import-words.js').Wave[]} waves
 * @param {(time: string) => string} tell formats a time
 */
function waveTable(waves, tell) {
  return html`
    <table role="table" class="stack waves">
      <caption>${words.waves}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">${words.wave}</th>
          <th role="columnheader" scope="col">${words.who}</th>
          <th role="columnheader" scope="col">${words.when}</th>
          <th role="columnheader" scope="col">${words.state}</th>
          <th role="columnheader" scope="col">${words.released}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${waves.map((wave) => {
          const { label, tone } = waveState(wave);
          return html`
            <tr role="row">
              <th role="rowheader" scope="row">${words.number(wave.number)}</th>
              <td role="cell" dir="auto">${waveWords(wave)}</td>
              <td role="cell">${wave.at ? tell(wave.at) : words.atOnce}</td>
              <td role="cell">${badge(label, tone)}</td>
              <td role="cell">${words.count(wave.released)}</td>
            </tr>
          `;
        })}
      </tbody>
    </table>
  `;
}
