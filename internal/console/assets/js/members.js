import { html, nothing } from '../vendor/parts.js';
import { explain, query, within } from './api.js';
import { Bulk } from './bulk.js';
import { counted } from './count.js';
import { toast } from './dialogs.js';
import { notice } from './fields.js';
import { filterOf, fitting, isEmpty } from './member-filters.js';
import { emptyList, memberTable } from './member-table.js';
import { beginningWith, isMember, pageOfMembers, pager } from './pages.js';
import { Patience, Requests } from './requests.js';
import { go, to } from './route.js';
import { resendGroup, Selection, selectionBar } from './selection.js';
import { session } from './session.js';
import { common } from './text/common.js';
import { members as text } from './text/members.js';
import { View } from './view.js';
import { fullName, mailMoves } from './words.js';

/** @typedef {import('./words.js').Member} Member */

const tabs = [
  { name: 'active', label: common.active },
  { name: 'pending', label: common.pending },
  { name: 'attention', label: common.needsAttention },
  { name: 'profile', label: common.withoutSignIn },
];

/** How long to wait after typing before requesting the list, in milliseconds. */
const rest = 250;
/** How many times to read a lagging list again to find somebody new. */
const looksForNew = 6;
/** How often to poll a list with mails under way, in milliseconds. */
const soon = 2500;

/** Community Members: the lists, search, selection, and the way to everything else. */
export class CommunityMembers extends View {
  static properties = {
    community: { attribute: false },
    query: { attribute: false },
    member: { attribute: false },
  };

  constructor() {
    super();
    this.community = '';
    /** The address's query: tab, sorting, filters. */
    this.query = '';
    /** The id of the member whose panel is open, or ''. */
    this.member = '';
    this.search = '';
    /** @type {Member[] | null} null: not loaded yet */
    this.rows = null;
    /** @type {{active: number, pending: number, attention: number, profile: number} | null} */
    this.counts = null;
    /** @type {string | null} */
    this.next = null;
    /** @type {string[]} cursors of this page and those before it */
    this.trail = [''];
    this.loading = false;
    this.wrong = '';
    /** What to show while a page that few members match takes several requests. */
    this.looking = '';
    /** @type {{count: number, more: boolean} | null} who matches search and filters, if there are any */
    this.matching = null;
    /** @type {import('./attention.js').Needs | null} what would help those who need attention */
    this.needs = null;
    /** @type {Member[]} invited here a moment ago */
    this.fresh = [];
    this.selection = new Selection();
    this.inviting = false;
    this.exporting = false;
    this.editing = false;
    /** The field that the panel edits first. */
    this.first = '';
    this.working = '';
    this.heard = '';
    this.bulk = new Bulk();
    this.patience = new Patience();
    this.requests = new Requests(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('community')) this.set({ search: '', counts: null, inviting: false, fresh: [] });
    if (changed.has('community') || changed.has('query')) this.restart();
    if (changed.has('member') && this.member) this.fetchPanel();
  }

  get address() {
    return new URLSearchParams(this.query);
  }

  get list() {
    const tab = this.address.get('tab') ?? '';
    return tabs.some(({ name }) => name === tab) ? tab : 'active';
  }

  get descending() {
    return this.address.get('sort') === '-name';
  }

  get filter() {
    return filterOf(this.query);
  }

  /** Whether search or filters narrow the list. */
  get narrowed() {
    return this.search.trim() !== '' || !isEmpty(this.filter);
  }

  get mayInvite() {
    return session.can(this.community, 'members.invite');
  }

  /**
   * Puts what the list should show into the address.
   * @param {{tab?: string, sort?: string, filter?: import('./member-filters.js').Filter}} change
   */
  show({ tab = this.list, sort = this.descending ? '-name' : '', filter = this.filter }) {
    go(to(this.community, 'members') + query({ tab: tab === 'active' ? '' : tab, sort, ...fitting(filter, tab) }));
  }

  restart() {
    this.selection.clear();
    this.set({ rows: null, trail: [''], matching: null });
    this.load();
  }

  /** @param {{quiet?: boolean}} [options] quiet: nothing on the page shows that it is loading */
  load({ quiet = false } = {}) {
    if (!quiet) this.set({ loading: true, wrong: '' });
    const first = this.trail.length === 1;
    return this.requests.latest(
      (signal) =>
        pageOfMembers(this.community, this.asked(), {
          from: this.trail.at(-1) ?? '',
          count: first && this.narrowed,
          signal,
          goingOn: () => !signal.aborted && this.set({ looking: text.lookingOn }),
        }),
      (answer) => {
        this.set({ rows: answer.items, counts: answer.counts ?? this.counts, next: answer.next, loading: false, looking: '' });
        if (first) this.set({ matching: this.narrowed ? answer.matching : null, needs: answer.needs });
        if (!quiet) this.heard = this.narrowed ? this.matchingWords() : '';
        this.lookAgain(answer.items);
      },
      (error) => {
        this.set({ loading: false, looking: '', ...(quiet ? {} : { wrong: explain(error) }) });
        if (quiet && this.rows) this.lookAgain(this.rows);
      },
    );
  }

  /** Returns whom the list shows, as the API's parameters. */
  asked() {
    const filter = this.filter;
    return { status: this.list, q: this.search.trim(), sort: this.descending ? '-name' : '', ...filter };
  }

  /** Returns the same as the filter of a bulk action. */
  target() {
    const { sort: _, wave, ...asked } = this.asked();
    const said = Object.entries(asked).filter(([, value]) => value !== '');
    return Object.fromEntries(wave ? [...said, ['wave', Number(wave)]] : said);
  }

  matchingWords() {
    return this.matching ? text.matching(this.matching.count, this.matching.more) : '';
  }

  /**
   * Polls the list while mails on it are about to change state.
   * @param {Member[]} rows
   */
  lookAgain(rows) {
    if (rows.some(mailMoves)) this.requests.next(() => this.load({ quiet: true }), this.patience.after(rows, soon));
  }

  /** @param {string} search */
  typed(search) {
    this.selection.clear();
    this.set({ search, trail: [''], matching: null });
    this.requests.next(() => this.load(), rest);
  }

  sort() {
    this.show({ sort: this.descending ? '' : '-name' });
  }

  /** @param {string[]} trail */
  async turn(trail) {
    this.set({ trail });
    await this.load();
    this.querySelector('.list-top')?.scrollIntoView({ block: 'nearest' });
  }

  render() {
    return html`
      <div class="title list-top">
        <h1>${text.title}</h1>
        <div class="buttons">
          <button type="button" class="plain" aria-disabled=${this.exporting ? 'true' : 'false'} @click=${this.exportList}>${common.export}</button>
          ${this.mayInvite
            ? html`<button type="button" class="primary" @click=${this.invite}>${common.inviteMember}</button>`
            : nothing}
        </div>
      </div>
      <div class="narrowing">
        <div class="field search">
          <label for="member-search">${common.search}</label>
          <input
            id="member-search"
            type="search"
            autocomplete="off"
            spellcheck="false"
            placeholder=${text.searchFor}
            .value=${this.search}
            @input=${(/** @type {any} */ event) => this.typed(event.target.value)}
          >
        </div>
        <member-filters
          .community=${this.community}
          .list=${this.list}
          .filter=${this.filter}
          @filter=${(/** @type {CustomEvent} */ event) => this.show({ filter: event.detail })}
        ></member-filters>
      </div>
      <p class="unseen" role="status">${this.heard}</p>
      <wa-tab-group without-scroll-controls .active=${this.list} @wa-tab-show=${this.showTab}>
        ${this.tabsShown().map(
          ({ name, label }) => html`
            <wa-tab panel=${name}>${label}${this.counts ? html` <span class="count">${counted(this.counts[/** @type {'active'} */ (name)])}</span>` : nothing}</wa-tab>
          `,
        )}
        ${this.tabsShown().map(
          ({ name }) => html`<wa-tab-panel name=${name}>${name === this.list ? this.panel() : nothing}</wa-tab-panel>`,
        )}
      </wa-tab-group>
      ${selectionBar(this)}
      ${this.inviting
        ? html`<invite-member
            .community=${this.community}
            @done=${this.invited}
            @invited=${(/** @type {CustomEvent} */ event) => this.fresh.push(event.detail)}
            @open-member=${(/** @type {CustomEvent} */ event) => this.open(event.detail)}
          ></invite-member>`
        : nothing}
      ${this.member
        ? html`<member-panel
            .community=${this.community}
            .memberID=${this.member}
            .editing=${this.editing}
            .first=${this.first}
            @done=${this.closePanel}
            @changed=${() => this.load({ quiet: true })}
          ></member-panel>`
        : nothing}
    `;
  }

  /** Fetches the panel's module when a member is first opened; the element in the page comes alive with it. */
  async fetchPanel() {
    try {
      await import('./member-panel.js');
    } catch {
      toast(text.panelFailed, 'danger');
      this.closePanel();
    }
  }

  /** Opens the wizard, whose module is fetched at that time. */
  async invite() {
    try {
      await import('./invite.js');
      this.set({ inviting: true });
    } catch {
      toast(text.wizardFailed, 'danger');
    }
  }

  /** Exports what all pages of the list show. */
  async exportList() {
    if (this.exporting) return;
    const label = tabs.find(({ name }) => name === this.list)?.label ?? '';
    const file = await import('./export-file.js').catch(() => null);
    if (!file) return toast(text.export.failed, 'danger');
    const format = await file.chooseType(common.export, text.export.text(label, this.narrowed, this.everybodyWords()));
    if (!format) return;
    this.set({ exporting: true });
    const { sort: _, ...asked } = this.asked();
    await file.save(within(this.community, 'exports', 'members') + query({ ...asked, format }), `${this.community}-members.${format}`);
    this.set({ exporting: false });
  }

  /** Reports and shows who was invited, once the dialog is closed. */
  async invited() {
    this.set({ inviting: false });
    const last = this.fresh.at(-1);
    if (!last) return;
    toast(this.fresh.length === 1 ? text.invited.one(fullName(last)) : text.invited.many(this.fresh.length));
    this.search = '';
    const before = location.hash;
    this.show({ tab: 'pending', filter: filterOf('') });
    if (location.hash === before) this.restart();
    // The new address changes the list; only then can it be searched for the new member.
    await new Promise((later) => setTimeout(later));
    await this.updateComplete;
    await this.reveal(last);
  }

  /**
   * Shows the page that a member is on. The list lags behind what was written.
   * @param {Member} member
   */
  async reveal(member) {
    const stands = () => this.rows?.some(({ id }) => id === member.id);
    for (let looks = 0; looks < looksForNew && this.isConnected && this.list === 'pending'; looks++) {
      await this.load({ quiet: looks > 0 });
      if (!stands() && this.next && this.trail.length === 1) {
        this.set({ trail: ['', beginningWith(member.id)] });
        await this.load();
      }
      if (stands()) break;
      await new Promise((later) => setTimeout(later, 400 * (looks + 1)));
    }
    await this.updateComplete;
    this.querySelector('.fresh')?.scrollIntoView({ block: 'nearest' });
  }

  /** Returns the tabs to show. *Without sign-in* appears once somebody is on it. */
  tabsShown() {
    if (!this.mayInvite) return tabs.slice(0, 1);
    return tabs.filter(({ name }) => name !== 'profile' || name === this.list || (this.counts?.profile ?? 0) > 0);
  }

  /** @param {CustomEvent} event */
  showTab(event) {
    const { name } = event.detail;
    if (name === this.list) return;
    this.fresh = [];
    this.show({ tab: name });
  }

  panel() {
    if (this.wrong && !this.rows) {
      return html`${notice(this.wrong)}<button type="button" class="plain" @click=${() => this.load()}>${common.tryAgain}</button>`;
    }
    if (!this.rows) return html`<p class="waiting"><wa-spinner></wa-spinner> ${this.looking || common.loading}</p>`;
    const helps = this.helps();
    if (this.rows.length === 0 && this.trail.length === 1 && !this.next) return html`${helps}${emptyList(this)}`;
    return html`${notice(this.wrong)}${helps}${this.narrowed ? html`<p class="hint matching">${this.looking || this.matchingWords()}</p>` : nothing}${memberTable(this, this.rows)}${this.pager()}`;
  }

  /** Draws the groups of *Needs attention*; their module is fetched when that list is first opened. */
  helps() {
    if (this.list !== 'attention' || !this.needs) return nothing;
    import('./attention.js');
    return html`<attention-groups
      .needs=${this.needs}
      .need=${this.filter.need}
      .profiles=${this.counts?.profile ?? 0}
      .busy=${this.working !== ''}
      @need=${(/** @type {CustomEvent} */ event) => this.show({ filter: { ...this.filter, need: event.detail } })}
      @help=${(/** @type {CustomEvent} */ event) => this.help(event.detail)}
      @profiles=${() => this.show({ tab: 'profile' })}
    ></attention-groups>`;
  }

  /**
   * Does the one thing that helps a group, to all of it or starting with its first member.
   * @param {import('./attention.js').Group} group
   */
  async help(group) {
    const { need, all } = group;
    if (all === 'resend') return resendGroup(this, group);
    if (this.filter.need !== need) {
      this.show({ filter: { ...this.filter, need } });
      // The new address changes the list; only then does it hold just this group.
      await new Promise((later) => setTimeout(later));
      await this.updateComplete;
      await this.load();
    }
    if (all === 'select') return this.pickEverybody();
    const [first] = this.rows ?? [];
    if (first) this.open(first.id, need === 'correct_email', need === 'correct_email' ? 'email' : '');
  }

  /** Whether this list has bulk actions. */
  get pickable() {
    return this.list === 'active' ? session.can(this.community, 'members.edit') : this.mayInvite;
  }

  pager() {
    const { trail, next, loading } = this;
    const jumped = trail.some(isMember);
    return pager({ trail, next, loading, turn: (trail) => this.turn(trail), ...(jumped ? { here: text.list.fromInvited } : {}) });
  }

  /** Returns how many members all pages hold: a figure, or as much of it as is known. */
  everybodyWords() {
    if (!this.narrowed) return counted(this.counts?.[/** @type {'active'} */ (this.list)] ?? 0);
    if (!this.matching) return '';
    return common.count(this.matching.count, this.matching.more);
  }

  /** @returns {import('./bulk.js').Target} */
  get chosen() {
    return this.selection.everybody ? { filter: this.target() } : { members: this.selection.members };
  }

  /**
   * @param {Member[]} rows
   * @param {Member} member
   * @param {boolean} chosen
   * @param {boolean} range
   */
  pick(rows, member, chosen, range) {
    this.selection.pick(rows, member, chosen, range);
    this.requestUpdate();
  }

  /**
   * @param {Member[]} rows
   * @param {boolean} chosen
   */
  pickPage(rows, chosen) {
    this.selection.pickAll(rows, chosen);
    this.requestUpdate();
  }

  drop() {
    this.selection.clear();
    this.requestUpdate();
    this.focusOn('.pick input');
  }

  /** Selects everybody on all pages by the filter; the server works out who that is. */
  pickEverybody() {
    this.selection.everybody = true;
    this.requestUpdate();
    this.focusOn('.action-bar button');
  }

  /**
   * @param {string} id
   * @param {boolean} [editing]
   * @param {string} [first] the field to edit first
   */
  open(id, editing = false, first = '') {
    this.set({ editing, first });
    const [, search = ''] = location.hash.split('?', 2);
    go(to(this.community, 'members', id) + (search ? `?${search}` : ''));
  }

  closePanel() {
    const [, search = ''] = location.hash.split('?', 2);
    go(to(this.community, 'members') + (search ? `?${search}` : ''));
  }
}
customElements.define('community-members', CommunityMembers);
