import { html, nothing } from '../vendor/parts.js';
import { call, explain, isAbort, Once, Problem, within } from './api.js';
import { detectedFacts } from './detected.js';
import { ask, badge } from './dialogs.js';
import { notice } from './fields.js';
import './import-commit.js';
import './import-mapping.js';
import './import-questions.js';
import './import-release.js';
import './import-rows.js';
import { hasMails, isMoving, isOpen, sendingSection } from './import-sending.js';
import './import-undo.js';
import { importState, shownState, verdict } from './import-words.js';
import { Patience, Requests } from './requests.js';
import { go, to } from './route.js';
import { session } from './session.js';
import { app } from './text/app.js';
import { common } from './text/common.js';
import { rosterImport } from './text/roster-import.js';
import './upload-form.js';
import { View } from './view.js';
import { when } from './words.js';
import { whenIn } from './zone.js';

/** @typedef {import('./import-words.js').RosterJob} RosterJob */

const text = rosterImport;

/**
 * How often to poll an import in progress, and one whose mails are going out, in
 * milliseconds, and the longest pause while it still continues by itself.
 */
const often = 1000;
const lessOften = 3000;
const atLeast = 10_000;

/** One roster file: its review, progress, outcome and actions. */
export class RosterImport extends View {
  static properties = { community: { attribute: false }, importID: { attribute: false } };

  constructor() {
    super();
    this.community = '';
    this.importID = '';
    /** @type {RosterJob | null} */
    this.job = null;
    this.wrong = '';
    this.busy = false;
    /** @type {'' | 'commit' | 'undo' | 'release'} the dialog that is open */
    this.open = '';
    /** Whether the columns were changed, so that the plan no longer matches them. */
    this.edited = false;
    /** The community's time zone; '' until it is known. */
    this.zone = '';
    this.aborting = new Once();
    this.patience = new Patience();
    this.requests = new Requests(this);
    this.preferences = new Requests(this);
    /** Reads the import at once when somebody comes back to the page, whatever the pause. */
    this.seen = () => {
      if (!document.hidden && this.job) this.load();
    };
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.seen);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.seen);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('importID') && !changed.has('community')) return;
    this.set({ job: null, wrong: '', open: '', edited: false, zone: '' });
    this.findZone();
    this.load();
  }

  get path() {
    return within(this.community, 'imports', this.importID);
  }

  load() {
    return this.requests.latest(
      (signal) => call('GET', this.path, { signal }),
      (job) => this.show(job),
      (error) => {
        this.set({ wrong: explain(error) });
        if (this.job) this.later(this.patience.after(this.wrong, 5 * often));
      },
    );
  }

  /** @param {RosterJob} job */
  show(job) {
    this.requests.end();
    this.set({ job, wrong: '', edited: this.edited && job.state === 'ready' });
    const { ended } = importState(job.state);
    if (!ended) this.later(this.patience.after(job, often, atLeast));
    else if (job.report === 'due' || isMoving(job.sending)) this.later(this.patience.after(job, lessOften, atLeast));
    else if (isOpen(job.sending)) this.later(this.patience.after(job, lessOften));
  }

  /** @param {number} pause */
  later(pause) {
    this.requests.next(() => this.load(), pause);
  }

  findZone() {
    return this.preferences.latest(
      (signal) => call('GET', within(this.community, 'preferences'), { signal }),
      ({ timeZone }) => this.set({ zone: timeZone }),
      // Fall back to the browser's time zone.
      () => this.set({ zone: Intl.DateTimeFormat().resolvedOptions().timeZone }),
    );
  }

  /** @param {string} time */
  tell(time) {
    return this.zone ? whenIn(time, this.zone) : when(time);
  }

  /** @param {string} action */
  may(action) {
    return session.staff && (this.job?.actions ?? []).includes(action);
  }

  /**
   * Shows the import in its next state, with the focus at the top of the page.
   * @param {CustomEvent<RosterJob>} event
   */
  moved({ detail }) {
    this.edited = false;
    this.show(detail);
    this.focusOn('h1');
  }

  /**
   * Shows the import after a correction; the focus stays near the next row.
   * @param {CustomEvent<RosterJob>} event
   */
  corrected({ detail }) {
    this.show(detail);
  }

  render() {
    return html`
      <p><a href=${to(this.community, 'imports')}>${app.navigation.imports}</a></p>
      <h1 dir="auto" tabindex="-1">${this.job?.file?.name ?? text.title}</h1>
      ${notice(this.wrong)} ${this.job ? this.content(this.job) : this.wrong ? nothing : html`<p class="waiting"><wa-spinner></wa-spinner> ${common.loading}</p>`}
    `;
  }

  /** @param {RosterJob} job */
  content(job) {
    const { label, tone, ended } = shownState(job);
    const ready = job.state === 'ready';
    const asks = job.questions?.length > 0 && this.may('mapping');
    return html`
      <p role="status">${badge(label, tone)} <span class="hint">${when(job.finishedAt ?? job.createdAt)}</span></p>
      ${job.reason && !asks ? notice(job.reason, ['rejected', 'failed'].includes(job.state) ? 'danger' : ready ? 'warning' : 'neutral') : nothing}
      ${asks ? html`<import-questions .path=${this.path} .job=${job} @moved=${this.moved} @outdated=${() => this.load()}></import-questions>` : nothing}
      <div class="verdict-bar">
        ${job.renewing ? html`<p class="verdict" role="status">${text.renewing}</p>` : ended && job.counts?.total ? html`<p class="verdict">${text.verdict(verdict(job))}</p>` : nothing}
        ${this.buttons(job)}
      </div>
      ${this.again(job)} ${this.explanation(job)} ${ended || job.renewing ? nothing : this.running(job)}
      ${ended && !ready && hasMails(job.sending) ? this.sending(job) : nothing}
      ${detectedFacts(job.detected, job.file, { columns: !this.may('mapping'), open: ready && Boolean(job.detected?.warnings?.length) })}
      ${job.detected && this.may('mapping')
        ? html`<import-mapping
            .path=${this.path}
            .job=${job}
            @moved=${this.moved}
            @outdated=${() => this.load()}
            @edited=${(/** @type {CustomEvent} */ { detail }) => this.set({ edited: detail })}
          ></import-mapping>`
        : nothing}
      ${job.renewing || (ended && job.counts?.total) ? this.rows(job) : nothing} ${this.dialog(job)}
    `;
  }

  /** @param {RosterJob} job */
  explanation({ state, undo, actions, reason }) {
    if (state === 'ready' && session.staff) {
      return actions?.includes('commit') ? html`<p>${text.explanation.commit}</p>` : nothing;
    }
    if (state === 'ready') return html`<p>${text.explanation.support}</p>`;
    if (undo && ['undone', 'partly_undone'].includes(state)) {
      return undo.kept + undo.failed > 0 ? html`<p>${text.explanation.kept}</p>` : nothing;
    }
    return state === 'aborted' && !reason ? html`<p>${text.explanation.aborted}</p>` : nothing;
  }

  /**
   * Draws the form for another try after a file was refused.
   * @param {RosterJob} job
   */
  again({ state, mode, send }) {
    if (state !== 'rejected' || !session.staff) return nothing;
    return html`
      <upload-form
        .community=${this.community}
        .mode=${mode}
        .send=${send}
        .lead=${text.again}
        @begun=${(/** @type {CustomEvent<string>} */ { detail }) => go(to(this.community, 'imports', detail))}
      ></upload-form>
    `;
  }

  /** @param {RosterJob} job */
  buttons({ state, counts, report, undo, sending }) {
    const { ended } = importState(state);
    const done = ended && state !== 'ready';
    const stopping = done && isMoving(sending);
    const cutOff = state === 'aborted' || state === 'failed';
    return html`
      <div class="buttons start">
        ${this.may('commit')
          ? html`<button type="button" class="primary" aria-disabled=${this.edited ? 'true' : 'false'} aria-describedby=${this.edited ? 'plan-stale' : nothing} @click=${this.commit}>
              ${text.actions.commit}
            </button>`
          : nothing}
        ${report === 'done' && counts?.total ? html`<button type="button" class="plain" @click=${() => this.download('report')}>${text.actions.report}</button>` : nothing}
        ${report === 'done' && (counts?.attention + counts?.failed > 0 || cutOff)
          ? html`<button type="button" class="plain" @click=${() => this.download('fix')}>${text.actions.fix}</button>`
          : nothing}
        ${this.may('undo') ? html`<button type="button" class="plain danger" @click=${() => this.set({ open: 'undo' })}>${undo ? text.actions.undoAgain : text.actions.undo}</button>` : nothing}
        ${this.may('abort') && !stopping ? html`<button type="button" class="plain danger" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.abort}>${text.actions.abort}</button>` : nothing}
      </div>
    `;
  }

  /** @param {RosterJob} job */
  running({ state, progress, undo }) {
    const { total = 0, done = 0 } = progress ?? {};
    const through = state === 'undoing' ? (undo?.done ?? 0) : done;
    return html`
      <section class="sheet">
        <p>${total ? text.progress.rows(through, total) : text.progress.unknown}</p>
        <wa-progress-bar label=${text.progress.label} value=${total ? Math.round((100 * through) / total) : 0} ?indeterminate=${!total}></wa-progress-bar>
      </section>
    `;
  }

  /** @param {RosterJob} job */
  sending({ sending }) {
    const stoppable = this.may('abort') && isMoving(sending);
    const buttons = html`
      <div class="buttons start">
        ${this.may('release') ? html`<button type="button" class="primary" @click=${() => this.set({ open: 'release' })}>${text.actions.release}</button>` : nothing}
        ${stoppable ? html`<button type="button" class="plain danger" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.stopSending}>${text.stopSending}</button>` : nothing}
      </div>
    `;
    return sendingSection(sending, (time) => this.tell(time), stoppable || this.may('release') ? buttons : nothing);
  }

  /** @param {RosterJob} job */
  rows(job) {
    return html`
      <section aria-labelledby="rows-title" class=${this.edited ? 'stale' : ''}>
        <h2 id="rows-title">${job.state === 'ready' || job.renewing ? text.plan : text.rowsTitle}</h2>
        <import-rows .community=${this.community} .path=${this.path} .job=${job} @moved=${this.corrected} @outdated=${() => this.load()}></import-rows>
      </section>
    `;
  }

  /** @param {RosterJob} job */
  dialog(job) {
    const closed = () => this.set({ open: '' });
    const outdated = () => this.load();
    switch (this.open) {
      case 'commit':
        return html`<commit-import .path=${this.path} .job=${job} @moved=${this.moved} @outdated=${outdated} @closed=${closed}></commit-import>`;
      case 'undo':
        return html`<undo-import .path=${this.path} .job=${job} @moved=${this.moved} @outdated=${outdated} @closed=${closed}></undo-import>`;
      case 'release':
        return html`<release-mails .path=${this.path} .job=${job} .zone=${this.zone || 'UTC'} @moved=${this.moved} @outdated=${outdated} @closed=${closed}></release-mails>`;
      default:
        return nothing;
    }
  }

  commit() {
    if (this.edited) this.focusOn('#check-again');
    else this.set({ open: 'commit' });
  }

  async abort() {
    const { state, progress } = /** @type {RosterJob} */ (this.job);
    const { title, importing, unsaved, yes } = text.abort;
    if (await ask({ title, text: state === 'importing' ? importing(progress.done) : unsaved, yes, no: text.goOn, danger: true })) await this.end();
  }

  async stopSending() {
    const { held, queued } = /** @type {RosterJob} */ (this.job).sending;
    const { title, text: what } = text.stop;
    if (await ask({ title, text: what(queued, held), yes: text.stopSending, no: text.goOn, danger: true })) await this.end();
  }

  end() {
    return this.run(async () => this.moved(new CustomEvent('moved', { detail: await this.aborting.post(`${this.path}/abort`) })));
  }

  /** @param {'report' | 'fix'} what */
  download(what) {
    return this.run(async () => {
      const { url } = await call('GET', `${this.path}/${what}`);
      const link = document.createElement('a');
      link.href = url;
      link.rel = 'noreferrer';
      link.download = '';
      link.click();
    });
  }

  /** @param {() => Promise<void>} work */
  async run(work) {
    if (this.busy) return;
    this.set({ busy: true, wrong: '' });
    try {
      await work();
    } catch (error) {
      if (error instanceof Problem && error.status === 409) await this.load();
      if (!isAbort(error)) this.set({ wrong: explain(error) });
    } finally {
      this.set({ busy: false });
    }
  }
}
customElements.define('roster-import', RosterImport);
