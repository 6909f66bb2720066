// The words for what is waiting for Support.

import { plural } from './words.js';

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
      return { label: `Sending stopped, ${plural(held, 'invitation')} left`, tone: 'danger', text: reason };
    case 'ready':
      if (questions > 0) return { label: `${plural(questions, 'question')} to answer`, tone: 'warning', text: '' };
      return { label: 'Ready for review', tone: 'warning', text: total > 0 ? `${plural(total, 'person', 'people')} in the file.` : reason };
    default:
      if (state === 'rejected') return { label: 'File refused', tone: 'danger', text: reason };
      if (state === 'failed') return { label: 'Import failed', tone: 'danger', text: reason };
      return { label: `${plural(attention, 'person', 'people')} ${attention === 1 ? 'needs' : 'need'} attention`, tone: 'warning', text: '' };
  }
}
