import { html } from '../vendor/parts.js';
import { supportContact } from './help.js';
import { common } from './text/common.js';
import { importGuide } from './text/import-guide.js';
import { View } from './view.js';

/** The page *How to import your roster*: what an inviter prepares for Support. */
export class ImportGuide extends View {
  static properties = { community: { attribute: false } };

  constructor() {
    super();
    this.community = '';
  }

  render() {
    const { intro, steps, download, columns, support } = importGuide;
    const contact = supportContact();
    const template = new URL('../roster-template.csv', import.meta.url).pathname;
    return html`
      <h1>${common.importGuide}</h1>
      <section class="sheet">
        <p>${intro}</p>
        <ol class="steps">
          ${steps.map((step) => html`<li>${step}</li>`)}
        </ol>
        <p><a class="button" href=${template} download="roster-template.csv">${download}</a></p>
      </section>
      <section class="sheet">
        <h2>${columns.title}</h2>
        <table class="compare wide">
          <thead>
            <tr><th scope="col">${columns.column}</th><th scope="col">${columns.need}</th><th scope="col">${columns.what}</th></tr>
          </thead>
          <tbody>
            ${columns.rows.map(({ name, need, text }) => html`<tr><th scope="row">${name}</th><td>${need}</td><td>${text}</td></tr>`)}
          </tbody>
        </table>
        <p class="hint">${columns.hint}</p>
      </section>
      <section class="sheet">
        <h2>${support.title}</h2>
        <p class="contact" dir="auto">${contact || support.none}</p>
      </section>
    `;
  }
}
customElements.define('import-guide', ImportGuide);
