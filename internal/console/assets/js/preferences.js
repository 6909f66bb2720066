import { html, nothing } from '../vendor/parts.js';
import { call, explain, isAbort, within } from './api.js';
import { curtainTurned } from './curtain-banner.js';
import { ask, toast } from './dialogs.js';
import { exportAudit } from './export-audit.js';
import { checkField, notice, selectField, sortErrors, textField } from './fields.js';
import { PlaceFields } from './place-field.js';
import { rolesOf } from './roles.js';
import { session } from './session.js';
import { common } from './text/common.js';
import { preferences } from './text/preferences.js';
import { zones } from './text/zones.js';
import './preferences-look.js';
import { View } from './view.js';
import { permissionWords, roleName } from './words.js';
import './zone-picker.js';

/** @typedef {import('./roles.js').Role} Role */

const { invitations } = preferences;

const texts = ['invitationDays', 'city', 'state', 'zip', 'timeZone', 'senderName', 'replyTo', 'portalUrl'];
const choices = ['defaultRole', 'headsInvite'];
/** Permissions that a default role may not have: it must not let people invite or change others. */
const tooMuch = ['members.invite', 'members.edit', 'preferences.manage'];

/** Preferences of a community, and what its roles may do. */
export class CommunityPreferences extends View {
  static properties = { community: { attribute: false }, name: { attribute: false } };

  constructor() {
    super();
    this.community = '';
    this.name = '';
    /** @type {Record<string, any> | null} as stored on the server */
    this.saved = null;
    /** @type {Record<string, any>} as they are in the form */
    this.values = {};
    /** @type {Role[]} */
    this.roles = [];
    /** @type {Record<string, string>} */
    this.errors = {};
    this.wrong = '';
    this.busy = false;
    /** Whether a question about the curtain is being prepared or open. */
    this.asking = false;
    this.placeTyped = false;
    this.place = new PlaceFields({
      prefix: 'place',
      values: () => /** @type {any} */ (this.values),
      typed: () => this.placeTyped,
      errors: () => this.errors,
      draw: () => this.requestUpdate(),
      change: (change, by) => {
        if (by === 'hand' && !('zip' in change)) this.placeTyped = true;
        this.change(change);
      },
    });
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('community')) return;
    this.saved = null;
    this.load();
  }

  async load() {
    try {
      const [answer, roles] = await Promise.all([
        call('GET', within(this.community, 'preferences')),
        rolesOf(this.community),
      ]);
      this.take(answer);
      this.set({ roles });
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
    }
  }

  /** @param {Record<string, any>} answer */
  take(answer) {
    const shown = { ...answer };
    for (const name of texts) shown[name] = String(answer[name] ?? '');
    this.set({ saved: shown, values: { ...shown } });
  }

  render() {
    if (!this.saved) {
      return html`<h1>${common.preferences}</h1>${notice(this.wrong)}${this.wrong ? nothing : html`<p class="waiting"><wa-spinner></wa-spinner> ${common.loading}</p>`}`;
    }
    return html`
      <h1>${common.preferences}</h1>
      <section class="sheet">
        <h2>${preferences.curtain.title}</h2>
        ${checkField({
          id: 'blackCurtain',
          label: preferences.curtain.label,
          checked: this.values.blackCurtain,
          change: (on) => this.drawCurtain(on),
          disabled: this.busy,
          hint: preferences.curtain.hint,
        })}
      </section>
      <form class="sheet" novalidate @submit=${this.save}>
        ${notice(this.wrong)}
        <h2>${invitations.title}</h2>
        ${selectField({
          id: 'defaultRole',
          label: invitations.role,
          value: this.values.defaultRole,
          options: this.defaults(),
          change: (defaultRole) => this.change({ defaultRole }),
          error: this.errors.defaultRole,
          hint: invitations.roleHint,
        })}
        ${this.field('invitationDays', invitations.days, invitations.daysHint, 'numeric')}
        ${this.field('senderName', common.senderName, invitations.senderHint)}
        ${this.field('replyTo', common.replyAddress, invitations.replyHint, 'email')}
        ${checkField({
          id: 'headsInvite',
          label: invitations.heads,
          checked: this.values.headsInvite,
          change: (headsInvite) => this.change({ headsInvite }),
          hint: invitations.headsHint,
        })}
        ${this.field('portalUrl', invitations.portal, invitations.portalHint, 'url')}
        <h2>${preferences.place.title}</h2>
        <p class="hint">${preferences.place.hint}</p>
        <div class="address">${this.place.render()}</div>
        <zone-picker
          .value=${this.values.timeZone}
          .error=${this.errors.timeZone ?? ''}
          .hint=${zones.use}
          @chosen=${(/** @type {CustomEvent} */ event) => this.change({ timeZone: event.detail })}
        ></zone-picker>
        <div class="buttons"><button type="submit" class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>${preferences.save}</button></div>
      </form>
      <community-look .community=${this.community} .name=${this.name}></community-look>
      ${this.roleTable()} ${this.records()}
    `;
  }

  defaults() {
    const fit = this.roles.filter(({ permissions }) => !permissions.some((permission) => tooMuch.includes(permission)));
    const names = fit.map(({ name }) => name);
    if (!names.includes(this.values.defaultRole)) names.unshift(this.values.defaultRole);
    return names.map((name) => ({ value: name, label: roleName(name) }));
  }

  /**
   * @param {string} name
   * @param {string} label
   * @param {string} [hint]
   * @param {string} [inputmode]
   */
  field(name, label, hint, inputmode) {
    return textField({
      id: name,
      label,
      hint,
      inputmode,
      value: this.values[name],
      change: (value) => this.change({ [name]: value }),
      error: this.errors[name],
    });
  }

  roleTable() {
    return html`
      <section class="sheet">
        <h2>${preferences.roles.title}</h2>
        <dl class="facts">
          ${this.roles.map(
            ({ name, permissions }) => html`
              <dt>${roleName(name)}</dt>
              <dd>
                ${permissions.length === 0
                  ? preferences.roles.nothing
                  : html`<ul>${permissions.map((permission) => html`<li>${preferences.roles.may(permissionWords(permission))}</li>`)}</ul>`}
              </dd>
            `,
          )}
        </dl>
      </section>
    `;
  }

  /** Draws the export of the audit trail, for those who may see all of it. */
  records() {
    if (!session.can(this.community, 'members.edit')) return nothing;
    return html`
      <section class="sheet">
        <h2>${preferences.records.title}</h2>
        <p>${preferences.records.text}</p>
        <p><button type="button" class="plain" @click=${() => exportAudit(this.community)}>${preferences.records.export}</button></p>
      </section>
    `;
  }

  /** @param {Record<string, any>} change */
  change(change) {
    this.set({ values: { ...this.values, ...change } });
  }

  /** @param {boolean} on */
  async drawCurtain(on) {
    if (this.asking) return this.requestUpdate();
    this.asking = true;
    this.change({ blackCurtain: on });
    const { done, ...question } = preferences.curtain.on;
    const sure = on ? await ask(question) : await this.askToOpen();
    this.asking = false;
    if (!sure) {
      this.change({ blackCurtain: !on });
      return;
    }
    await this.patch({ blackCurtain: on }, on ? done : preferences.curtain.off.done);
    if (this.saved) this.change({ blackCurtain: this.saved.blackCurtain });
    window.dispatchEvent(new Event(curtainTurned));
    session.refresh(); // only the label in the list of communities depends on it
  }

  /**
   * Asks before lifting the curtain, saying how many people will be mailed. If that
   * is unknown, nothing is asked or done.
   */
  async askToOpen() {
    this.set({ wrong: '' });
    try {
      const { counts } = await call('GET', `${within(this.community, 'members')}?status=active&limit=1`);
      const { title, text, yes } = preferences.curtain.off;
      return await ask({ title, yes, text: text(counts.behindCurtain) });
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
      return false;
    }
  }

  /** @param {Event} event */
  async save(event) {
    event.preventDefault();
    const saved = this.saved ?? {};
    const changed = Object.fromEntries(
      [...texts, ...choices].filter((name) => this.values[name] !== saved[name]).map((name) => [name, this.values[name]]),
    );
    if ('invitationDays' in changed) {
      changed.invitationDays = Number(changed.invitationDays);
      if (!Number.isInteger(changed.invitationDays)) return this.show({ invitationDays: invitations.daysWhole });
    }
    if (Object.keys(changed).length === 0) return toast(common.nothingChanged, 'neutral');
    await this.patch(changed, preferences.saved);
  }

  /**
   * @param {Record<string, any>} body
   * @param {string} said
   */
  async patch(body, said) {
    if (this.busy) return;
    this.set({ busy: true, wrong: '', errors: {} });
    const typed = this.values;
    try {
      const answer = await call('PATCH', within(this.community, 'preferences'), { body });
      this.take(answer ?? { ...this.saved, ...body });
      // Turning the curtain on or off saves nothing else in the form.
      if ('blackCurtain' in body) this.set({ values: { ...typed, blackCurtain: body.blackCurtain } });
      if ('timeZone' in body) session.refresh(); // the next page shows times in the new zone
      toast(said);
    } catch (error) {
      if (isAbort(error)) return;
      const { fields, rest } = sortErrors(error, Object.fromEntries([...texts, ...choices].map((name) => [name, name])));
      this.set({ wrong: Object.keys(fields).length > 0 ? rest.join(' ') : rest.join(' ') || explain(error) });
      this.show(fields);
    } finally {
      this.set({ busy: false });
    }
  }

  /** @param {Record<string, string>} errors */
  show(errors) {
    this.set({ errors });
    this.focusOn('[aria-invalid="true"]');
  }
}
customElements.define('community-preferences', CommunityPreferences);
