import { html } from '../../vendor/parts.js';
import { counted, plural } from '../count.js';

/** Invitations on paper: the dialog for many, and the button for one. */
export const letters = {
  checking: 'Checking who can get a letter …',
  nobody: 'Nobody here can get a letter.',
  /** @param {number} count */
  willPrint: (count) =>
    html`<strong>${plural(count, 'invitation')}</strong> will be printed as a PDF, ${count === 1 ? 'with its' : 'each with its'} code and a QR code.`,
  printAs: 'Print as',
  forms: {
    letter: { label: 'Letters', hint: 'One to a page, addressed for #10 window envelopes' },
    card: { label: 'Cards', hint: 'Four to a page, to cut apart and hand out' },
  },
  /** @param {number} count */
  renews: (count) =>
    count === 1
      ? 'It gets a new end date, so that there’s time to deliver it. No email is sent. The member’s history shows that you printed it.'
      : 'Each gets a new end date, so that there’s time to deliver it. No email is sent. Each member’s history shows that you printed it.',
  printing: 'Printing …',

  /** @param {number} done @param {number} count */
  making: (done, count) => (done > 0 ? `${counted(done)} of ${counted(count)} made so far …` : `Making ${plural(count, 'invitation')} …`),
  keepOpen: html`Keep this open, and the download starts by itself. If you close it, choose <em>Print letters</em> again to get the file.`,
  gone: 'This file is gone, because we keep it for only a day. Print again to get a new one.',
  failed: 'The letters could not be made. Try again; if it fails again, ask Support.',
  /** @param {number} count */
  ready: (count) => html`<strong>${plural(count, 'invitation')}</strong> ${count === 1 ? 'is' : 'are'} ready. The download has started.`,
  nonePrinted: 'None of them could be printed.',
  handle: 'The file holds codes that only their owners should see. We keep it for a day.',
  again: 'Download again',
  /** The letters requested before, whose file can still be had. */
  latest: {
    /** @param {number} count */
    making: (count) => `The ${plural(count, 'invitation')} you printed before ${count === 1 ? 'is' : 'are'} still being made.`,
    /** @param {number} count */
    ready: (count) => `You printed ${plural(count, 'invitation')} before. We keep the file for a day.`,
    show: 'Show progress',
  },

  /** @param {number} count */
  leftOut: (count) => `${plural(count, 'member')} ${count === 1 ? 'gets' : 'get'} no letter:`,

  one: {
    print: 'Print letter',
    making: 'Making the letter …',
    open: 'Open the letter',
    failed: 'The letter could not be made. Try again, or resend the invitation by email.',
  },
};
