import { html } from '../../vendor/parts.js';

/** What frames every page: the bar, the navigation, the banners, Help, and the pages that only say something. */
export const app = {
  loading: 'Loading', // spoken only, so without the dots
  skip: 'Skip to main content',
  menu: 'Menu',

  noServer: { title: 'We can’t reach the server', text: 'Check the connection and try again.' },
  newVersion: { title: 'Reload to continue', text: 'Communitrak was updated since you opened this page.', reload: 'Reload' },
  sandbox:
    'The mail service is in its sandbox: it sends only to verified addresses, and every other email fails. The operator’s manual says how to leave the sandbox.',

  navigation: {
    label: 'Main',
    choose: 'Change community',
    overview: 'Overview',
    group: 'Members & Groups',
    imports: 'Imports',
    mine: 'My page',
  },

  choose: 'Choose a community',
  /** @param {string} community */
  notOpen: (community) =>
    html`<span dir="auto">${community}</span> isn’t open yet. If you have activated your account, you’ll get an email when it opens.`,
  nowhere: {
    page: 'Not found',
    title: 'We couldn’t find that page',
    text: 'The link may be old or incomplete. Nothing was changed.',
    start: 'Go to the start page',
  },

  curtain: {
    /** @param {unknown} off a link */
    on: (off) => html`<strong>The Black Curtain is on.</strong> Members can activate their accounts, but they can’t sign in yet. ${off}`,
    off: 'Turn it off',
  },

  help: {
    title: 'Help',
    support: 'Your community’s board or manager can help, and so can Support:',
    board: 'Your community’s board or manager can help. They can also reach Support.',
    secrets: 'Never send anyone your password or your invite code.',
  },
};
