import { html, nothing } from '../vendor/parts.js';
import { call, explain, isAbort, Once, Problem, query } from './api.js';
import { closeModal, modal, toast } from './dialogs.js';
import { notice, sortErrors, textField } from './fields.js';
import { to } from './route.js';
import { View } from './view.js';
import { counted } from './words.js';

/** @typedef {import('./session.js').Community} Community */

const empty = { name: '', firstName: '', lastName: '', email: '' };

/** Support's list of communities, and the way to a new one. */
export class CommunityList extends View {
  constructor() {
    super();
    /** @type {Community[] | null} */
    this.items = null;
    this.search = '';
    /** @type {string | null} */
    this.next = null;
    this.wrong = '';
    this.creating = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.load('');
  }

  /** @param {string} cursor */
  async load(cursor) {
    try {
      const answer = await call('GET', `/communities${query({ limit: 100, cursor })}`);
      const items = cursor ? [...(this.items ?? []), ...answer.items] : answer.items;
      this.set({ items, next: answer.next, wrong: '' });
      this.dispatchEvent(new CustomEvent('communities', { detail: answer.items, bubbles: true }));
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
    }
  }

  render() {
    return html`
      <div class="title">
        <h1>Communities</h1>
        <button type="button" class="primary" @click=${() => this.set({ creating: true })}>Create community</button>
      </div>
      ${notice(this.wrong)} ${this.items ? this.list(this.items) : this.wrong ? nothing : html`<p class="waiting"><wa-spinner></wa-spinner> Loading …</p>`}
      ${this.creating
        ? html`<create-community
            @done=${() => this.set({ creating: false })}
            @created=${() => this.load('')}
          ></create-community>`
        : nothing}
    `;
  }

  /** @param {Community[]} items */
  list(items) {
    if (items.length === 0) {
      return html`<section class="empty"><h2>No community yet</h2><p>Create the first one; its administrator is invited at once.</p></section>`;
    }
    const wanted = this.search.trim().toLocaleLowerCase();
    const shown = items.filter(({ name, id }) => `${name} ${id}`.toLocaleLowerCase().includes(wanted));
    return html`
      <div class="field search">
        <label for="community-search">Search</label>
        <input id="community-search" type="search" autocomplete="off" .value=${this.search} @input=${(/** @type {any} */ event) => this.set({ search: event.target.value })}>
      </div>
      <ul class="cards">
        ${shown.map(
          ({ id, name, open }) => html`
            <li>
              <a class="card" href=${to(id, 'members')}>
                <strong dir="auto">${name}</strong>
                <span class="hint">${id}${open ? '' : ' · Black Curtain is on'}</span>
              </a>
            </li>
          `,
        )}
      </ul>
      ${shown.length === 0
        ? html`<p class="hint">${this.next ? `None of the ${counted(items.length)} shown so far matches; there are more.` : 'No community matches.'}</p>`
        : nothing}
      ${this.next ? html`<button type="button" class="plain" @click=${() => this.load(this.next ?? '')}>Show more</button>` : nothing}
    `;
  }
}
customElements.define('community-list', CommunityList);

/** The dialog that makes a community. Tells `created` and `done`. */
class CreateCommunity extends View {
  constructor() {
    super();
    this.values = { ...empty };
    /** @type {Record<string, string>} */
    this.errors = {};
    this.wrong = '';
    /** The identifier of the community that has the name already. */
    this.namesake = '';
    this.busy = false;
    this.attempt = new Once();
  }

  render() {
    return modal(
      { label: 'Create community', leave: () => closeModal(this), closed: () => this.dispatchEvent(new Event('done')) },
      html`
        <form novalidate @submit=${this.save}>
          ${notice(this.wrong)} ${this.field('name', 'Name')}
          <fieldset class="group">
            <legend>First administrator</legend>
            <div class="two">${this.field('firstName', 'First Name')} ${this.field('lastName', 'Last Name')}</div>
            ${this.field('email', 'Email', 'email')}
          </fieldset>
          <div class="buttons">
            <button type="button" class="plain" @click=${() => closeModal(this)}>Cancel</button>
            <button type="submit" class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>
              ${this.namesake ? 'Create another one' : 'Create and invite'}
            </button>
          </div>
        </form>
      `,
    );
  }

  /**
   * @param {keyof typeof empty} name
   * @param {string} label
   * @param {string} [type]
   */
  field(name, label, type = 'text') {
    return textField({
      id: `community-${name}`,
      label,
      type,
      value: this.values[name],
      change: (value) => this.set({ values: { ...this.values, [name]: value }, namesake: name === 'name' ? '' : this.namesake }),
      error: this.errors[name],
      required: true,
    });
  }

  /** @param {Event} event */
  async save(event) {
    event.preventDefault();
    if (this.busy) return;
    const { name, ...administrator } = this.values;
    this.set({ busy: true, wrong: '', errors: {} });
    try {
      await this.attempt.post('/communities', { name, confirmed: this.namesake !== '', administrator });
      toast('The community is made and its administrator is invited.');
      this.dispatchEvent(new Event('created'));
      closeModal(this);
    } catch (error) {
      this.refused(error);
    } finally {
      this.set({ busy: false });
    }
  }

  /** @param {unknown} error */
  refused(error) {
    if (isAbort(error)) return;
    if (error instanceof Problem && error.code === 'exists') {
      const namesake = error.body.community;
      this.set({
        namesake,
        errors: { name: `There already is a community with this name (${namesake}). Change the name, or create another one with the same name.` },
      });
      this.focusOn('[aria-invalid="true"]');
      return;
    }
    const { fields, rest } = sortErrors(error, {
      name: 'name',
      'administrator.firstName': 'firstName',
      'administrator.lastName': 'lastName',
      'administrator.email': 'email',
    });
    this.set({ errors: fields, wrong: Object.keys(fields).length > 0 ? rest.join(' ') : rest.join(' ') || explain(error) });
    this.focusOn('[aria-invalid="true"]');
  }
}
customElements.define('create-community', CreateCommunity);
