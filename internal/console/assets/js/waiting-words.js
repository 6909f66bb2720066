// The words for what is waiting for Support.

import { waiting as text } from './text/waiting.js';

/**
 * @typedef {object} Waiting an import that is waiting, as the API returns it
 * @property {'stopped' | 'ready' | 'attention'} kind
 * @property {string} since
 * @property {import('./session.js').Community} community
 * @property {{id: string, file: string, state: string, questions: number, total: number, attention: number, held: number, reason: string}} import
 */

/**
 * @param {Waiting} waiting
 * @returns {{label: string, tone: string, text: string}}
 */
export function waitingWords({ kind, import: { state, questions, total, attention, held, reason } }) {
  switch (kind) {
    case 'stopped':
      return { label: text.stopped(held), tone: 'danger', text: reason };
    case 'ready':
      if (questions > 0) return { label: text.questions(questions), tone: 'warning', text: '' };
      return { label: text.ready, tone: 'warning', text: total > 0 ? text.people(total) : reason };
    default:
      if (state === 'rejected') return { label: text.refused, tone: 'danger', text: reason };
      if (state === 'failed') return { label: text.failed, tone: 'danger', text: reason };
      return { label: text.attention(attention), tone: 'warning', text: '' };
  }
}
