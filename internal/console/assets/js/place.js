// City, state and time zone of a ZIP, which forms fill in and compare with what
// was typed. The table behind it has one city per ZIP where the postal service
// accepts several, so it suggests and never refuses.

import { call } from './api.js';
import { places } from './text/places.js';

/** @typedef {{zip: string, city: string, state: string, timeZone: string}} ZIPPlace */

/** @type {Map<string, Promise<ZIPPlace | null>>} */
const known = new Map();

/**
 * Returns where a ZIP is; null if that is unknown, or cannot be looked up at the moment.
 * @param {string} typed five digits, optionally with an extension
 * @returns {Promise<ZIPPlace | null>}
 */
export function placeOf(typed) {
  const zip = /^\s*(\d{5})(-\d{4})?\s*$/.exec(typed)?.[1];
  if (!zip) return Promise.resolve(null);
  const place = known.get(zip) ?? call('GET', `/places/zip/${zip}`).catch((error) => {
    if (error.status !== 404) known.delete(zip); // the next lookup may succeed
    return null;
  });
  known.set(zip, place);
  return place;
}

/**
 * Returns what a place fills in: a city and state that nobody typed.
 * @param {{city: string, state: string}} values as they are in the form
 * @param {boolean} typed whether somebody typed them
 * @param {ZIPPlace} place
 * @returns {{city?: string, state?: string}}
 */
export function fills(values, typed, { city, state }) {
  const blank = !values.city.trim() && !values.state.trim();
  return blank || !typed ? { city, state } : {};
}

/**
 * Returns the warning for a city and state that hardly match the ZIP; '' if they match.
 * @param {{city: string, state: string}} values
 * @param {ZIPPlace | null} place
 */
export function mismatch(values, place) {
  if (!place || !values.city.trim()) return '';
  const sameState = !/^[a-z]{2}$/i.test(values.state.trim()) || values.state.trim().toUpperCase() === place.state;
  const [city, usual] = [letters(values.city), letters(place.city)];
  if (sameState && (city === usual || (forces.has(city) && forces.has(usual)))) return '';
  return sameState ? places.zip.usually(place.zip, place.city, place.state) : places.zip.elsewhere(place.zip, place.city, place.state);
}

/** What military and diplomatic mail has for a city; the table does not tell them apart. */
const forces = new Set(['apo', 'fpo', 'dpo']);

/** @type {Record<string, string>} abbreviations at the start of city names */
const longer = { st: 'saint', ste: 'sainte', ft: 'fort', mt: 'mount', n: 'north', s: 'south', e: 'east', w: 'west' };

/** @param {string} city */
function letters(city) {
  const [first = '', ...rest] = city.toLowerCase().replaceAll(/[.'’]/g, '').replaceAll('-', ' ').trim().split(/\s+/);
  return [rest.length > 0 ? (longer[first] ?? first) : first, ...rest].join('');
}
