import { html, nothing, repeat } from '../vendor/parts.js';
import { call, explain, query, within } from './api.js';
import { badge } from './dialogs.js';
import { notice } from './fields.js';
import './import.js';
import { isMoving } from './import-sending.js';
import { importState, shownState, verdict, waitsFor } from './import-words.js';
import { pager } from './pages.js';
import { Patience, Requests } from './requests.js';
import { go, to } from './route.js';
import { session } from './session.js';
import { dressed } from './style.js';
import { app } from './text/app.js';
import { common } from './text/common.js';
import { imports } from './text/imports.js';
import './upload-form.js';
import { View } from './view.js';
import { when } from './words.js';

/** @typedef {import('./import-words.js').RosterJob} RosterJob */

await dressed('imports');

/** How often to poll a list with an import in progress, in milliseconds. */
const often = 2000;

/** The page Imports: past imports, those that wait for somebody and, for Support, the upload. */
export class RosterImports extends View {
  static properties = { community: { attribute: false } };

  constructor() {
    super();
    this.community = '';
    /** @type {RosterJob[] | null} */
    this.items = null;
    /** @type {string | null} */
    this.next = null;
    this.trail = [''];
    this.wrong = '';
    this.patience = new Patience();
    this.requests = new Requests(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('community')) return;
    this.set({ items: null, trail: [''], wrong: '' });
    this.load();
  }

  load() {
    return this.requests.latest(
      (signal) => call('GET', within(this.community, 'imports') + query({ limit: 50, cursor: this.trail.at(-1) }), { signal }),
      (/** @type {{items: RosterJob[], next: string | null}} */ { items, next }) => {
        this.set({ items, next, wrong: '' });
        if (items.some(({ state, sending }) => !importState(state).ended || isMoving(sending))) this.later(items);
      },
      (error) => {
        this.set({ wrong: explain(error) });
        if (this.items) this.later(this.wrong);
      },
    );
  }

  /** @param {unknown} seen */
  later(seen) {
    this.requests.next(() => this.load(), this.patience.after(seen, often));
  }

  /** @param {string[]} trail */
  turn(trail) {
    this.set({ trail });
    this.load();
  }

  render() {
    return html`
      <h1>${app.navigation.imports}</h1>
      ${session.staff
        ? html`<upload-form .community=${this.community} @begun=${(/** @type {CustomEvent<string>} */ { detail }) => go(to(this.community, 'imports', detail))}></upload-form>`
        : html`<p>${imports.bySupport(html`<a href=${to(this.community, 'import-guide')}>${common.importGuide}</a>`)}</p>`}
      ${notice(this.wrong)} ${this.items ? this.list(this.items) : this.wrong ? nothing : html`<p class="waiting"><wa-spinner></wa-spinner> ${common.loading}</p>`}
    `;
  }

  /** @param {RosterJob[]} items */
  list(items) {
    if (items.length === 0) {
      return html`<section class="empty"><h2>${imports.empty.title}</h2><p>${session.staff ? imports.empty.staff : imports.empty.others}</p></section>`;
    }
    const waiting = items.filter((job) => waitsFor(job)).length;
    const paged = this.trail.length > 1 || Boolean(this.next);
    return html`
      ${waiting > 0 && session.staff
        ? notice(imports.waiting(waiting, paged), 'warning')
        : nothing}
      <ul class="plain-list imports">
        ${repeat(items, ({ id }) => id, (job) => this.item(job))}
      </ul>
      ${pager({ trail: this.trail, next: this.next, turn: (trail) => this.turn(trail) })}
    `;
  }

  /** @param {RosterJob} job */
  item(job) {
    const { label, tone } = shownState(job);
    const waits = waitsFor(job);
    return html`
      <li>
        <a href=${to(this.community, 'imports', job.id)} dir="auto">${job.file?.name ?? job.id}</a>
        ${badge(label, tone)} ${waits && waits !== label ? badge(waits, job.sending?.state === 'stopped' ? 'danger' : 'brand') : nothing}
        <span class="hint">${when(job.createdAt)}</span>
        ${job.counts?.total && job.state !== 'ready' ? html`<span class="hint">${verdict(job)}</span>` : nothing}
      </li>
    `;
  }
}
customElements.define('roster-imports', RosterImports);
