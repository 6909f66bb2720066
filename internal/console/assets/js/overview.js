import { html, nothing } from '../vendor/parts.js';
import { call, explain, isAbort, query, within } from './api.js';
import { counted } from './count.js';
import { ask, toast } from './dialogs.js';
import { notice } from './fields.js';
import { meter, weekChart } from './overview-chart.js';
import { countingWords, share, stuckWords, waveName } from './overview-words.js';
import { Bulk, resending, tellResults } from './bulk.js';
import { Requests } from './requests.js';
import { to } from './route.js';
import { session } from './session.js';
import { dressed } from './style.js';
import { app } from './text/app.js';
import { common } from './text/common.js';
import { latestImport } from './text/latest-import.js';
import { overview } from './text/overview.js';
import { View } from './view.js';
import { whenIn } from './zone.js';

/** @typedef {import('./overview-words.js').Figures} Figures */
/** @typedef {import('./overview-words.js').Stuck} Stuck */
/** @typedef {import('./overview-words.js').Progress} Progress */

await dressed('overview');

/** How many streets are shown before somebody asks for all of them. */
const fewStreets = 10;
/** For how many skipped people the names are requested. */
const mostNamed = 50;
/** The pause between two requests while a large community is counted, in milliseconds. */
const nextCount = 300;

/** Overview: how far along the community is, who is stuck, and the one step that helps. */
export class CommunityOverview extends View {
  static properties = { community: { attribute: false } };

  constructor() {
    super();
    this.community = '';
    /** @type {Figures | null} */
    this.figures = null;
    this.wrong = '';
    this.allStreets = false;
    /** The reason whose members are being resent their invitations, or ''. */
    this.sending = '';
    this.bulk = new Bulk();
    this.requests = new Requests(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('community')) return;
    this.set({ figures: null, allStreets: false });
    this.load();
  }

  load() {
    return this.requests.latest(
      (signal) => call('GET', within(this.community, 'overview'), { signal }),
      (figures) => {
        this.set({ figures, wrong: '' });
        // Each request continues the count.
        if (figures.counting) this.requests.next(() => this.load(), nextCount);
      },
      (error) => this.set({ wrong: explain(error) }),
    );
  }

  render() {
    const { figures } = this;
    return html`
      <div class="title">
        <h1>${app.navigation.overview}</h1>
        ${figures?.asOf ? html`<p class="hint as-of">${overview.asOf(whenIn(figures.asOf, figures.timeZone))}</p>` : nothing}
      </div>
      ${this.wrong
        ? html`${notice(this.wrong)}<button type="button" class="plain" @click=${() => this.load()}>${common.tryAgain}</button>`
        : nothing}
      ${figures ? this.page(figures) : this.wrong ? nothing : html`<p class="waiting"><wa-spinner></wa-spinner> ${common.loading}</p>`}
    `;
  }

  /** @param {Figures} figures */
  page(figures) {
    return html`
      ${figures.counting ? html`<p class="notice" role="status">${countingWords(figures.counting)}</p>` : nothing}
      ${this.headline(figures)}
      ${figures.asOf ? html`${this.stuckSection(figures)}${this.weekSection(figures)}${this.streetSection(figures)}${this.waveSection(figures)}` : nothing}
      ${this.importSection(figures)}
    `;
  }

  /** @param {Figures} figures */
  headline({ invited, delivered, active, attention, revoked }) {
    return html`
      <dl class="headline">
        <div>
          <dt>${overview.invited}</dt>
          <dd>${counted(invited)}</dd>
          <dd class="hint">${overview.headline.invited(invited)}</dd>
        </div>
        <div>
          <dt>${overview.delivered}</dt>
          <dd>${delivered === null ? '…' : counted(delivered)} ${delivered === null ? nothing : html`<span class="share">${share(delivered, invited)}</span>`}</dd>
          <dd class="hint">${overview.headline.delivered(delivered ?? 0)}</dd>
          <dd>${meter(delivered ?? 0, invited)}</dd>
        </div>
        <div>
          <dt>${common.active}</dt>
          <dd>${counted(active)} <span class="share">${share(active, invited)}</span></dd>
          <dd class="hint">${overview.headline.active(active)}</dd>
          <dd>${meter(active, invited)}</dd>
        </div>
        <div>
          <dt>${common.needsAttention}</dt>
          <dd>${counted(attention)}</dd>
          <dd class="hint">${overview.headline.attention(revoked)}</dd>
          ${attention > 0 ? html`<dd><a href="${to(this.community, 'members')}?tab=attention">${overview.showThem}</a></dd>` : nothing}
        </div>
      </dl>
    `;
  }

  /** @param {Figures} figures */
  stuckSection({ invited, active, stuck }) {
    return html`
      <section class="sheet wide" aria-labelledby="stuck-title">
        <h2 id="stuck-title">${overview.stuck.title}</h2>
        ${stuck.length === 0
          ? html`<p>${overview.stuck.nobody(invited === active)}</p>`
          : html`<ul class="stuck">${stuck.map((one) => this.stuckItem(one))}</ul>`}
      </section>
    `;
  }

  /** @param {Stuck} stuck */
  stuckItem(stuck) {
    const { what, help, resend, list, print } = stuckWords(stuck);
    return html`
      <li>
        <div>
          <strong>${what}</strong>
          <p class="hint">${help}</p>
        </div>
        ${list ? html`<a class="button" href="${to(this.community, 'members')}?${list.query}">${list.label}</a>` : nothing}
        ${print
          ? html`<button type="button" class="plain" aria-label=${overview.stuck.print(what)} @click=${() => this.printTo(print)}>${common.printLetters}</button>`
          : nothing}
        ${stuck.reason === 'held' && session.can(this.community, 'imports.view') ? html`<a class="button" href=${to(this.community, 'imports')}>${overview.stuck.showImports}</a>` : nothing}
        ${resend
          ? html`<button type="button" class="plain" aria-disabled=${this.sending ? 'true' : 'false'} aria-label=${overview.stuck.resend(what)} @click=${() => this.resendTo(stuck)}>
              ${this.sending === stuck.reason ? common.sending : common.resendInvitations}
            </button>`
          : nothing}
      </li>
    `;
  }

  /** @param {Record<string, string>} filter */
  async printTo(filter) {
    const { printLetters } = await import('./letters.js');
    if (await printLetters(this.community, { filter })) this.load();
  }

  /** @param {Stuck} stuck */
  async resendTo({ reason, count, members }) {
    if (this.sending) return;
    const sure = await ask({
      title: overview.resend.title(members.length),
      text: overview.resend.text(members.length, count),
      yes: common.resendInvitations,
    });
    if (!sure) return;
    this.set({ sending: reason });
    try {
      const results = await this.bulk.run(this.community, resending, { members: members.map((id) => ({ id })) });
      const skipped = results.filter(({ result }) => result === 'skipped').slice(0, mostNamed);
      const people = await Promise.all(skipped.map(({ member }) => call('GET', within(this.community, 'members', member))));
      this.set({ sending: '' });
      this.load();
      await tellResults(resending, people, results);
    } catch (error) {
      if (!isAbort(error)) toast(explain(error), 'danger');
    } finally {
      this.set({ sending: '' });
    }
  }

  /** @param {Figures} figures */
  weekSection(figures) {
    return html`
      <section class="sheet wide" aria-labelledby="weeks-title">
        <h2 id="weeks-title">${overview.weeks.title}</h2>
        <p class="hint">${overview.weeks.hint}</p>
        ${weekChart(figures)}
      </section>
    `;
  }

  /** @param {Figures} figures */
  streetSection({ streets, elsewhere }) {
    if (streets.length === 0) return nothing;
    const shown = this.allStreets ? streets : streets.slice(0, fewStreets);
    const rest = this.allStreets || streets.length <= fewStreets ? elsewhere : null;
    return html`
      <section class="sheet wide" aria-labelledby="streets-title">
        <h2 id="streets-title">${overview.streets.title}</h2>
        <table class="compare progress" aria-labelledby="streets-title">
          <thead>
            <tr>
              <th scope="col">${overview.streets.street}</th>
              <th scope="col" class="number">${overview.streets.progress}</th>
              <th scope="col" class="drawn"><span class="unseen">${overview.streets.share}</span></th>
            </tr>
          </thead>
          <tbody>
            ${shown.map(({ label, ...progress }) => this.progressRow(this.streetName(label, progress), progress))}
            ${rest && rest.invited > 0 ? this.progressRow(streets.length < 100 ? common.noHome : overview.streets.others, rest) : nothing}
          </tbody>
        </table>
        ${shown.length < streets.length
          ? html`<button type="button" class="plain" @click=${() => this.set({ allStreets: true })}>${overview.streets.all(streets.length)}</button>`
          : nothing}
      </section>
    `;
  }

  /**
   * Draws a street's name, which links to those on it who are not active yet.
   * @param {string} label
   * @param {Progress} progress
   */
  streetName(label, { invited, active }) {
    if (invited === active) return html`<span dir="auto">${label}</span>`;
    return html`<a dir="auto" href="${to(this.community, 'members')}${query({ tab: 'pending', street: label })}">${label}</a>`;
  }

  /**
   * @param {unknown} name
   * @param {Progress} progress
   */
  progressRow(name, { invited, active }) {
    return html`
      <tr>
        <th scope="row">${name}</th>
        <td class="number">${overview.of(active, invited)} <span class="share">${share(active, invited)}</span></td>
        <td class="drawn">${meter(active, invited)}</td>
      </tr>
    `;
  }

  /** @param {Figures} figures */
  waveSection({ waves, timeZone }) {
    if (waves.length === 0) return nothing;
    return html`
      <section class="sheet wide" aria-labelledby="waves-title">
        <h2 id="waves-title">${overview.waves.title}</h2>
        <table role="table" class="compare stacked" aria-labelledby="waves-title">
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">${overview.waves.roster}</th>
              <th role="columnheader" scope="col" class="number">${overview.invited}</th>
              <th role="columnheader" scope="col" class="number">${overview.delivered}</th>
              <th role="columnheader" scope="col" class="number">${common.active}</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            ${waves.map(
              (wave) => html`
                <tr role="row">
                  <th role="rowheader" scope="row">
                    <a href=${to(this.community, 'imports', wave.import)} dir="auto">${wave.file}</a>
                    <span class="hint">${overview.waves.when(waveName(wave), whenIn(wave.at, timeZone), wave.held)}</span>
                  </th>
                  <td role="cell" class="number" data-label=${overview.invited}>${counted(wave.invited)}</td>
                  <td role="cell" class="number" data-label=${overview.delivered}>${counted(wave.delivered)}</td>
                  <td role="cell" class="number" data-label=${common.active}>${counted(wave.active)} <span class="share">${share(wave.active, wave.invited)}</span></td>
                </tr>
              `,
            )}
          </tbody>
        </table>
      </section>
    `;
  }

  /** @param {Figures} figures */
  importSection({ lastImport, timeZone }) {
    if (!lastImport) return nothing;
    const { id, file, state, at } = lastImport;
    const link = html`<a href=${to(this.community, 'imports', id)} dir="auto">${file}</a>`;
    return html`
      <section class="sheet wide" aria-labelledby="import-title">
        <h2 id="import-title">${latestImport.title}</h2>
        <p>${latestImport.text(link, state === 'importing' ? '' : whenIn(at, timeZone), lastImport)}</p>
      </section>
    `;
  }
}
customElements.define('community-overview', CommunityOverview);
