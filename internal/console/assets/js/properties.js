import { html, nothing, repeat } from '../vendor/parts.js';
import { call, explain, query, within } from './api.js';
import { notice } from './fields.js';
import { go, to } from './route.js';
import { pager } from './pages.js';
import { fresh } from './prefetched.js';
import { Requests } from './requests.js';
import { common } from './text/common.js';
import { places } from './text/places.js';
import { View } from './view.js';
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
    this.requests = new Requests(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('property')) this.inviting = null;
    if (!changed.has('community')) return;
    this.set({ items: null, trail: [''], search: '' });
    this.load();
  }

  load() {
    const asked = query({ q: this.search.trim(), limit: 50, cursor: this.trail.at(-1), ...fresh() });
    return this.requests.latest(
      (signal) => call('GET', within(this.community, 'properties') + asked, { signal }),
      ({ items, next }) => this.set({ items, next, wrong: '' }),
      (error) => this.set({ wrong: explain(error) }),
    );
  }

  /** @param {string} search */
  typed(search) {
    this.set({ search, trail: [''] });
    this.requests.next(() => this.load(), rest);
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
      <h1>${common.properties}</h1>
      <div class="field search">
        <label for="property-filter">${common.search}</label>
        <input
          id="property-filter"
          type="search"
          autocomplete="off"
          spellcheck="false"
          placeholder=${places.searchFor}
          .value=${this.search}
          @input=${(/** @type {any} */ event) => this.typed(event.target.value)}
        >
      </div>
      ${notice(this.wrong)} ${this.items ? this.list(this.items) : this.wrong ? nothing : html`<p class="waiting"><wa-spinner></wa-spinner> ${common.loading}</p>`}
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
        ? html`<section class="empty"><h2>${places.noMatch}</h2></section>`
        : html`<section class="empty"><h2>${places.empty.title}</h2><p>${places.empty.text}</p></section>`;
    }
    return html`
      <ul class="plain-list">
        ${repeat(
          items,
          ({ id }) => id,
          ({ id, label, households }) => html`
            <li>
              <a class="row" href=${to(this.community, 'properties', id)} dir="auto">${label}</a>
              <span class="hint">${places.households(households ?? 0)}</span>
            </li>
          `,
        )}
      </ul>
      ${pager({ trail: this.trail, next: this.next, turn: (trail) => this.turn(trail) })}
    `;
  }
}
customElements.define('community-properties', CommunityProperties);
