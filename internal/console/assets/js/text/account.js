import { html } from '../../vendor/parts.js';
import { plural } from '../count.js';

const anotherDevice = 'Set up another device with this code';
const everywhereElse = 'Sign out everywhere else';

/** One’s own account: password, two-step sign-in, My page, and sessions. */
export const account = {
  password: {
    current: 'Current password',
    new: 'New password',
    hint: 'At least 12 characters. A sentence only you would say works well.',
    enterCurrent: 'Enter your current password.',
    chooseNew: 'Choose a new password.',
    incorrect: 'That isn’t your current password.',
    changed: 'Your password has been changed.',
  },

  twoStep: {
    title: 'Two-step sign-in',
    /** @param {number} left */
    codesLeft: (left) => `You sign in with an authenticator app as well. ${plural(left, 'recovery code')} left.`,
    change: html`To use another phone or get new recovery codes, sign out, sign in, and choose <em>${anotherDevice}</em>.`,
  },

  factor: {
    oneMoment: 'One moment …', // while nothing is shown yet; invite.oneMoment is on a button
    ask: {
      title: 'One more step',
      hint: 'Six digits from your authenticator app, or one of your recovery codes.',
      another: anotherDevice,
    },
    setUp: {
      title: 'Set up two-step sign-in',
      text: 'Support signs in with an authenticator app on a phone as well. Scan the picture with it, or type in the key.',
      picture: 'QR code of the key below',
      key: 'Key',
      hint: 'The six digits that the app shows now.',
      confirm: 'Confirm',
    },
    keep: {
      title: 'Save your recovery codes',
      text: 'Each one signs you in once if you can’t use the app. They are not shown again.',
      done: 'I’ve saved them',
    },
    code: 'Code',
    enterCode: 'Enter the code.',
  },

  mine: {
    /** @param {string} name */
    hello: (name) => html`Hello <bdi>${name}</bdi>`,
    /** @param {string} community */
    memberOf: (community) => html`You are a member of <strong dir="auto">${community}</strong>.`,
    /** @param {string} community */
    portal: (community) => `Go to ${community}’s portal`,
    home: 'My home',
    noHome: 'No home is on record for you.',
    details: {
      title: 'My details',
      noPhone: 'None yet',
      edit: 'Edit my details',
      phoneHint: 'Optional. The people who manage your community can see it.',
      saved: 'Your details are saved.',
    },
    account: {
      title: 'My account',
      /** @param {string} email */
      signIn: (email) => html`Your sign-in email: <strong dir="auto">${email}</strong>`,
      unconfirmed: html`Your email isn’t confirmed yet. Sign out and choose <em>Forgot password</em>: the link in that email confirms it.`,
    },
    others: 'My other communities',
  },

  sessions: {
    title: 'Where you’re signed in',
    here: 'This device',
    elsewhere: 'Another device or browser',
    /** @param {string} since */
    since: (since) => `Signed in ${since}`,
    /** @param {string} since @param {string} used */
    used: (since, used) => `Signed in ${since}, last used ${used}`,
    end: everywhereElse,
    endTitle: `${everywhereElse}?`,
    /** @param {number} others */
    endText: (others) => `You stay signed in here. ${plural(others, 'other session')} ${others === 1 ? 'ends' : 'end'} right away.`,
    ended: 'You are signed out everywhere else.',
  },
};
