import { html, nothing, ref } from '../vendor/parts.js';
import { call, within } from './api.js';
import { logoImage, wearing, wordmark } from './look.js';
import { go, place, to } from './route.js';
import { session } from './session.js';
import { app } from './text/app.js';
import { common } from './text/common.js';
import { members } from './text/members.js';
import { View } from './view.js';
import { showIn } from './zone.js';
import './curtain-banner.js';
import './help.js';
import './members.js';
import './sign-in.js';

/** @typedef {import('./session.js').Community & {timeZone?: string}} Community */

const lastCommunity = 'communitrak.community';

/** The modules of pages that most visits never open. They are fetched when the page is opened. */
const later = {
  account: () => import('./account.js'),
  communities: () => import('./communities.js'),
  overview: () => import('./overview.js'),
  properties: () => import('./properties.js'),
  imports: () => import('./imports.js'),
  'import-guide': () => import('./import-guide.js'),
  preferences: () => import('./preferences.js'),
  me: () => import('./my-page.js'),
};

/** The whole page: sign-in, or the navigation with one page beside it. */
export class ConsoleApp extends View {
  constructor() {
    super();
    this.ready = false;
    this.unreachable = false;
    /** The session ended; the user signs in again in a dialog over the page. */
    this.ended = false;
    this.place = place();
    this.menuOpen = false;
    this.groupOpen = true;
    /** @type {Set<string>} */
    this.loaded = new Set();
    this.stale = false;
    /** @type {Promise<void> | undefined} */
    this.asking = undefined;
    /** @type {Set<string>} communities that said they are not open */
    this.closed = new Set();
    /** @type {Map<string, Community>} the communities that Support has seen */
    this.known = new Map();
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('hashchange', () => this.arrive());
    session.addEventListener('change', () => this.accountChanged());
    session.addEventListener('ended', () => this.set({ ended: true }));
    session.addEventListener('closed', () => {
      this.closed.add(this.place.parts[0] ?? '');
      this.requestUpdate();
    });
    this.addEventListener('communities', (event) => this.learn(/** @type {CustomEvent} */ (event).detail));
  }

  accountChanged() {
    this.closed = new Set();
    this.known = new Map();
    this.set({ ended: false, menuOpen: false, groupOpen: true });
    if (!session.me) {
      document.title = common.title(common.signIn);
      return;
    }
    this.arrive();
  }

  async arrive() {
    const before = this.place.parts.slice(0, 2).join('/');
    this.set({ place: place(), menuOpen: false });
    if (this.place.parts.slice(0, 2).join('/') === before) return;
    await this.updateComplete;
    window.scrollTo(0, 0);
    this.querySelector('main')?.focus({ preventScroll: true });
  }

  /** @param {Community[]} communities */
  learn(communities) {
    for (const community of communities) this.known.set(community.id, { ...this.known.get(community.id), ...community });
    this.requestUpdate();
  }

  /**
   * Returns where an address without a fragment leads.
   * @returns {string}
   */
  home() {
    if (session.staff) return to('communities');
    const ids = session.me?.memberships.map((membership) => membership.community.id) ?? [];
    const last = localStorage.getItem(lastCommunity) ?? '';
    if (ids.length === 1) return this.start(ids[0]);
    return ids.includes(last) ? this.start(last) : to('choose');
  }

  /**
   * Returns the first page of a community: its members if the account may see them,
   * otherwise My page.
   * @param {string} community
   */
  start(community) {
    return to(community, session.can(community, 'members.view') ? 'members' : 'me');
  }

  render() {
    if (!this.ready) return html`<main class="alone"><wa-spinner></wa-spinner><span class="unseen">${app.loading}</span></main>`;
    if (this.unreachable) return this.noServer();
    if (!session.me) return html`<sign-in></sign-in><help-control></help-control>`;
    return html`
      <a class="skip" href="#main" @click=${this.skip}>${app.skip}</a>
      ${this.header()}
      <div class="frame">
        ${this.navigation()}
        <main id="main" tabindex="-1">${sandbox()}${this.banner()}${this.stale ? this.newVersion() : this.page()}</main>
      </div>
      ${this.ended ? html`<sign-in-again @done=${() => this.set({ ended: false })}></sign-in-again>` : nothing}
    `;
  }

  /** Draws the banner that each page of a closed community shows. */
  banner() {
    const community = this.community();
    if (!community || !session.can(community, 'members.view') || this.closed.has(community)) return nothing;
    const open = session.membership(community)?.community.open ?? this.known.get(community)?.open ?? true;
    return html`<curtain-banner .community=${community} .page=${this.place.parts.slice(1).join('/')} .open=${open}></curtain-banner>`;
  }

  /** @param {Event} event */
  skip(event) {
    event.preventDefault();
    this.querySelector('main')?.focus();
  }

  noServer() {
    return html`
      <main class="alone">
        <section class="card">
          <h1>${app.noServer.title}</h1>
          <p>${app.noServer.text}</p>
          <div class="buttons"><button type="button" class="primary" @click=${() => location.reload()}>${common.tryAgain}</button></div>
        </section>
      </main>
    `;
  }

  newVersion() {
    return html`
      <section class="empty">
        <h1>${app.newVersion.title}</h1>
        <p>${app.newVersion.text}</p>
        <button type="button" class="primary" @click=${() => location.reload()}>${app.newVersion.reload}</button>
      </section>
    `;
  }

  /** Returns the id of the community whose page is open, or ''. */
  community() {
    const [first = ''] = this.place.parts;
    return ['', 'communities', 'account', 'choose'].includes(first) ? '' : first;
  }

  /** @param {string} id */
  nameOf(id) {
    return session.membership(id)?.community.name ?? this.known.get(id)?.name ?? '';
  }

  /** @param {string} id */
  lookOf(id) {
    return session.membership(id)?.look ?? this.known.get(id)?.look;
  }

  header() {
    const community = this.community();
    return html`
      <header class="bar">
        <button
          type="button"
          class="menu plain"
          aria-expanded=${this.menuOpen ? 'true' : 'false'}
          aria-controls="navigation"
          @click=${() => this.set({ menuOpen: !this.menuOpen })}
        >
          ${app.menu}
        </button>
        <a class="brand" href=${this.home()}>${wordmark()}</a>
        ${community ? this.where(community) : nothing}
        <span class="who" dir="auto">${session.me?.account.email}</span>
        <help-control .community=${community}></help-control>
        <button type="button" class="plain" @click=${() => session.signOut()}>${common.signOut}</button>
      </header>
    `;
  }

  /** @param {string} community */
  where(community) {
    const look = this.lookOf(community);
    return html`<span class="where" ${ref(wearing(look?.palette))}>${logoImage(look?.logo)} <bdi>${this.nameOf(community)}</bdi></span>`;
  }

  navigation() {
    const community = this.community();
    const several = (session.me?.memberships.length ?? 0) > 1;
    return html`
      <nav id="navigation" class=${this.menuOpen ? 'open' : ''} aria-label=${app.navigation.label}>
        ${community ? this.communityLinks(community) : nothing}
        <ul class="last">
          ${session.staff ? html`<li>${this.link(common.communities, 'communities')}</li>` : nothing}
          ${several ? html`<li>${this.link(app.navigation.choose, 'choose')}</li>` : nothing}
          <li>${this.link(common.changePassword, 'account')}</li>
        </ul>
      </nav>
    `;
  }

  /** @param {string} community */
  communityLinks(community) {
    /** @param {string} permission */
    const can = (permission) => session.can(community, permission);
    return html`
      ${can('members.invite') ? html`<ul><li>${this.link(app.navigation.overview, community, 'overview')}</li></ul>` : nothing}
      ${can('members.view')
        ? html`
            <button
              type="button"
              class="group"
              aria-expanded=${this.groupOpen ? 'true' : 'false'}
              aria-controls="members-and-groups"
              @click=${() => this.set({ groupOpen: !this.groupOpen })}
            >
              ${app.navigation.group}
            </button>
            <ul id="members-and-groups" ?hidden=${!this.groupOpen}>
              <li>${this.link(members.title, community, 'members')}</li>
              ${can('members.invite') ? html`<li>${this.link(common.properties, community, 'properties')}</li>` : nothing}
            </ul>
          `
        : nothing}
      <ul>
        ${can('imports.view') ? html`<li>${this.link(app.navigation.imports, community, 'imports')}</li>` : nothing}
        ${can('members.invite')
          ? html`<li>${this.link(common.importGuide, community, 'import-guide')}</li>`
          : nothing}
        ${can('preferences.manage') ? html`<li>${this.link(common.preferences, community, 'preferences')}</li>` : nothing}
        ${session.staff ? nothing : html`<li>${this.link(app.navigation.mine, community, 'me')}</li>`}
      </ul>
    `;
  }

  /**
   * @param {string} text
   * @param {...string} parts
   */
  link(text, ...parts) {
    const here = parts.every((part, i) => this.place.parts[i] === part);
    return html`<a href=${to(...parts)} aria-current=${here ? 'page' : nothing}>${text}</a>`;
  }

  page() {
    const { parts } = this.place;
    const community = this.community();
    showIn(session.membership(community)?.timeZone ?? this.known.get(community)?.timeZone);
    if (parts.length === 0) {
      go(this.home(), { replace: true });
      return nothing;
    }
    switch (parts[0]) {
      case 'account':
        return this.fetched('account', common.changePassword, () => html`<change-password></change-password>`);
      case 'choose':
        return this.choice();
      case 'communities':
        return session.staff
          ? this.fetched('communities', common.communities, () => html`<community-list></community-list>`)
          : this.nowhere();
      default:
        return this.communityPage(parts[0], parts[1] ?? 'members', parts[2] ?? '');
    }
  }

  /**
   * @param {string} community
   * @param {string} name
   * @param {string} item
   */
  communityPage(community, name, item) {
    const membership = session.membership(community);
    if (!session.staff && !membership) return this.nowhere();
    if (session.staff && !this.known.has(community)) {
      this.find(community);
      return html`<p class="waiting"><wa-spinner></wa-spinner> ${common.loading}</p>`;
    }
    if (this.closed.has(community)) return this.notOpen(community);
    localStorage.setItem(lastCommunity, community);
    if (!session.staff && (name === 'me' || !session.can(community, 'members.view'))) return this.mine(community);

    switch (name) {
      case 'members':
        this.entitle(members.title);
        return html`<community-members .community=${community} .member=${item} .query=${this.place.query.toString()}></community-members>`;
      case 'overview':
        return this.fetched('overview', app.navigation.overview, () => html`<community-overview .community=${community}></community-overview>`);
      case 'properties':
        return this.fetched('properties', common.properties, () => html`<community-properties .community=${community} .property=${item}></community-properties>`);
      case 'imports':
        return this.fetched('imports', app.navigation.imports, () =>
          item
            ? html`<roster-import .community=${community} .importID=${item}></roster-import>`
            : html`<roster-imports .community=${community}></roster-imports>`,
        );
      case 'import-guide':
        return this.fetched('import-guide', common.importGuide, () => html`<import-guide .community=${community}></import-guide>`);
      case 'preferences':
        return this.fetched('preferences', common.preferences, () => html`<community-preferences .community=${community} .name=${this.nameOf(community)}></community-preferences>`);
      default:
        return this.nowhere();
    }
  }

  /**
   * Draws a page, after fetching its module if necessary.
   * @param {keyof typeof later} name
   * @param {string} title
   * @param {() => unknown} draw
   */
  fetched(name, title, draw) {
    this.entitle(title);
    if (this.loaded.has(name)) return draw();
    later[name]().then(
      () => {
        this.loaded.add(name);
        this.requestUpdate();
      },
      () => this.set({ stale: true }),
    );
    return html`<p class="waiting"><wa-spinner></wa-spinner> ${common.loading}</p>`;
  }

  /** @param {string} title */
  entitle(title) {
    document.title = common.title(title);
  }

  /**
   * Learns the name and time zone of a community that Support opens without being a
   * member. Both are in the list of communities; for one that is not on the list's
   * first page, only the preferences are requested.
   * @param {string} community
   */
  find(community) {
    this.asking ??= this.ask(community).finally(() => (this.asking = undefined));
  }

  /** @param {string} community */
  async ask(community) {
    const { items } = await call('GET', '/communities?limit=100').catch(() => ({ items: [] }));
    this.learn(items);
    if (this.known.has(community)) return;
    const { timeZone, blackCurtain = false } = await call('GET', within(community, 'preferences')).catch(() => ({})); // the page itself shows the error
    this.learn([{ id: community, name: community, open: !blackCurtain, timeZone }]);
  }

  choice() {
    this.entitle(app.choose);
    return html`
      <h1>${app.choose}</h1>
      <ul class="cards">
        ${session.me?.memberships.map(
          ({ community }) => html`
            <li>
              <a class="card" href=${this.start(community.id)} @click=${() => this.closed.delete(community.id)}>
                <strong dir="auto">${community.name}</strong>
                ${community.open ? nothing : html`<span class="hint">${common.notOpen}</span>`}
              </a>
            </li>
          `,
        )}
      </ul>
    `;
  }

  /** @param {string} community */
  notOpen(community) {
    this.entitle(common.notOpen);
    return html`
      <section class="empty">
        <h1>${common.notOpen}</h1>
        <p>${app.notOpen(this.nameOf(community))}</p>
        <button
          type="button"
          class="primary"
          @click=${() => {
            this.closed.delete(community);
            this.requestUpdate();
          }}
        >
          ${common.tryAgain}
        </button>
      </section>
    `;
  }

  /** @param {string} community */
  mine(community) {
    return this.fetched('me', app.navigation.mine, () => html`<my-page .community=${community}></my-page>`);
  }

  nowhere() {
    this.entitle(app.nowhere.page);
    return html`
      <section class="empty">
        <h1>${app.nowhere.title}</h1>
        <p>${app.nowhere.text}</p>
        <a class="button primary" href=${this.home()}>${app.nowhere.start}</a>
      </section>
    `;
  }
}
customElements.define('console-app', ConsoleApp);

/** Draws a notice for Support, whose mails would otherwise fail without a visible cause. */
function sandbox() {
  if (!session.me?.mailSandbox) return nothing;
  return html`<p class="notice warning" role="status">${app.sandbox}</p>`;
}
