import { html, nothing } from '../vendor/parts.js';
import { call, explain, isAbort, within } from './api.js';
import { curtainTurned } from './curtain-banner.js';
import { ask, toast } from './dialogs.js';
import { exportAudit } from './export-audit.js';
import { checkField, notice, selectField, sortErrors, textField } from './fields.js';
import { PlaceFields } from './place-field.js';
import { rolesOf } from './roles.js';
import { session } from './session.js';
import './preferences-look.js';
import { View } from './view.js';
import { permissionWords, plural, roleName } from './words.js';
import './zone-picker.js';

/** @typedef {import('./roles.js').Role} Role */

const texts = ['invitationDays', 'city', 'state', 'zip', 'timeZone', 'senderName', 'replyTo', 'portalUrl'];
const choices = ['defaultRole', 'headsInvite'];
/** A default role gives nobody the means to bring others in or change them. */
const tooMuch = ['members.invite', 'members.edit', 'preferences.manage'];

/** Preferences of a community, and what its roles may do. */
export class CommunityPreferences extends View {
  static properties = { community: { attribute: false }, name: { attribute: false } };

  constructor() {
    super();
    this.community = '';
    this.name = '';
    /** @type {Record<string, any> | null} as the server has them */
    this.saved = null;
    /** @type {Record<string, any>} as they stand in the form */
    this.values = {};
    /** @type {Role[]} */
    this.roles = [];
    /** @type {Record<string, string>} */
    this.errors = {};
    this.wrong = '';
    this.busy = false;
    /** A question about the curtain is on its way or open. */
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
      const [preferences, roles] = await Promise.all([
        call('GET', within(this.community, 'preferences')),
        rolesOf(this.community),
      ]);
      this.take(preferences);
      this.set({ roles });
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
    }
  }

  /** @param {Record<string, any>} preferences */
  take(preferences) {
    const shown = { ...preferences };
    for (const name of texts) shown[name] = String(preferences[name] ?? '');
    this.set({ saved: shown, values: { ...shown } });
  }

  render() {
    if (!this.saved) {
      return html`<h1>Preferences</h1>${notice(this.wrong)}${this.wrong ? nothing : html`<p class="waiting"><wa-spinner></wa-spinner> Loading …</p>`}`;
    }
    return html`
      <h1>Preferences</h1>
      <section class="sheet">
        <h2>Opening day</h2>
        ${checkField({
          id: 'blackCurtain',
          label: 'Black Curtain',
          checked: this.values.blackCurtain,
          change: (on) => this.drawCurtain(on),
          disabled: this.busy,
          hint: 'While it’s on, members can activate their accounts but can’t sign in. People who manage preferences still can. When you turn it off, everyone who activated in the meantime gets an email saying the community is open.',
        })}
      </section>
      <form class="sheet" novalidate @submit=${this.save}>
        ${notice(this.wrong)}
        <h2>Invitations</h2>
        ${selectField({
          id: 'defaultRole',
          label: 'Default member role',
          value: this.values.defaultRole,
          options: this.defaults(),
          change: (defaultRole) => this.change({ defaultRole }),
          error: this.errors.defaultRole,
          hint: 'The role members get when they activate, unless the invitation says otherwise.',
        })}
        ${this.field('invitationDays', 'Invitations expire after (days)', '1 to 365; a resend starts it anew.', 'numeric')}
        ${this.field('senderName', 'Sender name', 'Shown as the sender when a roster is imported.')}
        ${this.field('replyTo', 'Reply address', 'Where replies to our emails go. Optional.', 'email')}
        ${checkField({
          id: 'headsInvite',
          label: 'Heads of Household may invite their household',
          checked: this.values.headsInvite,
          change: (headsInvite) => this.change({ headsInvite }),
          hint: 'They can invite people into their own home, as members without any permissions. You see everyone they invite, and who invited them.',
        })}
        ${this.field('portalUrl', 'Portal', 'The web address of your community’s own site, starting with https://. Members are led there once they have signed in. Optional.', 'url')}
        <h2>Place</h2>
        <p class="hint">Fills in what a form or roster leaves out.</p>
        <div class="address">${this.place.render()}</div>
        <zone-picker
          .value=${this.values.timeZone}
          .error=${this.errors.timeZone ?? ''}
          .hint=${'Dates and times in mails and on screens are in this zone.'}
          @chosen=${(/** @type {CustomEvent} */ event) => this.change({ timeZone: event.detail })}
        ></zone-picker>
        <div class="buttons"><button type="submit" class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>Save preferences</button></div>
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
        <h2>Roles</h2>
        <dl class="facts">
          ${this.roles.map(
            ({ name, permissions }) => html`
              <dt>${roleName(name)}</dt>
              <dd>
                ${permissions.length === 0
                  ? 'Nothing to manage'
                  : html`<ul>${permissions.map((permission) => html`<li>May ${permissionWords(permission)}</li>`)}</ul>`}
              </dd>
            `,
          )}
        </dl>
      </section>
    `;
  }

  /** Who may see all of what was done takes it along as a file. */
  records() {
    if (!session.can(this.community, 'members.edit')) return nothing;
    return html`
      <section class="sheet">
        <h2>Records</h2>
        <p>Everything that was done in this community, and by whom: invitations, edits, preferences, imports, exports.</p>
        <p><button type="button" class="plain" @click=${() => exportAudit(this.community)}>Export the audit trail</button></p>
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
    const sure = on
      ? await ask({
          title: 'Turn the Black Curtain on?',
          text: 'Members who are signed in lose access right away. Until you turn it off, only people who manage preferences can sign in.',
          yes: 'Turn on',
        })
      : await this.askToOpen();
    this.asking = false;
    if (!sure) {
      this.change({ blackCurtain: !on });
      return;
    }
    await this.patch({ blackCurtain: on }, on ? 'The Black Curtain is on.' : 'The community is open.');
    if (this.saved) this.change({ blackCurtain: this.saved.blackCurtain });
    window.dispatchEvent(new Event(curtainTurned));
    session.refresh().catch(() => {}); // only the label in the list of communities depends on it
  }

  /** Asks before the community opens, with how many are mailed then; without knowing it nothing is asked and nothing done. */
  async askToOpen() {
    this.set({ wrong: '' });
    try {
      const { counts } = await call('GET', `${within(this.community, 'members')}?status=active&limit=1`);
      const { behindCurtain } = counts;
      const told = behindCurtain > 0 ? `${plural(behindCurtain, 'member')} who activated while it was on ${behindCurtain === 1 ? 'gets' : 'get'} an email saying so.` : 'Nobody is mailed.';
      return await ask({ title: 'Turn the Black Curtain off?', text: `Every member can sign in right away. ${told}`, yes: 'Turn off' });
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
      if (!Number.isInteger(changed.invitationDays)) return this.show({ invitationDays: 'Enter a whole number of days.' });
    }
    if (Object.keys(changed).length === 0) return toast('Nothing was changed.', 'neutral');
    await this.patch(changed, 'Preferences saved.');
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
      // Turning the curtain saves nothing else of what stands in the form.
      if ('blackCurtain' in body) this.set({ values: { ...typed, blackCurtain: body.blackCurtain } });
      if ('timeZone' in body) session.refresh().catch(() => {}); // the next page shows times in it
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
