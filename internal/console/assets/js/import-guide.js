import { html } from '../vendor/parts.js';
import { supportContact } from './help.js';
import { View } from './view.js';

const columns = [
  { name: 'Full Name', need: 'Needed', text: 'First and last name of one person. “Lee, Jordan” is understood too.' },
  { name: 'Address', need: 'Needed', text: 'The street address with its number, or the lot: “12 Maple Street”, “Lot 14”.' },
  { name: 'Email', need: 'Needed', text: 'Everyone needs an email of their own; it’s what they sign in with. If two people share one, the first is invited and Support will ask you about the other.' },
  { name: 'Phone', need: 'Recommended', text: 'A US or Canadian number in any form, or one with its country code.' },
  { name: 'Household Role', need: 'Optional', text: '“Head” or “Member”. A home has one Head.' },
  { name: 'Unit, City, State, ZIP', need: 'Optional', text: 'What’s left out comes from the community’s preferences.' },
];

/** The page *How to import your roster*: what an inviter prepares for Support. */
export class ImportGuide extends View {
  static properties = { community: { attribute: false } };

  constructor() {
    super();
    this.community = '';
  }

  render() {
    const contact = supportContact();
    const template = new URL('../roster-template.csv', import.meta.url).pathname;
    return html`
      <h1>How to import your roster</h1>
      <section class="sheet">
        <p>Support can import a whole roster for you, free of charge. Send the file, and everyone in it is invited.</p>
        <ol class="steps">
          <li>Put your residents in a spreadsheet, one person per row, with the columns below. The order doesn’t matter, and extra columns are fine.</li>
          <li>Save it as CSV or as a spreadsheet (XLSX), up to 10 MB and 50,000 rows.</li>
          <li>Send it to Support. They check what will happen to each person before anything is saved. You’ll get an email when it’s done, with a file of the rows that need attention.</li>
        </ol>
        <p><a class="button" href=${template} download="roster-template.csv">Download the template</a></p>
      </section>
      <section class="sheet">
        <h2>The columns</h2>
        <table class="compare wide">
          <thead>
            <tr><th scope="col">Column</th><th scope="col">Needed?</th><th scope="col">What goes in</th></tr>
          </thead>
          <tbody>
            ${columns.map(({ name, need, text }) => html`<tr><th scope="row">${name}</th><td>${need}</td><td>${text}</td></tr>`)}
          </tbody>
        </table>
        <p class="hint">
          Nobody is invited twice: who is active is left alone, and a file never overwrites or moves a member. A row that cannot be
          used stops no other row; it comes back to you with the reason.
        </p>
      </section>
      <section class="sheet">
        <h2>How to reach Support</h2>
        <p class="contact" dir="auto">${contact || 'Ask whoever set up Communitrak for your community.'}</p>
      </section>
    `;
  }
}
customElements.define('import-guide', ImportGuide);
