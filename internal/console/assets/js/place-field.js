// The city, state and ZIP fields of a form. A ZIP fills in the others, and warns if
// it hardly matches them.

import { html } from '../vendor/parts.js';
import { textField } from './fields.js';
import { fills, mismatch, placeOf } from './place.js';
import { dressed } from './style.js';
import { labels } from './text/labels.js';
import { places } from './text/places.js';

await dressed('places');

/** @typedef {'city' | 'state' | 'zip'} Part */
/** @typedef {{city: string, state: string, zip: string}} Values */

/** The place fields of a form. They draw themselves and react to what is typed. */
export class PlaceFields {
  /**
   * @param {object} form
   * @param {string} form.prefix of the fields' ids
   * @param {() => Values} form.values
   * @param {(change: Partial<Values>, by: 'hand' | 'zip') => void} form.change
   * @param {() => boolean} form.typed whether somebody typed the city or state
   * @param {() => Record<string, string>} form.errors
   * @param {(place: import('./place.js').ZIPPlace) => void} [form.found] the ZIP is known
   * @param {() => void} form.draw
   */
  constructor(form) {
    this.form = form;
    /** @type {import('./place.js').ZIPPlace | null} where the form's ZIP is */
    this.place = null;
    /** @type {Promise<void>} resolves once the typed ZIP has been looked up */
    this.filling = Promise.resolve();
  }

  /** Draws city, state and ZIP, in reading order. */
  render() {
    return html`${this.field('city')} ${this.field('state', { maxlength: 20 })} ${this.field('zip', { inputmode: 'numeric', maxlength: 10 })}`;
  }

  /**
   * @param {Part} name
   * @param {Partial<import('./fields.js').Field>} [more]
   */
  field(name, more = {}) {
    const { prefix, values, errors } = this.form;
    return html`<div class="part ${name}">
      ${textField({
        id: `${prefix}-${name}`,
        label: labels[name],
        value: values()[name],
        change: (value) => this.typed(name, value),
        error: errors()[name],
        ...(name === 'zip' ? { offer: this.offer() } : {}),
        ...more,
      })}
    </div>`;
  }

  /**
   * @param {Part} name
   * @param {string} value
   */
  typed(name, value) {
    this.form.change({ [name]: value }, 'hand');
    if (name === 'zip') this.look();
  }

  /** Looks up the ZIP, and fills in what nobody typed. */
  look() {
    const { zip } = this.form.values();
    this.place = null;
    this.filling = placeOf(zip).then((place) => {
      if (!place || zip !== this.form.values().zip) return;
      this.place = place;
      const change = fills(this.form.values(), this.form.typed(), place);
      if (Object.keys(change).length > 0) this.form.change(change, 'zip');
      this.form.found?.(place);
      this.form.draw();
    });
  }

  /** @returns {import('./fields.js').Offer | null} */
  offer() {
    const { place } = this;
    const said = place && !this.form.errors().zip ? mismatch(this.form.values(), place) : '';
    if (!place || !said) return null;
    const { city, state } = place;
    return { ...places.zip.use(said), value: places.zip.place(city, state), take: () => this.form.change({ city, state }, 'hand') };
  }
}
