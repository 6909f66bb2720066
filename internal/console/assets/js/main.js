// Starts the console.

import '../vendor/parts.js';
import { session } from './session.js';
import './app.js';

// Web Awesome uses a class for dark mode; the rest of the page asks the browser.
const dark = matchMedia('(prefers-color-scheme: dark)');
const dress = () => document.documentElement.classList.toggle('wa-dark', dark.matches);
dark.addEventListener('change', dress);
dress();

const app = /** @type {import('./app.js').ConsoleApp} */ (document.querySelector('console-app'));
try {
  await session.restore();
  app.set({ ready: true });
} catch {
  app.set({ ready: true, unreachable: true });
}
