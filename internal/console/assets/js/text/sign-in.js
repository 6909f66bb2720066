import { html } from '../../vendor/parts.js';

/** The first page, and the question for the password when a session has ended. */
export const signIn = {
  welcome: 'Welcome',
  password: 'Password',
  enterBoth: 'Enter your email and your password.',
  incorrect: 'That email or password is incorrect.',

  forgot: {
    text: 'To get a link for setting a new password, enter your email.',
    send: 'Send the email',
    enterEmail: 'Enter your email.',
  },
  mailed: {
    title: 'Check your email',
    /** @param {string} email */
    text: (email) =>
      html`We send a link to <strong dir="auto">${email}</strong> only if there’s an account for this address. We don’t send another one within a few minutes, and we send only a few a day. The link works for one hour.`,
    hint: 'It can take a few minutes to arrive. Check your spam folder, too.',
  },
  closed: 'Your account is ready, but your community isn’t open yet. We’ll email you when it opens.',

  again: { title: 'Sign in again', text: 'Your session has ended. Nothing you typed is lost.' },
};
