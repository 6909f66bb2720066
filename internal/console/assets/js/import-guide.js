import { html } from '../vendor/parts.js';
import { supportContact } from './help.js';
import { View } from './view.js';

const columns = [
  { name: 'Full Name', need: 'Needed', text: 'First and last name of one person. “Lee, Jordan” is understood too.' },
  { name: 'Address', need: 'Needed', text: 'The street address with its number, or the lot: “12 Maple Street”, “Lot 14”.' },
  { name: 'Email', need: 'Needed', text: 'Each person needs an own address; it becomes the sign-in. Of two people with one address the first is invited; Support asks you about the other.' },
  { name: 'Phone', need: 'Recommended', text: 'A North American number in any usual form, or one with its country code.' },
  { name: 'Household Role', need: 'Optional', text: '“Head” or “Member”. A home has one Head.' },
  { name: 'Unit, City, State, ZIP', need: 'Optional', text: 'What is left out is taken from the community’s preferences.' },
];

/** How to import your roster: what an inviter prepares for Support. */
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
        <p>Support brings a whole roster in for you, free of charge. You send the file; every resident in it is invited.</p>
        <ol class="steps">
          <li>Put your residents into a spreadsheet, one person in each row, with the columns below. Their order does not matter, and further columns do no harm.</li>
          <li>Save it as CSV or as a spreadsheet (XLSX), up to 10 MB and 50,000 rows.</li>
          <li>Send it to Support, who looks over what would happen to each row before anything is written. You get a mail when it is done, with a file of the rows that need attention.</li>
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
