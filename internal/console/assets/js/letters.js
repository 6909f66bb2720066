// Invitations on paper: who gets one, the format, and the file.

import { html, nothing } from '../vendor/parts.js';
import { call, explain, isAbort, Once, Problem, within } from './api.js';
import { skippedList } from './bulk.js';
import { closeModal, modal } from './dialogs.js';
import { notice, radioField } from './fields.js';
import { forgetLetters, keepLetters, latestLetters } from './latest-letters.js';
import { whenMade } from './printing.js';
import { common } from './text/common.js';
import { letters as text } from './text/letters.js';
import { View } from './view.js';

/** @typedef {import('./words.js').Member} Member */
/** @typedef {{members: string[]} | {filter: Record<string, string | number>}} Whose */
/** @typedef {import('./printing.js').Printing} Printing */

/** How many of the skipped members are named. */
const mostNamed = 50;

const forms = [
  { value: 'letter', ...text.forms.letter },
  { value: 'card', ...text.forms.card },
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
  }

  connectedCallback() {
    super.connectedCallback();
    this.look();
    this.findLatest();
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

  async print() {
    await this.run(async () => {
      const printing = await this.attempt.post(this.path, { ...this.whose, form: this.form });
      this.requested = true;
      keepLetters(this.community, printing.id);
      this.set({ printing });
    });
    if (this.printing) await this.follow(this.printing);
  }

  /** Draws the way back to the letters requested last. */
  latestOffer() {
    const { latest } = this;
    if (!latest) return nothing;
    const making = latest.state === 'making';
    return html`
      <p class="notice" role="status">
        ${making ? text.latest.making(latest.printed) : text.latest.ready(latest.printed)}
        <button type="button" class="link" @click=${() => this.follow(latest)}>${making ? text.latest.show : text.again}</button>
      </p>
    `;
  }

  /**
   * Shows the letters, waits until they are made, and saves the file.
   * @param {Printing} started
   */
  async follow(started) {
    this.set({ printing: started });
    const printing = await whenMade(this.path, started, {
      wanted: () => this.isConnected,
      told: (printing) => this.set({ printing, wrong: '' }),
      failed: (error) => this.set({ wrong: explain(error) }),
    });
    if (printing.state === 'making') return;
    if (printing.state === 'ready') this.save(printing);
    this.focusOn('.buttons .primary');
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
      { label: common.printLetters, leave: () => closeModal(this), closed: () => this.dispatchEvent(new Event('done')) },
      html`${notice(this.wrong)}${this.printing ? nothing : this.latestOffer()}${this.content()}`,
    );
  }

  content() {
    if (this.printing) return this.outcome(this.printing);
    if (!this.plan) {
      return html`
        ${this.wrong ? nothing : html`<p class="waiting"><wa-spinner></wa-spinner> ${text.checking}</p>`}
        <div class="buttons">
          <button type="button" class="plain" autofocus @click=${() => closeModal(this)}>${common.cancel}</button>
          ${this.wrong ? html`<button type="button" class="primary" @click=${this.look}>${common.tryAgain}</button>` : nothing}
        </div>
      `;
    }
    return this.question(this.plan);
  }

  /** @param {Printing} plan */
  question(plan) {
    if (plan.printed === 0) {
      return html`
        <p>${text.nobody}</p>
        ${this.leftOut(plan)}
        <div class="buttons"><button type="button" class="primary" autofocus @click=${() => closeModal(this)}>${common.close}</button></div>
      `;
    }
    return html`
      <p>${text.willPrint(plan.printed)}</p>
      ${this.leftOut(plan)}
      ${radioField({ id: 'letters-form', legend: text.printAs, value: this.form, options: forms, change: (form) => this.set({ form }) })}
      <p class="hint">${text.renews(plan.printed)}</p>
      <div class="buttons">
        <button type="button" class="plain" @click=${() => closeModal(this)}>${common.cancel}</button>
        <button type="button" class="primary" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.print}>${this.busy ? text.printing : common.printLetters}</button>
      </div>
    `;
  }

  /** @param {Printing} printing */
  outcome(printing) {
    if (printing.state === 'making') {
      return html`
        <p class="waiting" role="status">
          <wa-spinner></wa-spinner> ${text.making(printing.done, printing.printed)}
        </p>
        <p class="hint">${text.keepOpen}</p>
        <div class="buttons"><button type="button" class="plain" @click=${() => closeModal(this)}>${common.close}</button></div>
      `;
    }
    if (printing.state !== 'ready') {
      return html`
        <p role="status">${printing.state === 'gone' ? text.gone : text.failed}</p>
        <div class="buttons"><button type="button" class="primary" @click=${() => closeModal(this)}>${common.close}</button></div>
      `;
    }
    return html`
      <p role="status">${printing.url ? text.ready(printing.printed) : text.nonePrinted}</p>
      ${this.leftOut(printing)} ${printing.url ? html`<p class="hint">${text.handle}</p>` : nothing}
      <div class="buttons">
        ${printing.url ? html`<button type="button" class="plain" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.again}>${text.again}</button>` : nothing}
        <button type="button" class="primary" @click=${() => closeModal(this)}>${common.close}</button>
      </div>
    `;
  }

  /**
   * Draws who gets no letter, and why: by name if it is known, otherwise as a count.
   * @param {Printing} printing
   */
  leftOut({ members, skipped: count }) {
    if (count === 0) return nothing;
    const left = members.filter(({ outcome }) => outcome === 'skipped');
    return html`
      <p>${text.leftOut(count)}</p>
      ${skippedList(left, this.known, mostNamed)}
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
