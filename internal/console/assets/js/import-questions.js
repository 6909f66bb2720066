import { html, nothing } from '../vendor/parts.js';
import { call, explain, isAbort, Problem } from './api.js';
import { checkField, notice, radioField } from './fields.js';
import { review } from './text/review.js';
import { View } from './view.js';

/** @typedef {import('./import-words.js').RosterJob} RosterJob */

/**
 * The questions to answer before a roster can be imported, one after the other.
 * Dispatches `moved` with the import once all are answered, and `outdated` if
 * somebody else was quicker.
 */
export class ImportQuestions extends View {
  static properties = { path: { attribute: false }, job: { attribute: false } };

  constructor() {
    super();
    this.path = '';
    /** @type {RosterJob} */
    this.job = /** @type {any} */ (null);
    this.at = 0;
    /** @type {Record<string, string>} a question's id → the id of its answer */
    this.answers = {};
    this.everywhere = false;
    this.wrong = '';
    this.busy = false;
    this.from = '';
  }

  willUpdate() {
    const from = JSON.stringify(this.job.questions);
    if (from === this.from) return;
    const answers = Object.fromEntries(this.job.questions.map(({ id, suggested }) => [id, suggested]));
    Object.assign(this, { from, answers, everywhere: false, at: 0, wrong: '' });
  }

  get last() {
    return this.at === this.job.questions.length - 1;
  }

  render() {
    const { questions } = this.job;
    const question = questions[this.at];
    if (!question) return nothing;
    const { id, samples, answers } = question;
    const text = review.questions;
    return html`
      <section class="sheet wide" aria-labelledby="questions-title">
        <h2 id="questions-title" tabindex="-1">${text.title(this.at + 1, questions.length)}</h2>
        <p class="hint">${text.hint}</p>
        <form novalidate @submit=${this.next}>
          ${notice(this.wrong)}
          ${radioField({
            id: 'question',
            legend: question.question,
            value: this.answers[id],
            options: answers.map((answer) => ({ value: answer.id, label: answer.label, hint: answer.effect })),
            change: (value) => this.set({ answers: { ...this.answers, [id]: value } }),
          })}
          ${samples.length > 0 ? html`<p class="hint">${text.examples(samples)}</p>` : nothing}
          ${this.last
            ? checkField({
                id: 'everywhere',
                label: text.everywhere,
                checked: this.everywhere,
                change: (everywhere) => this.set({ everywhere }),
                hint: text.everywhereHint,
              })
            : nothing}
          <div class="buttons start">
            ${this.at > 0 ? html`<button type="button" class="plain" @click=${() => this.go(this.at - 1)}>${text.back}</button>` : nothing}
            <button type="submit" class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>
              ${this.last ? (this.job.mode === 'import' ? text.answerAndImport : text.answer) : text.next}
            </button>
          </div>
        </form>
      </section>
    `;
  }

  /** @param {number} at */
  go(at) {
    this.set({ at });
    this.focusOn('#questions-title');
  }

  /** @param {Event} event */
  async next(event) {
    event.preventDefault();
    if (this.busy) return;
    if (!this.last) return this.go(this.at + 1);
    this.set({ busy: true, wrong: '' });
    try {
      const job = await call('PUT', `${this.path}/mapping`, { body: { answers: this.answers, keep: this.everywhere ? 'all' : 'community' }, harmless: true });
      this.dispatchEvent(new CustomEvent('moved', { detail: job }));
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
      if (error instanceof Problem && error.status === 409) this.dispatchEvent(new CustomEvent('outdated'));
    } finally {
      this.set({ busy: false });
    }
  }
}
customElements.define('import-questions', ImportQuestions);
