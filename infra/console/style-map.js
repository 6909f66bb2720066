// A replacement for Lit's styleMap. Lit's own writes a style attribute on the
// first render, which a Content-Security-Policy without 'unsafe-inline'
// refuses and reports; this one always uses the element's style object.

import { noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';

class StyleMap extends Directive {
  #names = new Set();

  render() {
    return noChange;
  }

  update(part, [styles]) {
    const { style } = part.element;
    for (const name of this.#names) {
      if (styles[name] === undefined || styles[name] === null) {
        this.#names.delete(name);
        if (name.includes('-')) style.removeProperty(name);
        else style[name] = '';
      }
    }
    for (const [name, value] of Object.entries(styles)) {
      if (value === undefined || value === null) continue;
      this.#names.add(name);
      if (name.includes('-')) style.setProperty(name, String(value));
      else style[name] = value;
    }
    return noChange;
  }
}

export const styleMap = directive(StyleMap);
