import { html, nothing } from '../vendor/parts.js';
import { call, explain, isAbort, Once, Problem, within } from './api.js';
import { Bulk, resending, tellResults } from './bulk.js';
import { ask, badge, closeModal, modal, show, toast } from './dialogs.js';
import { notice } from './fields.js';
import { historyList, withMails } from './history.js';
import { mayGive, rolesOf } from './roles.js';
import { to } from './route.js';
import { session } from './session.js';
import { View } from './view.js';
import { Patience } from './patience.js';
import { counted, delivery, fullName, householdRoleName, mailMoves, onDay, phoneNumber, roleName, when } from './words.js';
import './copy-button.js';
import './member-edit.js';

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
    /** @type {number | undefined} */
    this.timer = undefined;
    this.bulk = new Bulk();
    this.inviting = new Once();
    this.revoking = new Once();
    this.removing = new Once();
    this.clearing = new Once();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
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
  async load({ quiet = false } = {}) {
    clearTimeout(this.timer);
    const id = this.memberID;
    try {
      const [member, roles, history] = await Promise.all([
        call('GET', within(this.community, 'members', id)),
        this.roles.length > 0 ? this.roles : rolesOf(this.community).catch(() => []),
        session.can(this.community, 'members.invite') ? this.entries() : null,
      ]);
      if (id !== this.memberID) return;
      this.set({ member, roles, history });
      this.lookAgain(member);
    } catch (error) {
      if (isAbort(error)) return;
      if (quiet && this.member) return this.lookAgain(this.member);
      const gone = error instanceof Problem && error.status === 404;
      this.set({ wrong: gone ? 'We couldn’t find that member in this community.' : explain(error) });
    }
  }

  /**
   * Polls a member whose mail is under way, but not during editing: other people's
   * changes then show up on saving.
   * @param {Member} member
   */
  lookAgain(member) {
    clearTimeout(this.timer);
    if (!this.isConnected || !mailMoves(member)) return;
    const look = () => (this.editing ? this.lookAgain(member) : this.load({ quiet: true }));
    this.timer = window.setTimeout(look, this.patience.after(member, soon));
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
        label: this.member ? fullName(this.member) : 'Member',
        kind: 'drawer',
        leave: () => this.leave(),
        closed: () => this.dispatchEvent(new Event('done')),
      },
      html`${notice(this.wrong)} ${this.member ? this.content(this.member) : this.waiting()}`,
    );
  }

  waiting() {
    return this.wrong ? nothing : html`<p class="waiting"><wa-spinner></wa-spinner> Loading …</p>`;
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
        <dt>Status</dt>
        <dd>${this.status(member)}</dd>
        <dt>Email</dt>
        <dd dir="auto">${member.email || 'None'}</dd>
        <dt>Phone Number</dt>
        <dd dir="auto">${phoneNumber(member.phone) || 'None'}</dd>
        <dt>Property</dt>
        <dd dir="auto">
          ${member.property && session.can(this.community, 'members.invite')
            ? html`<a href=${to(this.community, 'properties', member.property.id)}>${member.property.label}</a>`
            : (member.property?.label ?? 'No home yet')}
        </dd>
        ${member.household
          ? html`<dt>Household</dt>
              <dd dir="auto">${member.household.name}${member.householdRole ? ` · ${householdRoleName(member.householdRole)}` : ''}</dd>`
          : nothing}
        <dt>Community Role</dt>
        <dd>${roleName(member.role) || 'The community’s default'}</dd>
        ${member.status === 'pending'
          ? html`<dt>Invitation</dt>
              <dd>
                ${badge(label, tone)} ${at} ${why ? html`<div class="hint" dir="auto">${why}</div>` : nothing}
                ${member.invitation?.expiresAt ? html`<div class="hint">Ends ${when(member.invitation.expiresAt)}</div>` : nothing}
              </dd>`
          : nothing}
        ${['pending', 'profile'].includes(member.status) && member.invitation?.printedAt
          ? html`<dt>Letter</dt>
              <dd>
                Printed ${when(member.invitation.printedAt)} ${member.status === 'profile' ? html`<div class="hint">Its code ends ${when(member.invitation.expiresAt)}</div>` : nothing}
              </dd>`
          : nothing}
      </dl>
    `;
  }

  /** @param {Member} member */
  status(member) {
    switch (member.status) {
      case 'active':
        return html`${badge('Active', 'success')} since ${onDay(member.activatedAt)}`;
      case 'pending':
        return badge('Pending', 'neutral');
      case 'profile':
        return html`${badge('Without sign-in', 'neutral')} <div class="hint">Added from a roster without an email of their own. Add an email to invite them, or print a letter.</div>`;
      case 'revoked':
        return badge('Revoked', 'neutral');
      default:
        return badge('Removed', 'neutral');
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
          ? html`<button type="button" class="primary" @click=${this.correctEmail}>Correct the email</button>`
          : nothing}
        ${ended && this.mayInvite && member.property
          ? html`<button type="button" class="primary" @click=${this.inviteAgain}>Invite again</button>`
          : nothing}
        ${this.mayEdit
          ? html`<button type="button" class=${pending && blocked ? 'plain' : 'primary'} @click=${() => this.set({ editing: true })}>Edit</button>`
          : nothing}
        ${pending && this.mayInvite
          ? html`
              <button type="button" class="plain" @click=${this.sendAgain}>Resend Invitations</button>
              <button type="button" class="plain" @click=${this.showCode}>Show invite code</button>
            `
          : nothing}
        ${(pending || member.status === 'profile') && this.mayInvite
          ? html`<button type="button" class="plain" @click=${this.printLetter}>Print letters</button>`
          : nothing}
        ${pending && this.mayInvite ? html`<button type="button" class="plain danger" @click=${this.revoke}>Revoke</button>` : nothing}
        ${pending && blocked && session.staff
          ? html`<button type="button" class="plain" @click=${this.addressWorks}>Address works now</button>`
          : nothing}
        ${this.mayRemove(member)
          ? html`<button type="button" class="plain danger" @click=${this.removeMember}>Remove</button>`
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
          <h3>History</h3>
          ${session.can(this.community, 'members.edit')
            ? html`<button type="button" class="plain small" @click=${this.exportHistory}>Export</button>`
            : nothing}
        </div>
        ${historyList(withMails(items, mails))} ${next ? html`<p class="hint">These are the latest ${counted(items.length)} entries. There are older ones.</p>` : nothing}
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
      title: 'Invite again?',
      text: `${fullName(member)} gets a new invitation at ${email}, for ${property.label}, with a new code.`,
      yes: 'Invite again',
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
      toast(`${fullName(member)} is invited again.`);
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
        'Invite code',
        html`
          <p>It belongs to <bdi>${this.member ? fullName(this.member) : ''}</bdi> alone. The history records that it was shown.</p>
          <p class="code"><code>${answer.code}</code> <copy-button .value=${answer.code}></copy-button></p>
        `,
      );
      this.load();
    });
  }

  async revoke() {
    if (!this.member) return;
    const sure = await ask({
      title: 'Revoke the invitation?',
      text: `${fullName(this.member)}’s invite code stops working right away. You can invite them again later.`,
      yes: 'Revoke',
      danger: true,
    });
    if (sure) await this.end(this.revoking, 'revoke', 'Invitation revoked.');
  }

  async removeMember() {
    if (!this.member) return;
    const sure = await ask({
      title: 'Remove from the community?',
      text:
        this.member.status === 'profile'
          ? `${fullName(this.member)} will no longer be listed in the community. The history stays.`
          : `${fullName(this.member)} is signed out and loses access at once. The history stays.`,
      yes: 'Remove',
      danger: true,
    });
    if (sure) await this.end(this.removing, 'remove', 'Member removed.');
  }

  addressWorks() {
    return this.end(this.clearing, 'address-works', 'We’ll send mail to this address again.');
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
      (await ask({ title: 'Leave without saving?', text: 'Your changes will be lost.', yes: 'Leave', no: 'Keep editing' }));
    if (sure) closeModal(this);
  }
}
customElements.define('member-panel', MemberPanel);
