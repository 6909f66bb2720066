// The filters above the member list. They are kept in the address, so that a reload,
// the Back button and a colleague's link show the same list. The search text is a
// person's name or email, so it stays out of the browser's history.

import { html, nothing } from '../vendor/parts.js';
import { call, isAbort, query, within } from './api.js';
import { Requests } from './requests.js';
import { session } from './session.js';
import { common } from './text/common.js';
import { members } from './text/members.js';
import { View } from './view.js';
import { mailName, onDay, roleName } from './words.js';

/** @typedef {{street: string, role: string, mail: string, need: string, import: string, wave: string}} Filter */

const text = members.filters;

const names = /** @type {const} */ (['street', 'role', 'mail', 'need', 'import', 'wave']);
const roles = ['member', 'board', 'administrator'];

/** The states of mail that each list can contain, in the order of an invitation's life. */
const states = {
  pending: ['none', 'held', 'queued', 'sent', 'delivered', 'bounced', 'complained', 'suppressed', 'failed', 'expired'],
  attention: ['bounced', 'complained', 'suppressed', 'failed', 'expired', 'revoked'],
};

/** How long to wait after typing before requesting the list, in milliseconds. */
const rest = 400;

/**
 * Returns the filter in an address.
 * @param {string} search such as `street=Oak+St&role=board`
 * @returns {Filter}
 */
export function filterOf(search) {
  const said = new URLSearchParams(search);
  return /** @type {Filter} */ (Object.fromEntries(names.map((name) => [name, said.get(name) ?? ''])));
}

/** @param {Filter} filter */
export function isEmpty(filter) {
  return names.every((name) => filter[name] === '');
}

/**
 * Returns the filter without the parts that another list does not have.
 * @param {Filter} filter
 * @param {string} list
 * @returns {Filter}
 */
export function fitting(filter, list) {
  const known = states[/** @type {'pending'} */ (list)] ?? [];
  return { ...filter, mail: known.includes(filter.mail) ? filter.mail : '', need: list === 'attention' ? filter.need : '' };
}

/**
 * Returns the street of an address, or the lot's name:
 * `114 Juniper Ct Apt 2, Mesa` → `Juniper Ct`.
 * @param {string} label
 */
export function streetOf(label) {
  const [line] = label.split(',', 1);
  return line.replace(/^\d[\w/-]*\s+/, '').replace(/\s+(apt|unit|ste|#).*$/i, '');
}

/** The filters above the list. Dispatches `filter` with the chosen one. */
export class MemberFilters extends View {
  static properties = {
    community: { attribute: false },
    list: { attribute: false },
    filter: { attribute: false },
  };

  constructor() {
    super();
    this.community = '';
    this.list = 'active';
    this.filter = filterOf('');
    /** Whether the filters are expanded: somebody wants them, or one is set. */
    this.open = false;
    /** @type {any[]} */
    this.imports = [];
    /** @type {string[]} */
    this.streets = [];
    this.typing = new Requests(this);
    this.suggestions = new Requests(this);
    /** Whether the imports and streets to choose from have been requested. */
    this.filled = false;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('community')) this.set({ imports: [], streets: [], open: false, filled: false });
    if (!this.expanded || this.filled) return;
    this.filled = true;
    this.loadImports();
    this.suggest('');
  }

  /** One that is set is never hidden: nobody would see who is left out. */
  get expanded() {
    // The need is chosen with the groups above the list, not here.
    return this.open || !isEmpty({ ...this.filter, need: '' });
  }

  async loadImports() {
    if (!session.can(this.community, 'imports.view')) return;
    try {
      const answer = await call('GET', within(this.community, 'imports') + query({ limit: 100 }));
      this.set({ imports: answer.items.filter((/** @type {any} */ { counts }) => counts.created > 0) });
    } catch (error) {
      if (!isAbort(error)) this.set({ imports: [] }); // the other filters work without the imports
    }
  }

  /**
   * Suggests streets that start with what is typed; any other can be typed, too.
   * @param {string} typed
   */
  suggest(typed) {
    if (!session.can(this.community, 'members.invite')) return;
    this.suggestions.latest(
      (signal) => call('GET', within(this.community, 'properties') + query({ q: typed.trim(), limit: 100 }), { signal }),
      ({ items }) => {
        const streets = items.map((/** @type {any} */ { label }) => streetOf(label));
        this.set({ streets: [...new Set(streets)].filter(Boolean).sort().slice(0, 20) });
      },
      () => this.set({ streets: [] }),
    );
  }

  /** @param {Partial<Filter>} change */
  tell(change) {
    this.typing.end();
    this.dispatchEvent(new CustomEvent('filter', { detail: { ...this.filter, ...change } }));
  }

  /** @param {string} street */
  typed(street) {
    this.typing.next(() => {
      this.tell({ street: street.trim() });
      this.suggest(street);
    }, rest);
  }

  render() {
    const open = this.expanded;
    return html`
      <button
        type="button"
        class="plain"
        aria-expanded=${open ? 'true' : 'false'}
        aria-controls="member-filters"
        @click=${() => this.fold(open)}
      >
        ${text.title}
      </button>
      <div id="member-filters" class="filters" role="group" aria-label=${text.title}>${open ? this.choices() : nothing}</div>
    `;
  }

  /**
   * Expands or collapses the filters.
   * @param {boolean} open
   */
  fold(open) {
    this.set({ open: !open });
    if (!open || !isEmpty(this.filter)) this.focusOn('#filter-street');
  }

  clear() {
    this.set({ open: true });
    this.tell(filterOf(''));
  }

  choices() {
    return html`
      <div class="field">
        <label for="filter-street">${text.area}</label>
        <input
          id="filter-street"
          list="filter-streets"
          autocomplete="off"
          spellcheck="false"
          maxlength="100"
          placeholder=${text.areaFor}
          .value=${this.filter.street}
          @input=${(/** @type {any} */ event) => this.typed(event.target.value)}
          @change=${(/** @type {any} */ event) => this.tell({ street: event.target.value.trim() })}
        >
        <datalist id="filter-streets">${this.streets.map((street) => html`<option value=${street}></option>`)}</datalist>
      </div>
      ${this.choice('role', text.role, roles.map((role) => ({ value: role, label: roleName(role) })))}
      ${this.mail()} ${this.origin()}
      ${isEmpty(this.filter) ? nothing : html`<button type="button" class="link" @click=${this.clear}>${common.clearFilters}</button>`}
    `;
  }

  mail() {
    const known = states[/** @type {'pending'} */ (this.list)];
    return known ? this.choice('mail', text.mail, known.map((state) => ({ value: state, label: mailName(state) }))) : nothing;
  }

  origin() {
    if (this.imports.length === 0 && !this.filter.import) return nothing;
    const job = this.imports.find(({ id }) => id === this.filter.import);
    const options = this.imports.map(({ id, file, createdAt }) => ({ value: id, label: text.importOf(file.name, onDay(createdAt)) }));
    // A link may name an import that is not among the latest.
    if (this.filter.import && !job) options.unshift({ value: this.filter.import, label: text.linkedImport });
    const waves = job?.sending.waves ?? [];
    return html`
      ${this.choice('import', text.import, options, { wave: '' })}
      ${waves.length > 0
        ? this.choice('wave', text.wave, waves.map((/** @type {any} */ wave) => ({ value: String(wave.number), label: text.waveOf(wave) })))
        : nothing}
    `;
  }

  /**
   * @param {'role' | 'mail' | 'import' | 'wave'} name
   * @param {string} label
   * @param {{value: string, label: string}[]} options
   * @param {Partial<Filter>} [also] what else changes with this one
   */
  choice(name, label, options, also = {}) {
    return html`
      <div class="field">
        <label for="filter-${name}">${label}</label>
        <select id="filter-${name}" @change=${(/** @type {any} */ event) => this.tell({ [name]: event.target.value, ...also })}>
          <option value="" ?selected=${this.filter[name] === ''}>${text.any}</option>
          ${options.map((option) => html`<option value=${option.value} ?selected=${option.value === this.filter[name]}>${option.label}</option>`)}
        </select>
      </div>
    `;
  }
}
customElements.define('member-filters', MemberFilters);
