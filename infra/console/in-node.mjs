// Lets Node load the console's modules: the bundle of third-party parts needs a
// browser, so Lit itself, which does not, takes its place.

import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

// Node runs the hook below in a thread of its own, which loads this file again.
if (isMainThread) register(import.meta.url);

/** @type {import('node:module').ResolveHook} */
export function resolve(specifier, context, next) {
  return next(specifier.endsWith('/vendor/parts.js') ? new URL('lit.mjs', import.meta.url).href : specifier, context);
}
