import { html, nothing, ref } from '../vendor/parts.js';
import { call, explain, isAbort, within } from './api.js';
import { toast } from './dialogs.js';
import { notice, sortErrors, textField } from './fields.js';
import { logoImage, wearing } from './look.js';
import { fitted } from './picture.js';
import { session } from './session.js';
import { shades } from './shade.js';
import { dressed } from './style.js';
import { common } from './text/common.js';
import { preferences } from './text/preferences.js';
import { View } from './view.js';

/** @typedef {import('./look.js').Logo} Logo */
/** @typedef {'colour' | 'welcome' | 'mailingAddress'} Name */

const text = preferences.look;

await dressed('look');

/** @type {Name[]} */
const names = ['colour', 'welcome', 'mailingAddress'];

/** The color picker's value while the community has no color of its own. */
const ours = getComputedStyle(document.documentElement).getPropertyValue('--brand-action').trim();

const hex = /#[0-9a-f]{6}\b/i;

/** The Look section of the preferences, next to a preview of how the community's mails begin. */
export class CommunityLook extends View {
  static properties = { community: { attribute: false }, name: { attribute: false } };

  constructor() {
    super();
    this.community = '';
    /** The community's name. */
    this.name = '';
    /** @type {Record<Name, string> | null} as stored on the server */
    this.saved = null;
    /** @type {Record<Name, string>} as they are in the form */
    this.values = { colour: '', welcome: '', mailingAddress: '' };
    /** @type {Logo | null} */
    this.logo = null;
    /** @type {Record<string, string>} */
    this.errors = {};
    this.wrong = '';
    this.busy = false;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('community')) return;
    this.saved = null;
    this.load();
  }

  async load() {
    try {
      this.take(await call('GET', within(this.community, 'preferences')));
      this.set({ values: { .../** @type {Record<Name, string>} */ (this.saved) } });
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
    }
  }

  /** @param {Record<Name, string> & {logo: Logo | null}} preferences */
  take({ colour, welcome, mailingAddress, logo }) {
    this.set({ saved: { colour, welcome, mailingAddress }, logo });
  }

  render() {
    if (!this.saved) return html`<section class="sheet"><h2>${text.title}</h2>${notice(this.wrong)}</section>`;
    return html`
      <form class="sheet" novalidate aria-labelledby="look" @submit=${this.save}>
        <h2 id="look">${text.title}</h2>
        <p class="hint">${text.hint}</p>
        ${notice(this.wrong)}
        <div class="look-parts">
          <div>
            ${this.logoField()} ${this.colorField()}
            ${this.field('welcome', text.welcome, text.welcomeHint)}
            ${this.field('mailingAddress', text.address, text.addressHint)}
          </div>
          ${this.preview()}
        </div>
        <div class="buttons"><button type="submit" class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>${text.save}</button></div>
      </form>
    `;
  }

  logoField() {
    return html`
      <div class="look-file">
        <p class="look-label">${text.logo.title}</p>
        <div class="look-logo">
          ${logoImage(this.logo, text.logo.yours)}
          <label class="button" for="logo-file">${this.logo ? text.logo.chooseAnother : text.logo.choose}</label>
          <input id="logo-file" class="unseen" type="file" accept="image/png,image/jpeg" aria-describedby="logo-hint" @change=${this.choose}>
          ${this.logo ? html`<button type="button" class="link" @click=${() => this.remove()}>${text.logo.remove}</button>` : nothing}
        </div>
        <p class="hint" id="logo-hint">${text.logo.hint}</p>
        ${this.errors.image ? html`<p class="wrong" role="alert">${this.errors.image}</p>` : nothing}
      </div>
    `;
  }

  colorField() {
    const offered = this.errors.colour?.match(hex)?.[0];
    return html`
      <div class="look-color">
        ${textField({
          id: 'look-colour',
          label: text.color.label,
          value: this.values.colour,
          change: (colour) => this.change({ colour }),
          error: this.errors.colour,
          maxlength: 20,
          hint: text.color.hint,
        })}
        <input type="color" aria-label=${text.color.pick} .value=${hex.test(this.values.colour) ? this.values.colour.trim() : ours} @input=${this.pick}>
      </div>
      <div class="look-remarks">
        ${offered ? html`<button type="button" class="plain" @click=${() => this.offer(offered)}>${text.color.use(offered)}</button>` : nothing}
      </div>
    `;
  }

  /**
   * @param {Name} name
   * @param {string} label
   * @param {string} hint
   */
  field(name, label, hint) {
    return textField({ id: `look-${name}`, label, hint, value: this.values[name], change: (value) => this.change({ [name]: value }), error: this.errors[name] });
  }

  /** Draws a preview of an invitation's header. */
  preview() {
    const color = this.values.colour.trim();
    return html`
      <figure class="look-preview">
        <figcaption>${text.preview.title}</figcaption>
        <div class="look-mail" ${ref(wearing(hex.test(color) ? shades(color) : null))}>
          ${this.logo ? logoImage(this.logo, this.name) : html`<p class="head" dir="auto">${this.name}</p>`}
          <p>${text.preview.hello}</p>
          <p>${text.preview.invited(this.name)}</p>
          ${this.values.welcome.trim() ? html`<p><em dir="auto">${this.values.welcome}</em></p>` : nothing}
          <p><span class="act">${text.preview.activate}</span></p>
        </div>
      </figure>
    `;
  }

  /** @param {Partial<Record<Name, string>>} change */
  change(change) {
    this.set({ values: { ...this.values, ...change } });
  }

  /** @param {Event} event */
  pick(event) {
    this.change({ colour: /** @type {HTMLInputElement} */ (event.target).value });
  }

  /** @param {string} colour */
  offer(colour) {
    this.set({ errors: {} });
    this.change({ colour });
    this.focusOn('#look-colour');
  }

  /** @param {Event} event */
  async choose(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const file = input.files?.[0];
    input.value = '';
    if (!file || this.busy) return;
    this.set({ errors: {} });
    const image = await fitted(file);
    if (!image) return this.set({ errors: { image: text.logo.unreadable } });
    await this.send('PUT', 'logo', { image }, text.logo.saved);
  }

  async remove() {
    await this.send('DELETE', 'logo', undefined, text.logo.removed);
    this.focusOn('#logo-file');
  }

  /** @param {Event} event */
  async save(event) {
    event.preventDefault();
    const saved = /** @type {Record<Name, string>} */ (this.saved);
    const changed = Object.fromEntries(names.filter((name) => this.values[name] !== saved[name]).map((name) => [name, this.values[name]]));
    if (Object.keys(changed).length === 0) return toast(common.nothingChanged, 'neutral');
    if (await this.send('PATCH', 'preferences', changed, text.saved)) this.set({ values: { .../** @type {Record<Name, string>} */ (this.saved) } });
  }

  /**
   * @param {string} method
   * @param {string} part
   * @param {unknown} body
   * @param {string} said
   */
  async send(method, part, body, said) {
    if (this.busy) return false;
    this.set({ busy: true, wrong: '', errors: {} });
    try {
      this.take(await call(method, within(this.community, part), { body }));
      toast(said);
      this.tell();
      return true;
    } catch (error) {
      if (isAbort(error)) return false;
      const { fields, rest } = sortErrors(error, { colour: 'colour', welcome: 'welcome', mailingAddress: 'mailingAddress', image: 'image' });
      this.set({ errors: fields, wrong: Object.keys(fields).length > 0 ? rest.join(' ') : rest.join(' ') || explain(error) });
      this.focusOn('[aria-invalid="true"]');
      return false;
    } finally {
      this.set({ busy: false });
    }
  }

  /** Makes the bar above show the new look. */
  async tell() {
    const { items } = session.staff ? await call('GET', '/communities?limit=100').catch(() => ({ items: [] })) : { items: [] };
    await session.refresh(); // the next page opened shows it
    this.dispatchEvent(new CustomEvent('communities', { bubbles: true, detail: items }));
  }
}
customElements.define('community-look', CommunityLook);
