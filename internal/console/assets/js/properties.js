import { html, nothing, repeat } from '../vendor/parts.js';
import { call, explain, isAbort, query, within } from './api.js';
import { notice } from './fields.js';
import { go, to } from './route.js';
import { View } from './view.js';
import { plural } from './words.js';
import './invite.js';
import './property-panel.js';

/** @typedef {import('./property-picker.js').Property} Property */

const rest = 200;

/** All properties of a community, and the panel of the one in the address. */
export class CommunityProperties extends View {
  static properties = { community: { attribute: false }, property: { attribute: false } };

  constructor() {
    super();
    this.community = '';
    /** The id of the property whose panel is open, or ''. */
    this.property = '';
    this.search = '';
    /** @type {Property[] | null} */
    this.items = null;
    /** @type {string | null} */
    this.next = null;
    this.trail = [''];
    this.wrong = '';
    /** @type {import('./invite.js').InviteMember['home']} the home that somebody is being invited to */
    this.inviting = null;
    /** @type {AbortController | null} */
    this.request = null;
    /** @type {number | undefined} */
    this.timer = undefined;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.request?.abort();
    clearTimeout(this.timer);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('property')) this.inviting = null;
    if (!changed.has('community')) return;
    this.set({ items: null, trail: [''], search: '' });
    this.load();
  }

  async load() {
    this.request?.abort();
    const request = new AbortController();
    this.request = request;
    try {
      const asked = query({ q: this.search.trim(), limit: 50, cursor: this.trail.at(-1) });
      const answer = await call('GET', within(this.community, 'properties') + asked, { signal: request.signal });
      this.set({ items: answer.items, next: answer.next, wrong: '' });
    } catch (error) {
      if (!request.signal.aborted && !isAbort(error)) this.set({ wrong: explain(error) });
    }
  }

  /** @param {string} search */
  typed(search) {
    this.set({ search, trail: [''] });
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.load(), rest);
  }

  /** @param {string[]} trail */
  turn(trail) {
    this.set({ trail });
    this.load();
  }

  /** Reads the list and the panel again after the wizard is closed. */
  invited() {
    this.set({ inviting: null });
    /** @type {import('./property-panel.js').PropertyPanel | null} */ (this.querySelector('property-panel'))?.load();
    this.load();
  }

  render() {
    return html`
      <h1>Properties</h1>
      <div class="field search">
        <label for="property-filter">Search</label>
        <input
          id="property-filter"
          type="search"
          autocomplete="off"
          spellcheck="false"
          placeholder="Street, number or lot"
          .value=${this.search}
          @input=${(/** @type {any} */ event) => this.typed(event.target.value)}
        >
      </div>
      ${notice(this.wrong)} ${this.items ? this.list(this.items) : this.wrong ? nothing : html`<p class="waiting"><wa-spinner></wa-spinner> Loading …</p>`}
      ${this.property
        ? html`<property-panel
            .community=${this.community}
            .propertyID=${this.property}
            @changed=${() => this.load()}
            @invite=${(/** @type {CustomEvent} */ event) => this.set({ inviting: event.detail })}
            @done=${() => go(to(this.community, 'properties'))}
          ></property-panel>`
        : nothing}
      ${this.inviting
        ? html`<invite-member
            .community=${this.community}
            .home=${this.inviting}
            @done=${this.invited}
            @open-member=${(/** @type {CustomEvent} */ event) => go(to(this.community, 'members', event.detail))}
          ></invite-member>`
        : nothing}
    `;
  }

  /** @param {Property[]} items */
  list(items) {
    if (items.length === 0 && this.trail.length === 1) {
      return this.search.trim()
        ? html`<section class="empty"><h2>No property matches</h2></section>`
        : html`<section class="empty"><h2>No property yet</h2><p>Properties are added when someone is invited or a roster is imported.</p></section>`;
    }
    return html`
      <ul class="plain-list">
        ${repeat(
          items,
          ({ id }) => id,
          ({ id, label, households }) => html`
            <li>
              <a class="row" href=${to(this.community, 'properties', id)} dir="auto">${label}</a>
              <span class="hint">${plural(households ?? 0, 'household')}</span>
            </li>
          `,
        )}
      </ul>
      ${this.trail.length > 1 || this.next
        ? html`<div class="pager" role="group" aria-label="Pages">
            <button type="button" class="plain" ?disabled=${this.trail.length === 1} @click=${() => this.turn(this.trail.slice(0, -1))}>Previous page</button>
            <span>Page ${this.trail.length}</span>
            <button type="button" class="plain" ?disabled=${!this.next} @click=${() => this.turn([...this.trail, this.next ?? ''])}>Next page</button>
          </div>`
        : nothing}
    `;
  }
}
customElements.define('community-properties', CommunityProperties);
