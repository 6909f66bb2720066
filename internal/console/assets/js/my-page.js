import { html, nothing, ref } from '../vendor/parts.js';
import { call, explain, isAbort } from './api.js';
import { toast } from './dialogs.js';
import { notice, sortErrors, textField } from './fields.js';
import { wearing } from './look.js';
import { to } from './route.js';
import { session } from './session.js';
import { dressed } from './style.js';
import { account } from './text/account.js';
import { app } from './text/app.js';
import { common } from './text/common.js';
import { labels } from './text/labels.js';
import { View } from './view.js';
import { fullName, phoneNumber } from './words.js';
import { showIn } from './zone.js';
import './my-household.js';
import './my-sessions.js';

const { mine } = account;

await dressed('my-page');

/**
 * @typedef {object} Own
 * @property {{id: string, name: string, open: boolean}} community
 * @property {import('./look.js').Look} look
 * @property {string} firstName
 * @property {string} lastName
 * @property {string} email
 * @property {string | null} phone
 * @property {string | null} home
 * @property {import('./my-household.js').Household | null} household
 * @property {string} timeZone
 * @property {string | null} portalUrl
 * @property {number} version
 */

/** @typedef {{firstName: string, lastName: string, phone: string}} Details */

/** A member's own page: home, household, details, and the way to the portal. */
export class MyPage extends View {
  static properties = { community: { attribute: false } };

  constructor() {
    super();
    this.community = '';
    /** @type {Own | null} */
    this.own = null;
    /** @type {Details | null} the form's values while it is open */
    this.values = null;
    /** @type {Record<string, string>} */
    this.errors = {};
    this.wrong = '';
    this.busy = false;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('community')) return;
    this.own = null;
    this.values = null;
    this.load();
  }

  get path() {
    return `/me/memberships/${encodeURIComponent(this.community)}`;
  }

  async load() {
    this.wrong = '';
    try {
      this.show(await call('GET', this.path));
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
    }
  }

  /** @param {Own} own */
  show(own) {
    showIn(own.timeZone);
    this.set({ own });
  }

  render() {
    if (!this.own) {
      return html`
        <h1>${app.navigation.mine}</h1>
        ${notice(this.wrong)}
        ${this.wrong
          ? html`<button type="button" class="plain" @click=${() => this.load()}>${common.tryAgain}</button>`
          : html`<p class="waiting"><wa-spinner></wa-spinner> ${common.loading}</p>`}
      `;
    }
    const { firstName, community, look, portalUrl } = this.own;
    return html`
      <h1>${mine.hello(firstName)}</h1>
      <p>${mine.memberOf(community.name)}</p>
      ${look.welcome ? html`<p class="welcome" dir="auto" ${ref(wearing(look.palette))}>${look.welcome}</p>` : nothing}
      ${portalUrl
        ? html`<p><a class="button primary" href=${portalUrl} rel="noreferrer" dir="auto">${mine.portal(community.name)}</a></p>`
        : nothing}
      ${this.homeCard(this.own)} ${this.values ? this.form(this.values) : this.details(this.own)} ${this.account(this.own)} ${this.others()}
    `;
  }

  /** @param {Own} own */
  homeCard({ home, household }) {
    return html`
      <section class="sheet" aria-labelledby="my-home">
        <h2 id="my-home">${mine.home}</h2>
        ${home ? html`<p dir="auto">${home}</p>` : html`<p>${mine.noHome}</p>`}
        ${household
          ? html`<my-household
              .path=${this.path}
              .household=${household}
              @own=${(/** @type {CustomEvent<Own>} */ event) => this.show(event.detail)}
            ></my-household>`
          : nothing}
        <home-correction .path=${this.path} .home=${home}></home-correction>
      </section>
    `;
  }

  /** @param {Own} own */
  details(own) {
    return html`
      <section class="sheet" aria-labelledby="my-details">
        <h2 id="my-details">${mine.details.title}</h2>
        <dl class="facts">
          <dt>${common.name}</dt>
          <dd dir="auto">${fullName(own)}</dd>
          <dt>${labels.phone}</dt>
          <dd>${phoneNumber(own.phone) || mine.details.noPhone}</dd>
        </dl>
        <p><button type="button" class="plain" @click=${() => this.edit(own)}>${mine.details.edit}</button></p>
      </section>
    `;
  }

  /** @param {Details} values */
  form(values) {
    /**
     * @param {keyof Details} name
     * @param {string} label
     * @param {string} autocomplete
     * @param {Partial<import('./fields.js').Field>} [more]
     */
    const field = (name, label, autocomplete, more = {}) =>
      textField({
        id: `my-${name}`,
        label,
        autocomplete,
        value: values[name],
        change: (value) => this.set({ values: { ...this.values, [name]: value } }),
        error: this.errors[name],
        ...more,
      });
    return html`
      <form class="sheet" novalidate aria-labelledby="my-details" @submit=${this.save}>
        <h2 id="my-details">${mine.details.title}</h2>
        ${notice(this.wrong)}
        <div class="two">
          ${field('firstName', labels.firstName, 'given-name', { required: true })} ${field('lastName', labels.lastName, 'family-name', { required: true })}
        </div>
        ${field('phone', labels.phone, 'tel', { inputmode: 'tel', hint: mine.details.phoneHint })}
        <div class="buttons">
          <button type="button" class="plain" @click=${() => this.close()}>${common.cancel}</button>
          <button type="submit" class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>${common.save}</button>
        </div>
      </form>
    `;
  }

  /** @param {Own} own */
  account({ email }) {
    return html`
      <section class="sheet" aria-labelledby="my-account">
        <h2 id="my-account">${mine.account.title}</h2>
        <p>${mine.account.signIn(email)}</p>
        ${session.me?.account.confirmed
          ? nothing
          : html`<p class="notice warning">${mine.account.unconfirmed}</p>`}
        <p><a class="button plain" href=${to('account')}>${common.changePassword}</a></p>
        <my-sessions></my-sessions>
      </section>
    `;
  }

  others() {
    const others = session.me?.memberships.filter(({ community }) => community.id !== this.community) ?? [];
    if (others.length === 0) return nothing;
    return html`
      <section class="sheet" aria-labelledby="my-communities">
        <h2 id="my-communities">${mine.others}</h2>
        <ul>
          ${others.map(
            ({ community }) => html`
              <li>
                <a href=${to(community.id, 'me')} dir="auto">${community.name}</a>
                ${community.open ? nothing : html`<span class="hint">${common.notOpen}</span>`}
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  /** @param {Own} own */
  edit({ firstName, lastName, phone }) {
    this.set({ values: { firstName, lastName, phone: phoneNumber(phone) }, errors: {}, wrong: '' });
    this.focusOn('#my-firstName');
  }

  close() {
    this.set({ values: null, errors: {}, wrong: '' });
    this.focusOn('[aria-labelledby="my-details"] button');
  }

  /** @param {Event} event */
  async save(event) {
    event.preventDefault();
    if (this.busy) return;
    this.set({ busy: true, wrong: '', errors: {} });
    try {
      this.own = await call('PATCH', this.path, { body: { version: this.own?.version, ...this.values } });
      this.close();
      toast(mine.details.saved);
    } catch (error) {
      if (isAbort(error)) return;
      const { fields, rest } = sortErrors(error, { firstName: 'firstName', lastName: 'lastName', phone: 'phone' });
      this.set({ errors: fields, wrong: Object.keys(fields).length > 0 ? rest.join(' ') : rest.join(' ') || explain(error) });
      this.focusOn('[aria-invalid="true"]');
    } finally {
      this.set({ busy: false });
    }
  }
}
customElements.define('my-page', MyPage);
