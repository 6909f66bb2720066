import { html, nothing } from '../vendor/parts.js';
import { call, explain, isAbort, Once, Problem, within } from './api.js';
import { Bulk, resending, tellResults } from './bulk.js';
import { ask, badge, closeModal, modal, show, toast } from './dialogs.js';
import { notice } from './fields.js';
import { historyList, withMails } from './history.js';
import { Patience, Requests } from './requests.js';
import { to } from './route.js';
import { mayGive, rolesOf } from './roles.js';
import { session } from './session.js';
import { dressed } from './style.js';
import { common } from './text/common.js';
import { labels } from './text/labels.js';
import { member as text } from './text/member.js';
import { View } from './view.js';
import { delivery, fullName, householdRoleName, mailMoves, mailName, onDay, phoneNumber, roleName, when } from './words.js';
import './copy-button.js';
import './member-edit.js';

await dressed('panels');

/** @typedef {import('./words.js').Member} Member */
/** @typedef {import('./roles.js').Role} Role */

/** How often to poll a member with a mail under way, in milliseconds. */
const soon = 2500;

/** Everything about one member, beside the list. Dispatches `changed` and `done`. */
export class MemberPanel extends View {
  static properties = {
    community: { attribute: false },
    memberID: { attribute: false },
    editing: { attribute: false },
    first: { attribute: false },
  };

  constructor() {
    super();
    this.community = '';
    this.memberID = '';
    this.editing = false;
    /** The field to edit first; '': the form's first. */
    this.first = '';
    /** @type {Member | null} */
    this.member = null;
    /** @type {Role[]} */
    this.roles = [];
    /** @type {{items: any[], next: string | null, mails: any[]} | null} null: not read yet, or not visible to this account */
    this.history = null;
    this.wrong = '';
    this.busy = false;
    this.patience = new Patience();
    this.requests = new Requests(this);
    this.bulk = new Bulk();
    this.inviting = new Once();
    this.revoking = new Once();
    this.removing = new Once();
    this.clearing = new Once();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('memberID') && !changed.has('community')) return;
    this.set({ member: null, history: null, wrong: '' });
    this.load();
  }

  /**
   * Reads the member and the history, which grows with everything done here.
   * @param {{quiet?: boolean}} [options] quiet: errors are retried and not shown
   */
  load({ quiet = false } = {}) {
    return this.requests.latest(
      (signal) =>
        Promise.all([
          call('GET', within(this.community, 'members', this.memberID), { signal }),
          this.roles.length > 0 ? this.roles : rolesOf(this.community).catch(() => []),
          session.can(this.community, 'members.invite') ? this.entries() : null,
        ]),
      ([member, roles, history]) => {
        this.set({ member, roles, history });
        this.lookAgain(member);
      },
      (error) => {
        if (quiet && this.member) return this.lookAgain(this.member);
        const gone = error instanceof Problem && error.status === 404;
        this.set({ wrong: gone ? text.notFound : explain(error) });
      },
    );
  }

  /**
   * Polls a member whose mail is under way, but not during editing: other people's
   * changes then show up on saving.
   * @param {Member} member
   */
  lookAgain(member) {
    if (!mailMoves(member)) return;
    const look = () => (this.editing ? this.lookAgain(member) : this.load({ quiet: true }));
    this.requests.next(look, this.patience.after(member, soon));
  }

  /** Whether the rank guard lets the account change this member. */
  get mayTouch() {
    const role = this.roles.find(({ name }) => name === this.member?.role);
    return !role || mayGive(this.community, role);
  }

  get mayEdit() {
    const { status } = this.member ?? {};
    if (!this.mayTouch) return false;
    if (status === 'pending' || status === 'profile') return session.can(this.community, 'members.invite');
    return status === 'active' && session.can(this.community, 'members.edit');
  }

  /** @param {Member} member */
  mayRemove({ status }) {
    return ['active', 'profile'].includes(status) && this.mayTouch && session.can(this.community, 'members.edit');
  }

  get mayInvite() {
    return this.mayTouch && session.can(this.community, 'members.invite');
  }

  render() {
    return modal(
      {
        label: this.member ? fullName(this.member) : labels.member,
        kind: 'drawer',
        leave: () => this.leave(),
        closed: () => this.dispatchEvent(new Event('done')),
      },
      html`${notice(this.wrong)} ${this.member ? this.content(this.member) : this.waiting()}`,
    );
  }

  waiting() {
    return this.wrong ? nothing : html`<p class="waiting"><wa-spinner></wa-spinner> ${common.loading}</p>`;
  }

  /** @param {Member} member */
  content(member) {
    if (this.editing && this.mayEdit) {
      return html`<member-edit
        .community=${this.community}
        .member=${member}
        .roles=${this.roles}
        .first=${this.first}
        @cancelled=${this.endEditing}
        @stale=${this.reload}
        @saved=${this.saved}
      ></member-edit>`;
    }
    return html`${this.facts(member)}${this.actions(member)}${this.past()}`;
  }

  /** @param {Member} member */
  facts(member) {
    const { label, tone, at, why } = delivery(member);
    return html`
      <dl class="facts">
        <dt>${labels.status}</dt>
        <dd>${this.status(member)}</dd>
        <dt>${labels.email}</dt>
        <dd dir="auto">${member.email || common.none}</dd>
        <dt>${labels.phone}</dt>
        <dd dir="auto">${phoneNumber(member.phone) || common.none}</dd>
        <dt>${labels.property}</dt>
        <dd dir="auto">
          ${member.property && session.can(this.community, 'members.invite')
            ? html`<a href=${to(this.community, 'properties', member.property.id)}>${member.property.label}</a>`
            : (member.property?.label ?? common.noHome)}
        </dd>
        ${member.household
          ? html`<dt>${labels.household}</dt>
              <dd dir="auto">${common.joined([member.household.name, householdRoleName(member.householdRole)])}</dd>`
          : nothing}
        <dt>${common.communityRole}</dt>
        <dd>${roleName(member.role) || labels.theDefault}</dd>
        ${member.status === 'pending'
          ? html`<dt>${common.invitation}</dt>
              <dd>
                ${badge(label, tone)} ${at} ${why ? html`<div class="hint" dir="auto">${why}</div>` : nothing}
                ${member.invitation?.expiresAt ? html`<div class="hint">${text.facts.ends(when(member.invitation.expiresAt))}</div>` : nothing}
              </dd>`
          : nothing}
        ${['pending', 'profile'].includes(member.status) && member.invitation?.printedAt
          ? html`<dt>${text.facts.letter}</dt>
              <dd>
                ${text.facts.printed(when(member.invitation.printedAt))} ${member.status === 'profile' ? html`<div class="hint">${text.facts.codeEnds(when(member.invitation.expiresAt))}</div>` : nothing}
              </dd>`
          : nothing}
      </dl>
    `;
  }

  /** @param {Member} member */
  status(member) {
    switch (member.status) {
      case 'active':
        return text.facts.activeSince(badge(common.active, 'success'), onDay(member.activatedAt));
      case 'pending':
        return badge(common.pending, 'neutral');
      case 'profile':
        return html`${badge(common.withoutSignIn, 'neutral')} <div class="hint">${text.facts.profile}</div>`;
      case 'revoked':
        return badge(mailName('revoked'), 'neutral');
      default:
        return badge(text.facts.removed, 'neutral');
    }
  }

  /** @param {Member} member */
  actions(member) {
    const pending = member.status === 'pending';
    const state = member.invitation?.delivery.state ?? '';
    const blocked = ['bounced', 'complained', 'suppressed'].includes(state);
    const ended = ['revoked', 'removed'].includes(member.status);
    return html`
      <div class="buttons wrap">
        ${pending && blocked && this.mayEdit
          ? html`<button type="button" class="primary" @click=${this.correctEmail}>${labels.correctEmail}</button>`
          : nothing}
        ${ended && this.mayInvite && member.property
          ? html`<button type="button" class="primary" @click=${this.inviteAgain}>${text.actions.inviteAgain}</button>`
          : nothing}
        ${this.mayEdit
          ? html`<button type="button" class=${pending && blocked ? 'plain' : 'primary'} @click=${() => this.set({ editing: true })}>${common.edit}</button>`
          : nothing}
        ${pending && this.mayInvite
          ? html`
              <button type="button" class="plain" @click=${this.sendAgain}>${common.resendInvitations}</button>
              <button type="button" class="plain" @click=${this.showCode}>${text.actions.showCode}</button>
            `
          : nothing}
        ${(pending || member.status === 'profile') && this.mayInvite
          ? html`<button type="button" class="plain" @click=${this.printLetter}>${common.printLetters}</button>`
          : nothing}
        ${pending && this.mayInvite ? html`<button type="button" class="plain danger" @click=${this.revoke}>${common.revoke}</button>` : nothing}
        ${pending && blocked && session.staff
          ? html`<button type="button" class="plain" @click=${this.addressWorks}>${text.actions.addressWorks}</button>`
          : nothing}
        ${this.mayRemove(member)
          ? html`<button type="button" class="plain danger" @click=${this.removeMember}>${text.actions.remove}</button>`
          : nothing}
      </div>
    `;
  }

  past() {
    if (!this.history) return nothing;
    const { items, next, mails } = this.history;
    return html`
      <section>
        <div class="title">
          <h3>${text.history.title}</h3>
          ${session.can(this.community, 'members.edit')
            ? html`<button type="button" class="plain small" @click=${this.exportHistory}>${common.export}</button>`
            : nothing}
        </div>
        ${historyList(withMails(items, mails))} ${next ? html`<p class="hint">${text.history.latest(items.length)}</p>` : nothing}
      </section>
    `;
  }

  /** Exports the history. Few people do, so the module is fetched when they do. */
  async exportHistory() {
    const { member } = this;
    if (member) await (await import('./export-audit.js')).exportAudit(this.community, member);
  }

  correctEmail() {
    this.set({ editing: true, first: 'email' });
  }

  /** Sends the same member a new invitation; the old code stays invalid. */
  async inviteAgain() {
    const member = this.member;
    if (!member?.property) return;
    const { firstName, lastName, email, phone, property } = member;
    const sure = await ask({
      title: text.inviteAgain.title,
      text: text.inviteAgain.text(fullName(member), email, property.label),
      yes: text.actions.inviteAgain,
    });
    if (!sure) return;
    await this.run(async () => {
      const { items } = await call('GET', within(this.community, 'properties', property.id, 'households'));
      const household = items.find((/** @type {any} */ { id }) => id === member.household?.id);
      await this.inviting.post(within(this.community, 'invitations'), {
        property: { id: property.id },
        household: household ? { id: household.id } : {},
        member: { firstName, lastName, email, ...(phone ? { phone } : {}) },
        ...(member.role && member.role !== 'member' ? { role: member.role } : {}),
      });
      toast(text.inviteAgain.done(fullName(member)));
      this.refresh();
    });
  }

  entries() {
    return call('GET', `${within(this.community, 'members', this.memberID, 'history')}?limit=100`);
  }

  async sendAgain() {
    const member = this.member;
    if (!member) return;
    await this.run(async () => {
      await tellResults(resending, [member], await this.bulk.run(this.community, resending, { members: [member] }));
      this.refresh();
    });
  }

  async printLetter() {
    const member = this.member;
    if (!member) return;
    const { printLetters } = await import('./letters.js');
    if (await printLetters(this.community, { members: [member.id] }, [member])) this.refresh();
  }

  async showCode() {
    await this.run(async () => {
      const answer = await call('POST', within(this.community, 'members', this.memberID, 'code'));
      await show(
        labels.inviteCode,
        html`
          <p>${text.code.text(this.member ? fullName(this.member) : '')}</p>
          <p class="code"><code>${answer.code}</code> <copy-button .value=${answer.code}></copy-button></p>
        `,
      );
      this.load();
    });
  }

  async revoke() {
    if (!this.member) return;
    const sure = await ask({
      title: text.revoke.title,
      text: text.revoke.text(fullName(this.member)),
      yes: common.revoke,
      danger: true,
    });
    if (sure) await this.end(this.revoking, 'revoke', text.revoke.done);
  }

  async removeMember() {
    if (!this.member) return;
    const name = fullName(this.member);
    const sure = await ask({
      title: text.remove.title,
      text: this.member.status === 'profile' ? text.remove.profile(name) : text.remove.active(name),
      yes: text.actions.remove,
      danger: true,
    });
    if (sure) await this.end(this.removing, 'remove', text.remove.done);
  }

  addressWorks() {
    return this.end(this.clearing, 'address-works', text.addressWorks);
  }

  /**
   * @param {Once} attempt
   * @param {string} what
   * @param {string} said
   */
  async end(attempt, what, said) {
    await this.run(async () => {
      await attempt.post(within(this.community, 'members', this.memberID, what));
      toast(said);
      this.refresh();
    });
  }

  /** @param {() => Promise<void>} work */
  async run(work) {
    if (this.busy) return;
    this.set({ busy: true, wrong: '' });
    try {
      await work();
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
    } finally {
      this.set({ busy: false });
    }
  }

  refresh() {
    this.dispatchEvent(new Event('changed'));
    this.load();
  }

  saved() {
    this.endEditing();
    this.refresh();
  }

  endEditing() {
    this.set({ editing: false, first: '' });
    this.focusOn('.buttons button');
  }

  /** Reads the member again, because somebody else has changed it. */
  reload() {
    this.load();
  }

  async leave() {
    const form = /** @type {import('./member-edit.js').MemberEdit | null} */ (this.querySelector('member-edit'));
    const sure =
      !form?.dirty ||
      (await ask({ ...text.leave, yes: common.leave, no: common.keepEditing }));
    if (sure) closeModal(this);
  }
}
customElements.define('member-panel', MemberPanel);
