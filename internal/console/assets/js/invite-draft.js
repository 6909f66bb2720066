import { invite } from './text/invite.js';

/** @typedef {import('./property-picker.js').Property} Property */
/** @typedef {{id: string, name: string, members: number}} Household */
/** @typedef {{street: string, unit: string, city: string, state: string, zip: string}} Street */
/**
 * @typedef {object} Standard the result of *Validate Address*
 * @property {Partial<Street>} standard
 * @property {string} label
 * @property {string[]} changed
 * @property {string[]} warnings
 * @property {string | null} property the id of the property that is already at that address
 */

/** The fields of a street address, in reading order. */
export const streetFields = /** @type {(keyof Street)[]} */ (['street', 'unit', 'city', 'state', 'zip']);

const nobody = { firstName: '', lastName: '', email: '', phone: '' };

/**
 * What has been entered in the Invite Member dialog so far. Going back and forth
 * between the steps loses none of it.
 */
export class Draft {
  constructor() {
    /** @type {'existing' | 'new'} */
    this.mode = 'existing';
    /** @type {Property | null} */
    this.chosen = null;
    /** @type {'street' | 'lot'} */
    this.kind = 'street';
    /** @type {Street} */
    this.street = { street: '', unit: '', city: '', state: '', zip: '' };
    this.lot = { lot: '', unit: '', city: '', state: '', zip: '' };
    /** Whether somebody typed the city or state of an address, so that a ZIP does not fill them. */
    this.placeTyped = { street: false, lot: false };
    /** @type {Standard | null} */
    this.standard = null;
    this.validatedText = '';
    /** @type {Household[]} of the existing property */
    this.households = [];
    /** @type {'existing' | 'new'} */
    this.householdMode = 'new';
    this.household = '';
    this.householdName = '';
    this.member = { ...nobody };
    /** @type {'' | 'member' | 'head'} '': not chosen, so the household decides */
    this.householdRoleChosen = '';
    this.role = '';
    this.send = true;
    this.touched = false;
  }

  /**
   * Fills in what the community's settings say about every address in it. What was typed stays.
   * @param {{city?: string, state?: string, zip?: string}} place
   */
  prefill({ city = '', state = '', zip = '' }) {
    for (const address of [this.street, this.lot]) {
      address.city ||= city;
      address.state ||= state;
      address.zip ||= zip;
    }
  }

  /**
   * Stores the result of *Validate Address* for the address that was sent.
   * @param {Street} typed
   * @param {Standard} answer
   */
  validate(typed, answer) {
    this.standard = answer;
    this.validatedText = JSON.stringify(typed);
  }

  /** The standard form, if it is still that of the address in the fields. */
  get validated() {
    return this.validatedText === JSON.stringify(this.street) ? this.standard : null;
  }

  /** The parts of the typed address that the standard form changes. */
  get changedParts() {
    const standard = this.validated?.standard;
    return standard ? streetFields.filter((name) => (standard[name] ?? '') !== this.street[name]) : [];
  }

  /** Whether this is a new street address whose standard form is unknown. */
  get unvalidated() {
    return this.mode === 'new' && this.kind === 'street' && !this.validated;
  }

  /** Whether people should see the standard form before it is used. */
  get remarkable() {
    return this.changedParts.length > 0 || (this.validated?.warnings.length ?? 0) > 0;
  }

  /** Whether the address was edited after it was validated. */
  get outdated() {
    return this.standard !== null && this.validated === null;
  }

  /**
   * Uses an address that a search did not find for a new property.
   * @param {string} searched
   * @param {Partial<Street>} [parsed] the parts that could be told apart
   */
  create(searched, parsed = { street: searched }) {
    this.mode = 'new';
    this.chosen = null;
    this.touched = true;
    const lot = /^\s*(?:lot\b\s*(?:no\.?|number)?|l-(?=\d)|#)\s*(\S.*)$/i.exec(searched)?.[1];
    if (lot) {
      this.kind = 'lot';
      this.lot.lot = lot.trim();
      return;
    }
    this.kind = 'street';
    Object.assign(this.street, filled({ unit: '', ...parsed }));
  }

  /**
   * Starts from a known home.
   * @param {Property} property
   * @param {Household[]} households
   * @param {string} [household] the id of the household that somebody is invited to
   */
  settle(property, households, household = '') {
    this.mode = 'existing';
    this.chosen = property;
    this.offer(households);
    if (household) this.household = household;
  }

  /** The id of the existing property, or '' if one will be created. */
  get propertyID() {
    if (this.mode === 'existing') return this.chosen?.id ?? '';
    return (this.kind === 'street' && this.validated?.property) || '';
  }

  /** The property's name in the later steps. */
  get propertyLabel() {
    if (this.mode === 'existing') return this.chosen?.label ?? '';
    if (this.kind === 'street') return this.validated?.label ?? '';
    return invite.property.lotAt(this.lot.lot, this.lot.unit);
  }

  /**
   * Offers the households of the chosen property: a single one is preselected, and
   * one that no longer exists is deselected.
   * @param {Household[]} households
   */
  offer(households) {
    const known = this.households;
    this.households = households;
    if (households.some(({ id }) => id === this.household)) return;
    const sameProperty = known.length > 0 && known.every(({ id }) => households.some((other) => other.id === id));
    this.household = households.length === 1 ? households[0].id : '';
    if (!sameProperty) this.householdMode = households.length > 0 ? 'existing' : 'new';
  }

  /** @returns {'member' | 'head'} */
  get householdRole() {
    return this.householdRoleChosen || (this.householdMode === 'new' ? 'head' : 'member');
  }

  /**
   * Starts over for another person in the same household.
   * @param {any} made what the last invitation created
   */
  another(made) {
    this.mode = 'existing';
    this.chosen = { households: 1, ...made.property };
    this.households = [{ members: 1, ...made.household }];
    this.householdMode = 'existing';
    this.household = made.household.id;
    this.member = { ...nobody };
    this.householdRoleChosen = '';
    this.role = '';
    this.send = true;
    this.touched = false;
  }

  /** Returns the request that creates all of it. */
  body() {
    const { firstName, lastName, email, phone } = this.member;
    return {
      property: this.#property(),
      household: this.householdMode === 'existing' ? { id: this.household } : filled({ name: this.householdName.trim() }),
      member: { firstName, lastName, email: email.trim(), ...filled({ phone: phone.trim() }), householdRole: this.householdRole },
      ...filled({ role: this.role }),
      send: this.send,
    };
  }

  #property() {
    if (this.propertyID) return { id: this.propertyID };
    if (this.kind === 'lot') return { lot: filled(this.lot) };
    return { street: { ...this.street, ...this.validated?.standard }, confirmed: true };
  }
}

/**
 * Returns the values that are not empty.
 * @param {Record<string, string>} values
 */
function filled(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}
