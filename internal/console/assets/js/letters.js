// Invitations on paper: who gets one, the format, and the file.

import { html, nothing } from '../vendor/parts.js';
import { call, explain, isAbort, Once, Problem, within } from './api.js';
import { closeModal, modal } from './dialogs.js';
import { notice, radioField } from './fields.js';
import { forgetLetters, keepLetters, latestLetters } from './latest-letters.js';
import { View } from './view.js';
import { counted, fullName, plural, skipped } from './words.js';

/** @typedef {import('./words.js').Member} Member */
/** @typedef {{members: string[]} | {filter: Record<string, string | number>}} Whose */
/** @typedef {{id: string, outcome: 'printed' | 'skipped', reason?: string}} Outcome */
/**
 * The API's answer.
 * @typedef {{id: string, state: 'preview' | 'making' | 'ready' | 'failed' | 'gone', printed: number, skipped: number, done: number, members: Outcome[], url: string | null}} Printing
 */

/** How often to poll letters that are being made, in milliseconds. */
const soon = 1500;
/** How many of the skipped members are named. */
const mostNamed = 50;

const forms = [
  { value: 'letter', label: 'Letters', hint: 'One to a page, addressed for #10 window envelopes' },
  { value: 'card', label: 'Cards', hint: 'Four to a page, to cut apart and hand out' },
];

/** Asks for the format, says who is skipped and why, and offers the file. Dispatches `done`. */
export class PrintLetters extends View {
  constructor() {
    super();
    this.community = '';
    /** @type {Whose} */
    this.whose = { members: [] };
    /** @type {Member[]} whose names are known */
    this.known = [];
    this.form = 'letter';
    /** @type {Printing | null} whose letters would be printed; null: not known yet */
    this.plan = null;
    /** @type {Printing | null} */
    this.printing = null;
    /** @type {Printing | null} those requested last, whose file is still being made or kept */
    this.latest = null;
    this.requested = false;
    this.busy = false;
    this.wrong = '';
    this.attempt = new Once();
    /** @type {number | undefined} */
    this.timer = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    this.look();
    this.findLatest();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  get path() {
    return within(this.community, 'letters');
  }

  async look() {
    await this.run(async () => {
      const body = { ...this.whose, form: this.form, preview: true };
      this.set({ plan: await call('POST', this.path, { body, harmless: true }) });
    });
  }

  /** Looks for the letters requested last; those of somebody else in this tab are not found. */
  async findLatest() {
    const id = latestLetters(this.community);
    if (!id) return;
    try {
      const latest = await call('GET', `${this.path}/${id}`);
      if (latest.state === 'making' || latest.url) this.set({ latest });
      else forgetLetters(this.community);
    } catch (error) {
      if (error instanceof Problem && error.status === 404) forgetLetters(this.community);
      // Any other failure leaves the offer out: it is an addition to the dialog.
    }
  }

  print() {
    return this.run(async () => {
      const printing = await this.attempt.post(this.path, { ...this.whose, form: this.form });
      this.requested = true;
      keepLetters(this.community, printing.id);
      this.take(printing);
    });
  }

  /** Draws the way back to the letters requested last. */
  latestOffer() {
    if (!this.latest) return nothing;
    const { state, printed } = this.latest;
    const making = state === 'making';
    return html`
      <p class="notice" role="status">
        ${making
          ? html`The ${plural(printed, 'invitation')} you printed before ${printed === 1 ? 'is' : 'are'} still being made.`
          : html`You printed ${plural(printed, 'invitation')} before. We keep the file for a day.`}
        <button type="button" class="link" @click=${() => this.latest && this.take(this.latest)}>${making ? 'Show progress' : 'Download again'}</button>
      </p>
    `;
  }

  /**
   * Shows what the server says about the letters, and asks again while they are being made.
   * @param {Printing} printing
   */
  take(printing) {
    const first = this.printing?.state !== 'ready';
    this.set({ printing });
    if (printing.state === 'making' && this.isConnected) this.timer = window.setTimeout(() => this.ask(), soon);
    if (printing.state === 'ready' && first) this.save(printing);
    if (printing.state !== 'making') this.focusOn('.buttons .primary');
  }

  async ask() {
    try {
      const printing = await call('GET', `${this.path}/${this.printing?.id}`);
      this.set({ wrong: '' });
      this.take(printing);
    } catch (error) {
      if (isAbort(error)) return;
      this.set({ wrong: explain(error) });
      if (this.isConnected) this.timer = window.setTimeout(() => this.ask(), 4 * soon);
    }
  }

  /** Downloads the file again, with a new link, because a link works for only a few minutes. */
  again() {
    return this.run(async () => {
      const printing = await call('GET', `${this.path}/${this.printing?.id}`);
      this.set({ printing });
      this.save(printing);
    });
  }

  /** @param {Printing} printing */
  save({ url }) {
    if (!url) return;
    const link = document.createElement('a');
    link.href = url;
    link.click();
  }

  /** @param {() => Promise<void>} work */
  async run(work) {
    if (this.busy) return;
    this.set({ busy: true, wrong: '' });
    try {
      await work();
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
    } finally {
      this.set({ busy: false });
    }
  }

  render() {
    return modal(
      { label: 'Print letters', leave: () => closeModal(this), closed: () => this.dispatchEvent(new Event('done')) },
      html`${notice(this.wrong)}${this.printing ? nothing : this.latestOffer()}${this.content()}`,
    );
  }

  content() {
    if (this.printing) return this.outcome(this.printing);
    if (!this.plan) {
      return html`
        ${this.wrong ? nothing : html`<p class="waiting"><wa-spinner></wa-spinner> Checking who can get a letter …</p>`}
        <div class="buttons">
          <button type="button" class="plain" autofocus @click=${() => closeModal(this)}>Cancel</button>
          ${this.wrong ? html`<button type="button" class="primary" @click=${this.look}>Try again</button>` : nothing}
        </div>
      `;
    }
    return this.question(this.plan);
  }

  /** @param {Printing} plan */
  question(plan) {
    if (plan.printed === 0) {
      return html`
        <p>Nobody here can get a letter.</p>
        ${this.leftOut(plan)}
        <div class="buttons"><button type="button" class="primary" autofocus @click=${() => closeModal(this)}>Close</button></div>
      `;
    }
    return html`
      <p><strong>${plural(plan.printed, 'invitation')}</strong> will be printed as a PDF, ${plan.printed === 1 ? 'with its' : 'each with its'} code and a QR code.</p>
      ${this.leftOut(plan)}
      ${radioField({ id: 'letters-form', legend: 'Print as', value: this.form, options: forms, change: (form) => this.set({ form }) })}
      <p class="hint">
        ${plan.printed === 1 ? 'It gets' : 'Each gets'} a new end date, so that there’s time to deliver it. No email is sent. ${plan.printed === 1 ? 'The member’s' : 'Each member’s'}
        history shows that you printed it.
      </p>
      <div class="buttons">
        <button type="button" class="plain" @click=${() => closeModal(this)}>Cancel</button>
        <button type="button" class="primary" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.print}>${this.busy ? 'Printing …' : 'Print letters'}</button>
      </div>
    `;
  }

  /** @param {Printing} printing */
  outcome(printing) {
    if (printing.state === 'making') {
      return html`
        <p class="waiting" role="status">
          <wa-spinner></wa-spinner> ${printing.done > 0 ? `${counted(printing.done)} of ${counted(printing.printed)} made so far …` : `Making ${plural(printing.printed, 'invitation')} …`}
        </p>
        <p class="hint">Keep this open, and the download starts by itself. If you close it, choose <em>Print letters</em> again to get the file.</p>
        <div class="buttons"><button type="button" class="plain" @click=${() => closeModal(this)}>Close</button></div>
      `;
    }
    if (printing.state !== 'ready') {
      return html`
        <p role="status">${printing.state === 'gone' ? 'This file is gone: we keep it for a day. Print again to get a new one.' : 'The letters could not be made. Try again; if it fails again, ask Support.'}</p>
        <div class="buttons"><button type="button" class="primary" @click=${() => closeModal(this)}>Close</button></div>
      `;
    }
    return html`
      <p role="status">
        ${printing.url
          ? html`<strong>${plural(printing.printed, 'invitation')}</strong> ${printing.printed === 1 ? 'is' : 'are'} ready. The download has started.`
          : 'None of them could be printed.'}
      </p>
      ${this.leftOut(printing)} ${printing.url ? html`<p class="hint">The file holds codes that only their owners should see. We keep it for a day.</p>` : nothing}
      <div class="buttons">
        ${printing.url ? html`<button type="button" class="plain" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.again}>Download again</button>` : nothing}
        <button type="button" class="primary" @click=${() => closeModal(this)}>Close</button>
      </div>
    `;
  }

  /**
   * Draws who gets no letter, and why: by name if it is known, otherwise as a count.
   * @param {Printing} printing
   */
  leftOut({ members, skipped: count }) {
    if (count === 0) return nothing;
    const names = new Map(this.known.map((member) => [member.id, fullName(member)]));
    const left = members.filter(({ outcome }) => outcome === 'skipped');
    const named = left.filter(({ id }) => names.has(id)).slice(0, mostNamed);
    /** @type {Map<string, number>} */
    const others = new Map();
    for (const one of left) if (!named.includes(one)) others.set(one.reason ?? '', (others.get(one.reason ?? '') ?? 0) + 1);
    return html`
      <p>${plural(count, 'member')} ${count === 1 ? 'gets' : 'get'} no letter:</p>
      <ul class="results">
        ${named.map(({ id, reason }) => html`<li><strong dir="auto">${names.get(id)}</strong>: ${skipped(reason)}</li>`)}
        ${[...others].map(([reason, number]) => html`<li><strong>${plural(number, named.length > 0 ? 'other' : 'member')}</strong>: ${skipped(reason)}</li>`)}
      </ul>
    `;
  }
}
customElements.define('print-letters', PrintLetters);

/**
 * Opens the dialog above everything else.
 * @param {string} community
 * @param {Whose} whose
 * @param {Member[]} [known] whose names are known
 * @returns {Promise<boolean>} resolves when it is closed, with whether letters were requested
 */
export function printLetters(community, whose, known = []) {
  return new Promise((resolve) => {
    const dialog = new PrintLetters();
    Object.assign(dialog, { community, whose, known });
    dialog.addEventListener('done', () => {
      dialog.remove();
      resolve(dialog.requested);
    });
    document.body.append(dialog);
  });
}
