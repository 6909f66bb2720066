import { html, ifDefined, nothing, repeat } from '../vendor/parts.js';
import { call, explain, query, within } from './api.js';
import { pressed } from './combobox.js';
import { afterPress } from './pointer.js';
import { fresh } from './prefetched.js';
import { Requests } from './requests.js';
import { View } from './view.js';
import { common } from './text/common.js';
import { labels } from './text/labels.js';
import { places } from './text/places.js';

const text = places.picker;

/** @typedef {{id: string, label: string, kind: 'street' | 'lot', address: Record<string, string>, households: number}} Property */

/** How long to wait after typing before asking the server, in milliseconds. */
const rest = 80;
/** How many properties are shown at once; more typing narrows them down. */
const most = 20;

/**
 * A field that finds one of a community's properties, however many there are: an
 * editable combobox with a list (ARIA APG). Dispatches `chosen` with a Property,
 * or with null once the text no longer matches it, and `create` with the text if
 * nothing is found and a new property is wanted.
 */
export class PropertyPicker extends View {
  static properties = {
    community: { attribute: false },
    value: { attribute: false },
    error: { attribute: false },
    except: { attribute: false },
    creates: { attribute: false },
  };

  constructor() {
    super();
    this.community = '';
    /** @type {Property | null} */
    this.value = null;
    this.error = '';
    /** The id of a property that cannot be chosen. */
    this.except = '';
    /** Whether a property that is not found can be created. */
    this.creates = false;
    this.text = '';
    this.open = false;
    this.active = -1;
    /** @type {Property[] | null} */
    this.found = null;
    this.more = false;
    /** The text searched for last. */
    this.asked = '';
    this.wrong = '';
    this.requests = new Requests(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('value') && this.value) this.text = this.value.label;
  }

  render() {
    const options = this.options;
    const active = this.open && options[this.active] ? `property-option-${this.active}` : undefined;
    return html`
      <div class="field picker" @focusout=${this.left}>
        <label for="property-search">${labels.property}</label>
        <input
          id="property-search"
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck="false"
          dir="auto"
          placeholder=${text.searchFor}
          aria-autocomplete="list"
          aria-expanded=${this.open ? 'true' : 'false'}
          aria-controls="property-options"
          aria-activedescendant=${ifDefined(active)}
          aria-invalid=${this.error ? 'true' : 'false'}
          aria-describedby=${ifDefined(this.error ? 'property-search-error' : undefined)}
          .value=${this.text}
          @input=${(/** @type {any} */ event) => this.typed(event.target.value)}
          @focus=${this.show}
          @click=${this.show}
          @keydown=${this.key}
        >
        <ul id="property-options" role="listbox" aria-label=${common.properties} aria-busy=${this.stale ? 'true' : 'false'} ?hidden=${!this.open || options.length === 0}>
          ${this.open
            ? repeat(
                options,
                ({ id }) => id,
                (property, i) => html`
                  <li
                    id="property-option-${i}"
                    role="option"
                    aria-selected=${property.id === this.value?.id ? 'true' : 'false'}
                    class=${i === this.active ? 'active' : ''}
                    @pointerdown=${(/** @type {Event} */ event) => event.preventDefault()}
                    @click=${() => this.choose(property)}
                  >
                    <span dir="auto">${property.label}</span>
                    <span class="hint">${places.households(property.households ?? 0)}</span>
                  </li>
                `,
              )
            : nothing}
        </ul>
        <p class="hint" role="status">${this.remark()}</p>
        ${this.missing
          ? html`<button type="button" class="plain" @click=${() => this.dispatchEvent(new CustomEvent('create', { detail: this.text.trim() }))}>${text.create}</button>`
          : nothing}
        ${this.error ? html`<p class="wrong" id="property-search-error">${this.error}</p>` : nothing}
      </div>
    `;
  }

  /** Whether nothing was found that could be chosen, and a property can be created. */
  get missing() {
    return this.creates && !this.value && !this.wrong && this.found?.length === 0 && this.asked !== '' && this.asked === this.text.trim();
  }

  /** What is searched for: nothing while a chosen property stands in the field. */
  get wanted() {
    return this.value?.label === this.text ? '' : this.text.trim();
  }

  /** Whether the options belong to an earlier text. */
  get stale() {
    return this.asked !== this.wanted;
  }

  /** What was found, as far as it matches the text as it is by now. */
  get options() {
    if (!this.found || !this.stale) return this.found ?? [];
    const words = this.wanted.toLowerCase().split(/\s+/);
    return this.found.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
  }

  remark() {
    if (this.wrong) return this.wrong;
    if (!this.open || !this.found || this.stale) return '';
    if (this.missing) return text.unknown(this.asked);
    if (this.found.length === 0) return this.text ? text.noMatch : text.empty;
    return this.more ? text.first(most) : '';
  }

  show() {
    if (this.open) return;
    this.set({ open: true, active: -1 });
    this.find();
  }

  /** @param {string} text */
  typed(text) {
    this.set({ text, open: true, active: -1 });
    if (this.value) this.tell(null);
    this.requests.next(() => this.find(), rest);
  }

  find() {
    const q = this.wanted;
    return this.requests.latest(
      (signal) => call('GET', within(this.community, 'properties') + query({ q, limit: most, ...fresh() }), { signal }),
      (/** @type {{items: Property[], next: string | null}} */ { items, next }) =>
        this.set({ found: items.filter(({ id }) => id !== this.except), more: next !== null, asked: q, wrong: '' }),
      (error) => this.set({ wrong: explain(error) }),
    );
  }

  /** @param {Property} property */
  choose(property) {
    this.set({ text: property.label, open: false, active: -1 });
    this.tell(property);
  }

  /** @param {Property | null} property */
  tell(property) {
    this.value = property;
    this.dispatchEvent(new CustomEvent('chosen', { detail: property }));
  }

  /** @param {FocusEvent} event */
  left(event) {
    if (event.relatedTarget instanceof Node && this.contains(event.relatedTarget)) return;
    afterPress(() => {
      if (!this.contains(document.activeElement)) this.close();
    });
  }

  close() {
    this.set({ open: false, active: -1 });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    pressed(this, this.options.length, event);
  }

  /** Chooses the highlighted property, or the only one left. */
  enter() {
    const options = this.options;
    const marked = options[this.active] ?? (!this.stale && options.length === 1 ? options[0] : undefined);
    if (marked) this.choose(marked);
  }

  /** @param {number} active */
  async move(active) {
    this.set({ active });
    await this.updateComplete;
    this.querySelector('li.active')?.scrollIntoView({ block: 'nearest' });
  }
}
customElements.define('property-picker', PropertyPicker);
