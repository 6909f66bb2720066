// Waiting for letters that the server makes in the background.

import { call, isAbort } from './api.js';

/** @typedef {{id: string, outcome: 'printed' | 'skipped', reason?: string}} Outcome */
/**
 * The API's answer.
 * @typedef {{id: string, state: 'preview' | 'making' | 'ready' | 'failed' | 'gone', printed: number, skipped: number, done: number, members: Outcome[], url: string | null}} Printing
 */

/** How often to poll letters that are being made, in milliseconds. */
const soon = 1500;
/** How long to wait after a poll that failed. */
const later = 4 * soon;

/**
 * Polls letters until they are no longer being made, or nobody waits for them.
 * @param {string} path of the community's letters
 * @param {Printing} printing the answer to the request for them
 * @param {object} waiting
 * @param {() => boolean} waiting.wanted whether somebody still waits
 * @param {(printing: Printing) => void} waiting.told takes each answer
 * @param {(error: unknown) => void} waiting.failed takes why a poll failed; another one follows
 * @returns {Promise<Printing>} still `making` if nobody waits any more
 */
export async function whenMade(path, printing, { wanted, told, failed }) {
  let pause = soon;
  while (printing.state === 'making') {
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (!wanted()) break;
    try {
      printing = await call('GET', `${path}/${printing.id}`);
      pause = soon;
      told(printing);
    } catch (error) {
      if (isAbort(error)) break;
      pause = later;
      failed(error);
    }
  }
  return printing;
}
