/** @typedef {import('./property-picker.js').Property} Property */
/** @typedef {{id: string, name: string, members: number}} Household */
/** @typedef {{street: string, unit: string, city: string, state: string, zip: string}} Street */
/**
 * @typedef {object} Standard what *Validate Address* answers
 * @property {Partial<Street>} standard
 * @property {string} label
 * @property {string[]} changed
 * @property {string[]} warnings
 * @property {string | null} property the id of the property that stands there already
 */

/** The fields of a street address in the order in which they are read. */
export const streetFields = /** @type {(keyof Street)[]} */ (['street', 'unit', 'city', 'state', 'zip']);

const nobody = { firstName: '', lastName: '', email: '', phone: '' };

/**
 * What the Invite Member dialog has been told so far. Going back and forth
 * between the steps loses nothing of it.
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
    /** @type {'' | 'member' | 'head'} '': not chosen, the household decides */
    this.householdRoleChosen = '';
    this.role = '';
    this.send = true;
    this.touched = false;
  }

  /**
   * What the community's settings say of every address in it. What was typed stays.
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
   * Takes the answer to *Validate Address* for what was typed then.
   * @param {Street} typed
   * @param {Standard} answer
   */
  validate(typed, answer) {
    this.standard = answer;
    this.validatedText = JSON.stringify(typed);
  }

  /** The standard form, as long as it is that of what stands in the fields. */
  get validated() {
    return this.validatedText === JSON.stringify(this.street) ? this.standard : null;
  }

  /** The parts of the typed address that the standard form changes. */
  get changedParts() {
    const standard = this.validated?.standard;
    return standard ? streetFields.filter((name) => (standard[name] ?? '') !== this.street[name]) : [];
  }

  /** Whether it is a new street address whose standard form is not known. */
  get unvalidated() {
    return this.mode === 'new' && this.kind === 'street' && !this.validated;
  }

  /** Whether the standard form is to be seen before it is taken. */
  get remarkable() {
    return this.changedParts.length > 0 || (this.validated?.warnings.length ?? 0) > 0;
  }

  /** Whether the address was validated and edited since. */
  get outdated() {
    return this.standard !== null && this.validated === null;
  }

  /**
   * Takes an address of which a search found nothing as that of a new property.
   * @param {string} searched
   * @param {Partial<Street>} [parsed] its parts, as far as they could be told apart
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
   * Begins at a home that is known.
   * @param {Property} property
   * @param {Household[]} households
   * @param {string} [household] the id of the one that somebody is invited to
   */
  settle(property, households, household = '') {
    this.mode = 'existing';
    this.chosen = property;
    this.offer(households);
    if (household) this.household = household;
  }

  /** The id of the existing property, or '' when one will be made. */
  get propertyID() {
    if (this.mode === 'existing') return this.chosen?.id ?? '';
    return (this.kind === 'street' && this.validated?.property) || '';
  }

  /** How the property is called in the later steps. */
  get propertyLabel() {
    if (this.mode === 'existing') return this.chosen?.label ?? '';
    if (this.kind === 'street') return this.validated?.label ?? '';
    return `Lot ${this.lot.lot}${this.lot.unit ? `, ${this.lot.unit}` : ''}`;
  }

  /**
   * The households of the property that was decided on; a single one is taken
   * for granted, and one that is gone is forgotten.
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

  /** Starts anew for somebody else of the same household.
   * @param {any} made what the last invitation made
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

  /** The request that makes all of it. */
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
 * What is not empty.
 * @param {Record<string, string>} values
 */
function filled(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}
