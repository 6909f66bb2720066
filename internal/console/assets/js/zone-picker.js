import { html, ifDefined, nothing } from '../vendor/parts.js';
import { pressed } from './combobox.js';
import { afterPress } from './pointer.js';
import { zones as text } from './text/zones.js';
import { View } from './view.js';
import { allZones, clockOf, matching, zoneName } from './zones.js';

/** @typedef {import('./zones.js').Zone} Zone */

/** How many zones show their clocks at most; formatting all of them takes a browser a second. */
const clocks = 25;

/**
 * A field for a time zone: an editable combobox with a list (ARIA APG) in which the
 * zones of the United States come first. Dispatches `chosen` with an IANA name. Text
 * that is typed but not chosen from the list changes nothing.
 */
export class ZonePicker extends View {
  static properties = { value: { attribute: false }, error: { attribute: false }, hint: { attribute: false } };

  constructor() {
    super();
    /** IANA name */
    this.value = '';
    this.error = '';
    this.hint = '';
    this.text = '';
    this.open = false;
    this.active = -1;
    /** @type {Zone[]} */
    this.found = [];
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('value')) this.text = this.value && zoneName(this.value);
  }

  render() {
    const described = [this.error ? 'time-zone-error' : '', this.hint ? 'time-zone-hint' : ''].filter(Boolean).join(' ');
    return html`
      <div class="field picker" @focusout=${this.left}>
        <label for="time-zone">${text.label}</label>
        <input
          id="time-zone"
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck="false"
          placeholder=${text.searchFor}
          aria-autocomplete="list"
          aria-expanded=${this.open ? 'true' : 'false'}
          aria-controls="time-zones"
          aria-activedescendant=${ifDefined(this.open && this.found[this.active] ? `time-zone-${this.active}` : undefined)}
          aria-invalid=${this.error ? 'true' : 'false'}
          aria-describedby=${ifDefined(described || undefined)}
          .value=${this.text}
          @input=${(/** @type {any} */ event) => this.look(event.target.value)}
          @focus=${(/** @type {any} */ event) => event.target.select()}
          @click=${this.show}
          @keydown=${this.key}
        >
        <div id="time-zones" role="listbox" aria-label=${text.list} ?hidden=${!this.open || this.found.length === 0}>${this.open ? this.regions() : nothing}</div>
        <p class="hint" role="status">${this.open && this.found.length === 0 ? text.noMatch : ''}</p>
        ${this.hint ? html`<p class="hint" id="time-zone-hint">${this.hint}</p>` : nothing}
        ${this.error ? html`<p class="wrong" id="time-zone-error">${this.error}</p>` : nothing}
      </div>
    `;
  }

  regions() {
    const now = new Date();
    const regions = [...new Set(this.found.map(({ region }) => region))];
    return regions.map(
      (region, r) => html`
        <div role="group" aria-labelledby="time-region-${r}">
          <div class="region" id="time-region-${r}" role="presentation">${region}</div>
          ${this.found.map((zone, i) => (zone.region === region ? this.option(zone, i, now) : nothing))}
        </div>
      `,
    );
  }

  /**
   * @param {Zone} zone
   * @param {number} i
   * @param {Date} now
   */
  option({ zone, label, region }, i, now) {
    return html`
      <div
        id="time-zone-${i}"
        role="option"
        aria-selected=${zone === this.value ? 'true' : 'false'}
        class=${i === this.active ? 'active' : ''}
        @pointerdown=${(/** @type {Event} */ event) => event.preventDefault()}
        @click=${() => this.choose(zone)}
      >
        <span>${label}</span>
        <span class="hint">${i < clocks && (region === text.unitedStates || this.found.length <= clocks) ? clockOf(zone, now) : ''}</span>
      </div>
    `;
  }

  show() {
    if (this.open) return;
    this.set({ open: true, found: allZones(), active: -1 });
  }

  /** @param {string} text */
  look(text) {
    this.set({ text, open: true, found: matching(allZones(), text), active: -1 });
  }

  /** @param {string} zone */
  choose(zone) {
    this.set({ value: zone, text: zoneName(zone), open: false, active: -1 });
    this.dispatchEvent(new CustomEvent('chosen', { detail: zone }));
  }

  /** @param {FocusEvent} event */
  left(event) {
    if (event.relatedTarget instanceof Node && this.contains(event.relatedTarget)) return;
    afterPress(() => {
      if (!this.contains(document.activeElement)) this.close();
    });
  }

  /** Discards text that was typed but not chosen; the field shows the current zone. */
  close() {
    this.set({ open: false, active: -1, text: this.value && zoneName(this.value) });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    pressed(this, this.found.length, event);
  }

  /** Chooses the highlighted zone, or the only one left. */
  enter() {
    const marked = this.found[this.active] ?? (this.found.length === 1 ? this.found[0] : undefined);
    if (marked) this.choose(marked.zone);
  }

  /** @param {number} active */
  async move(active) {
    this.set({ active });
    await this.updateComplete;
    this.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
  }
}
customElements.define('zone-picker', ZonePicker);
