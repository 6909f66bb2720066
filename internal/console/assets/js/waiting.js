import { html, nothing, repeat } from '../vendor/parts.js';
import { call, explain, isAbort, query } from './api.js';
import { badge } from './dialogs.js';
import { notice } from './fields.js';
import { to } from './route.js';
import { common } from './text/common.js';
import { waiting as text } from './text/waiting.js';
import { View } from './view.js';
import { waitingWords } from './waiting-words.js';
import { whenHere } from './zone.js';

/** @typedef {import('./waiting-words.js').Waiting} Waiting */

/** What is waiting for Support across all communities, most urgent first. */
export class WaitingImports extends View {
  constructor() {
    super();
    /** @type {Waiting[] | null} */
    this.items = null;
    /** @type {string | null} */
    this.next = null;
    this.wrong = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.load('');
  }

  /** @param {string} cursor */
  async load(cursor) {
    try {
      const answer = await call('GET', `/waiting${query({ limit: 20, cursor })}`);
      this.set({ items: [...(cursor ? (this.items ?? []) : []), ...answer.items], next: answer.next, wrong: '' });
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
    }
  }

  render() {
    return html`
      <section class="waits" aria-labelledby="waits-title">
        <h2 id="waits-title">${text.title}</h2>
        ${notice(this.wrong)} ${this.items ? this.list(this.items) : this.wrong ? nothing : html`<p class="waiting"><wa-spinner></wa-spinner> ${common.loading}</p>`}
      </section>
    `;
  }

  /** @param {Waiting[]} items */
  list(items) {
    if (items.length === 0) return html`<p>${text.nothing}</p>`;
    return html`
      <ul class="plain-list">
        ${repeat(items, ({ community, import: { id } }) => `${community.id} ${id}`, item)}
      </ul>
      ${this.next ? html`<button type="button" class="plain" @click=${() => this.load(this.next ?? '')}>${common.showMore}</button>` : nothing}
    `;
  }
}
customElements.define('waiting-imports', WaitingImports);

/** @param {Waiting} waiting */
function item(waiting) {
  const { community, since, import: job } = waiting;
  const { label, tone, text: more } = waitingWords(waiting);
  return html`
    <li>
      <strong dir="auto">${community.name}</strong>
      <a href=${to(community.id, 'imports', job.id)} dir="auto">${job.file}</a>
      ${badge(label, tone)}
      <span class="hint">${text.since(more, whenHere(since))}</span>
    </li>
  `;
}
