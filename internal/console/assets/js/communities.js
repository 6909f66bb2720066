import { html, nothing, repeat } from '../vendor/parts.js';
import { call, explain, isAbort, query } from './api.js';
import { counted } from './count.js';
import { badge } from './dialogs.js';
import { notice } from './fields.js';
import { meter } from './overview-chart.js';
import { percent, share } from './overview-words.js';
import { to } from './route.js';
import { dressed } from './style.js';
import { common } from './text/common.js';
import { communities } from './text/communities.js';
import { View } from './view.js';
import './create-community.js';
import './waiting.js';

await dressed('overview');

/** @typedef {import('./session.js').Community & {progress: {invited: number, active: number, attention: number, withoutEmail: number}}} Listed */
/** @typedef {{name: string, label: string, value: (community: Listed) => number | string}} Column */

/** How many communities are read at most before somebody asks for more. */
const atOnce = 1000;

/** @type {Column[]} */
const columns = [
  { name: 'name', label: communities.columns.community, value: ({ name }) => name },
  { name: 'invited', label: communities.columns.invited, value: ({ progress }) => progress.invited },
  { name: 'active', label: common.active, value: ({ progress }) => progress.active },
  { name: 'share', label: communities.columns.progress, value: ({ progress }) => percent(progress.active, progress.invited) },
  { name: 'attention', label: common.needsAttention, value: ({ progress }) => progress.attention },
];

/**
 * Support's first page: what is waiting across communities, how far along each one
 * is, and the button to create one.
 */
export class CommunityList extends View {
  constructor() {
    super();
    /** @type {Listed[] | null} */
    this.items = null;
    this.search = '';
    /** The column that the list is sorted by. */
    this.sorting = columns[0];
    this.descending = false;
    /** @type {string | null} */
    this.next = null;
    this.wrong = '';
    this.creating = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.load('');
  }

  /** @param {string} from the cursor to continue from */
  async load(from) {
    const items = from ? [...(this.items ?? [])] : [];
    try {
      for (let cursor = /** @type {string | null} */ (from), goal = items.length + atOnce; cursor !== null && items.length < goal; ) {
        const answer = await call('GET', `/communities${query({ limit: 100, cursor })}`);
        items.push(...answer.items);
        cursor = answer.next;
        this.set({ items: [...items], next: cursor, wrong: '' });
        this.dispatchEvent(new CustomEvent('communities', { detail: answer.items, bubbles: true }));
      }
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
    }
  }

  render() {
    return html`
      <div class="title">
        <h1>${common.communities}</h1>
        <button type="button" class="primary" @click=${() => this.set({ creating: true })}>${communities.create.title}</button>
      </div>
      <waiting-imports></waiting-imports>
      ${notice(this.wrong)} ${this.items ? this.list(this.items) : this.wrong ? nothing : html`<p class="waiting"><wa-spinner></wa-spinner> ${common.loading}</p>`}
      ${this.creating
        ? html`<create-community
            @done=${() => this.set({ creating: false })}
            @created=${() => this.load('')}
          ></create-community>`
        : nothing}
    `;
  }

  /** @param {Listed[]} items */
  list(items) {
    if (items.length === 0) {
      return html`<section class="empty"><h2>${communities.none.title}</h2><p>${communities.none.text}</p></section>`;
    }
    const wanted = this.search.trim().toLocaleLowerCase();
    const shown = this.sorted(items.filter(({ name, id }) => `${name} ${id}`.toLocaleLowerCase().includes(wanted)));
    return html`
      <div class="field search">
        <label for="community-search">${common.search}</label>
        <input id="community-search" type="search" autocomplete="off" .value=${this.search} @input=${(/** @type {any} */ event) => this.set({ search: event.target.value })}>
      </div>
      ${shown.length > 0
        ? this.table(shown)
        : html`<p class="hint">${this.next ? communities.noMatchYet(items.length) : communities.noMatch}</p>`}
      ${this.next
        ? html`<p class="hint">${communities.among(items.length)}</p>
            <button type="button" class="plain" @click=${() => this.load(this.next ?? '')}>${common.showMore}</button>`
        : nothing}
    `;
  }

  /** @param {Listed[]} listed */
  sorted(listed) {
    const { value } = this.sorting;
    const back = this.descending ? -1 : 1;
    return listed.toSorted((a, b) => {
      const [x, y] = [value(a), value(b)];
      return back * (typeof x === 'string' ? x.localeCompare(String(y)) : x - Number(y)) || a.name.localeCompare(b.name);
    });
  }

  /** @param {Column} column if it holds figures, the largest come first */
  sortBy(column) {
    const again = column === this.sorting;
    this.set({ sorting: column, descending: again ? !this.descending : column.name !== 'name' });
  }

  /** @param {Listed[]} listed */
  table(listed) {
    return html`
      <table role="table" class="communities" aria-label=${common.communities}>
        <thead role="rowgroup">
          <tr role="row">
            ${columns.map(
              (column) => html`
                <th
                  role="columnheader"
                  scope="col"
                  class=${column.name}
                  aria-sort=${column !== this.sorting ? 'none' : this.descending ? 'descending' : 'ascending'}
                >
                  <button type="button" class="sort" @click=${() => this.sortBy(column)}>
                    ${column.label} <span aria-hidden="true">${column !== this.sorting ? '' : this.descending ? '↓' : '↑'}</span>
                  </button>
                </th>
              `,
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${repeat(listed, ({ id }) => id, (community) => this.row(community))}
        </tbody>
      </table>
    `;
  }

  /** @param {Listed} community */
  row({ id, name, open, progress: { invited, active, attention } }) {
    return html`
      <tr role="row">
        <th role="rowheader" scope="row" class="name">
          <a href=${to(id, 'members')} dir="auto">${name}</a>
          <span class="hint">${id}</span>
          ${open ? nothing : badge(communities.curtain, 'warning')}
        </th>
        <td role="cell" class="number" data-label=${communities.columns.invited}>${counted(invited)}</td>
        <td role="cell" class="number" data-label=${common.active}>${counted(active)}</td>
        <td role="cell" class="share" data-label=${communities.columns.progress}>${invited > 0 ? html`${share(active, invited)}${meter(active, invited)}` : '–'}</td>
        <td role="cell" class="number" data-label=${common.needsAttention}>
          ${attention > 0 ? html`<a href="${to(id, 'members')}?tab=attention" aria-label=${communities.attention(attention, name)}>${counted(attention)}</a>` : '0'}
        </td>
      </tr>
    `;
  }
}
customElements.define('community-list', CommunityList);
