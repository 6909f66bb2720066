// Finds texts that people read in the console's modules, which belong in the
// catalogue in internal/console/assets/js/text, and checks the catalogue itself.

import { parse } from 'acorn';

/**
 * What a module calls a text or a group of texts: its local names, each with the paths
 * that it stands for. There are several if functions use the same name for different ones.
 * @typedef {Map<string, Set<string>>} Names
 */
/** @typedef {import('acorn').AnyNode & Record<string, any>} Node */
/** @typedef {{line: number, what: string, text: string}} Finding */
/** @typedef {{path: string, line: number, source: string, words: boolean, explained: boolean}} Entry a text of the catalogue; explained: a comment stands by it */

/** Attributes and properties of elements whose values people see or hear. */
const shownAttributes = /^(aria-label|aria-description|aria-roledescription|aria-valuetext|title|placeholder|label|alt|data-label)$/;
/** Properties of objects that hold texts, in the options of fields, dialogs and lists. */
const shownProperties = /^(label|legend|hint|title|text|yes|no|why|what|help|wrong|error|said|before|after|placeholder)$/;

const letters = /\p{L}/u;
/** A sentence or a label: it starts with a capital letter and a small one, or has two words. */
const prose = /^\P{L}*\p{Lu}\p{Ll}|\p{L}{2}[,.;:]? \p{L}|\p{L}[,.;:]? \p{L}{2}/u;
/** A word beside a value, such as `3 of 4`. */
const wordsAroundValue = /(^|[\s\u{FFFC}])\p{L}+['’]?\p{L}*(?:[,.;:!?]?(?=\s|$)|(?=\u{FFFC}))/u;
/** Stands for a value inside a template. */
const value = '\u{FFFC}';

/** Functions that take a selector, the name of something, or a header, not a text. */
const notShown = new Set([
  ...['querySelector', 'querySelectorAll', 'closest', 'matches', 'focusOn', 'getElementById', 'createElement'],
  ...['addEventListener', 'removeEventListener', 'define', 'setProperty', 'getPropertyValue', 'setAttribute', 'getAttribute'],
  ...['includes', 'startsWith', 'endsWith', 'split', 'replace', 'replaceAll', 'indexOf', 'toggle', 'get', 'has', 'matchMedia'],
]);
/** What programmers read, in the browser's console. */
const forProgrammers = new Set(['Error', 'DOMException', 'URL', 'Event', 'CustomEvent']);

/**
 * Returns the texts that a module outside the catalogue holds, and the places where
 * it makes a sentence out of several.
 * @param {string} source
 * @param {RegExp[]} [allowed] exceptions; a string that one of them matches as a whole is no text
 * @returns {Finding[]}
 */
export function textsIn(source, allowed = []) {
  /** @type {Finding[]} */
  const found = [];
  const tree = parsed(source);
  const catalogue = importedTexts(tree);
  aliases(tree, catalogue);

  /** @param {Node} node @param {string} what @param {string} text */
  const report = (node, what, text) => found.push({ line: node.loc?.start.line ?? 0, what, text: text.replaceAll(value, '…').replace(/\s+/g, ' ').trim() });
  /** @param {string} text */
  const exempt = (text) => allowed.some((one) => one.test(text));

  visit(tree, [], (node, parents) => {
    if (node.type === 'Literal' && typeof node.value === 'string') {
      if (place(parents, node) === 'other' || exempt(node.value)) return;
      if (prose.test(node.value)) report(node, 'a text', node.value);
      else if (place(parents, node) === 'shown' && letters.test(node.value)) report(node, 'a text', node.value);
      return;
    }
    if (node.type === 'TemplateLiteral' && parents.at(-1)?.type !== 'TaggedTemplateExpression') {
      const text = joined(node);
      if (place(parents, node) === 'other' || exempt(text)) return;
      if (prose.test(text) || (node.expressions.length > 0 && wordsAroundValue.test(text))) report(node, 'a text', text);
      if (node.expressions.some((/** @type {Node} */ part) => isText(part, catalogue))) report(node, 'a sentence glued together', text);
      return;
    }
    if (node.type === 'BinaryExpression' && node.operator === '+' && [node.left, node.right].some((part) => isText(part, catalogue))) {
      report(node, 'a sentence glued together', source.slice(node.start, node.end));
      return;
    }
    if (node.type === 'CallExpression' && node.callee.name === 'plural') report(node, 'a plural', source.slice(node.start, node.end));
    if (node.type === 'TaggedTemplateExpression' && node.tag.name === 'html') markup(node);
  });
  return found;

  /** @param {Node} node html`…` */
  function markup(node) {
    for (const { text, kind, from } of pieces(joined(node.quasi))) {
      const words = text.replace(/&[a-z]+;|&#\d+;/gi, '');
      if (exempt(words.trim())) continue;
      if (letters.test(words)) report(node, kind === 'text' ? 'a text between tags' : `a text in ${kind}`, words);
      if (kind !== 'text') continue;
      const values = words.split(value).length - 1;
      const parts = node.quasi.expressions.slice(from, from + values);
      const told = parts.filter((/** @type {Node} */ part) => isText(part, catalogue)).length;
      if (values > 0 && /[.,;:!?()“”"]/.test(words)) report(node, 'a sentence glued together', words);
      else if (told > 1) report(node, 'a sentence glued together', source.slice(parts[0].start, parts.at(-1).end));
    }
  }
}

/**
 * Returns the parts of a template that people see or hear. Each says with which of
 * the template's values it begins.
 * @param {string} template with a mark in place of each value
 * @returns {{kind: string, text: string, from: number}[]}
 */
function pieces(template) {
  const found = [];
  const tags = /<!--[\s\S]*?-->|<\/?[a-z][\w-]*((?:\s+[^\s=<>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/giu;
  let end = 0;
  /** @param {number} at */
  const valuesBefore = (at) => template.slice(0, at).split(value).length - 1;
  for (const tag of template.matchAll(tags)) {
    found.push({ kind: 'text', text: template.slice(end, tag.index), from: valuesBefore(end) });
    end = tag.index + tag[0].length;
    for (const [, name, quoted = '', bare = ''] of (tag[1] ?? '').matchAll(/([^\s=<>]+)\s*=\s*(?:"([^"]*)"|([^\s"'>]+))/gu)) {
      if (shownAttributes.test(name)) found.push({ kind: name, text: quoted || bare, from: 0 });
    }
  }
  found.push({ kind: 'text', text: template.slice(end), from: valuesBefore(end) });
  return found;
}

/**
 * Says what a string is for: `shown` to people, `other` if it certainly is not, or '' if
 * that cannot be told from where it stands.
 * @param {Node[]} parents outermost first
 * @param {Node} node
 * @returns {'shown' | 'other' | ''}
 */
function place(parents, node) {
  for (let i = parents.length - 1, inner = node; i >= 0; inner = parents[i--]) {
    const parent = parents[i];
    switch (parent.type) {
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
      case 'ImportExpression':
      case 'SwitchCase':
        return parent.test === inner || parent.source === inner ? 'other' : '';
      case 'Property':
        if (parent.key === inner && !parent.computed) return 'other';
        return shownProperties.test(parent.key.name ?? parent.key.value) && parents[i - 1].type === 'ObjectExpression' ? 'shown' : '';
      case 'MemberExpression':
        return parent.property === inner ? 'other' : '';
      case 'BinaryExpression':
        if (/^[!=]==?$|^in$/.test(parent.operator)) return 'other';
        break;
      case 'ArrayExpression':
        if (parents[i - 1]?.type === 'MemberExpression') return 'other'; // ['a', 'b'].includes(…)
        break;
      case 'ConditionalExpression':
        if (parent.test === inner) return '';
        break;
      case 'CallExpression':
      case 'NewExpression': {
        if (parent.callee === inner) return '';
        const name = parent.callee.property?.name ?? parent.callee.name;
        if (notShown.has(name) || (parent.type === 'NewExpression' && forProgrammers.has(name))) return 'other';
        return parent.callee.object?.name === 'console' ? 'other' : '';
      }
      case 'TemplateLiteral': {
        const tag = parents[i - 1];
        if (tag?.type !== 'TaggedTemplateExpression') break;
        return tag.tag.name === 'html' ? inMarkup(parent, inner) : '';
      }
      case 'LogicalExpression':
      case 'ParenthesizedExpression':
        break;
      default:
        return '';
    }
  }
  return '';
}

/**
 * @param {Node} template
 * @param {Node} expression one of its values
 * @returns {'shown' | 'other' | ''}
 */
function inMarkup(template, expression) {
  const before = template.quasis.slice(0, template.expressions.indexOf(expression) + 1).map((/** @type {Node} */ part) => part.value.cooked).join(value);
  const attribute = /<[^<>]*\s([^\s=<>"']+)\s*=\s*(?:"[^"]*|)$/u.exec(before)?.[1];
  if (attribute === undefined) return 'shown';
  if (shownAttributes.test(attribute)) return 'shown';
  return /^[.?@]/.test(attribute) ? '' : 'other';
}

/**
 * Returns the texts of a module of the catalogue, with their paths.
 * @param {string} source
 * @returns {{name: string, entries: Entry[], others: string[]}} others: what it exports besides
 */
export function entriesOf(source) {
  /** @type {{line: number, from: number}[]} */
  const comments = [];
  const tree = parsed(source, (_block, _text, from, _to, start) => comments.push({ line: start.line, from }));
  const exported = tree.body.filter(({ type }) => type.startsWith('Export'));
  const names = exported.flatMap((node) => (/** @type {Node} */ (node).declaration?.declarations ?? [{ id: { name: '*' } }]).map((/** @type {Node} */ one) => one.id.name));
  const object = /** @type {Node} */ (exported[0])?.declaration?.declarations?.[0]?.init;
  /** @type {Entry[]} */
  const entries = [];
  if (object?.type === 'ObjectExpression') collect(object, names[0]);
  return { name: names[0] ?? '', entries, others: names.slice(1) };

  /** @param {Node} node @param {string} path */
  function collect(node, path) {
    for (const property of node.properties) {
      if (property.type !== 'Property') continue;
      const own = `${path}.${property.key.name ?? property.key.value}`;
      const inside = property.value;
      if (inside.type === 'ObjectExpression') {
        collect(inside, own);
        continue;
      }
      const line = property.loc.start.line;
      const last = property.loc.end.line;
      // A comment that only declares the parameters explains nothing.
      const explained = comments.some((comment) => {
        if (comment.line !== line - 1 && (comment.line !== last || comment.from < property.start)) return false;
        return letters.test(source.slice(comment.from, source.indexOf('\n', comment.from)).split('@', 1)[0]);
      });
      entries.push({ path: own, line, source: source.slice(inside.start, inside.end), words: letters.test(textOf(inside)), explained });
    }
  }
}

/** @param {Node} node */
function textOf(node) {
  let text = '';
  visit(node, [], (one) => {
    if (one.type === 'Literal' && typeof one.value === 'string') text += one.value;
    if (one.type === 'TemplateElement') text += one.value.cooked;
  });
  return text;
}

/**
 * Returns the paths of the catalogue that a module uses. A path stands for everything
 * below it if the module takes it whole or picks from it by a code.
 * @param {string} source
 * @returns {string[]}
 */
export function usesIn(source) {
  const tree = parsed(source);
  const names = importedTexts(tree);
  const { declared, taken } = aliases(tree, names);
  const used = new Set(taken);
  visit(/** @type {Node} */ (tree), [], (node, parents) => {
    if (node.type !== 'Identifier' || !names.has(node.name) || declared.has(node)) return;
    const parent = parents.at(-1);
    if (parent?.type.startsWith('Import')) return;
    if (parent?.type === 'Property' && parent.key === node && !parent.shorthand && !parent.computed) return;
    if (parent?.type === 'MemberExpression' && parent.property === node && !parent.computed) return;
    const below = chainAbove(node, parents);
    for (const path of names.get(node.name) ?? []) used.add(path + below);
  });
  return [...used];
}

/**
 * Returns the properties that are taken of an identifier, such as `.title.short`.
 * @param {Node} node
 * @param {Node[]} parents
 */
function chainAbove(node, parents) {
  let chain = '';
  let inner = node;
  for (const parent of parents.toReversed()) {
    if (parent.type !== 'MemberExpression' || parent.object !== inner || parent.computed) break;
    chain += `.${parent.property.name}`;
    inner = parent;
  }
  return chain;
}

/**
 * @param {import('acorn').Program} tree
 * @returns {Names} the areas of the catalogue that the module imports
 */
function importedTexts(tree) {
  /** @type {Names} */
  const names = new Map();
  for (const node of tree.body) {
    if (node.type !== 'ImportDeclaration') continue;
    const from = String(node.source.value);
    for (const one of node.specifiers) {
      if (one.type !== 'ImportSpecifier') continue;
      const area = /** @type {any} */ (one.imported).name;
      // A module of the catalogue imports others as its neighbors; an area is named like its file.
      if (from.includes('/text/') || areaOf(from) === area) names.set(one.local.name, new Set([area]));
    }
  }
  return names;
}

/**
 * Returns the name of the area that a file of the catalogue holds.
 * @param {string} file
 */
export function areaOf(file) {
  return file.replace(/^.*\//, '').replace(/\.js$/, '').replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

/**
 * Learns names such as `const text = invite.member` and `const { title } = invite.member`.
 * @param {import('acorn').Program} tree
 * @param {Names} names is added to
 * @returns {{declared: Set<Node>, taken: string[]}} the identifiers that declare names, and the paths taken there
 */
function aliases(tree, names) {
  const declared = new Set();
  /** @type {string[]} */
  const taken = [];
  visit(/** @type {Node} */ (tree), [], (node) => {
    if (node.type !== 'VariableDeclarator' || !node.init) return;
    let below = '';
    let root = node.init;
    for (; root.type === 'MemberExpression' && !root.computed; root = root.object) below = `.${root.property.name}${below}`;
    const known = root.type === 'Identifier' && names.get(root.name);
    if (!known) return;
    const paths = [...known].map((path) => path + below);
    declared.add(root);
    if (node.id.type === 'Identifier') {
      declared.add(node.id);
      names.set(node.id.name, new Set([...(names.get(node.id.name) ?? []), ...paths]));
      return;
    }
    for (const property of node.id.properties) {
      taken.push(...paths.map((path) => (property.type === 'Property' && !property.computed ? `${path}.${property.key.name}` : path)));
    }
  });
  return { declared, taken };
}

/**
 * Reports whether an expression is a text of the catalogue, or one of several.
 * @param {Node} node
 * @param {Names} catalogue
 * @returns {boolean}
 */
function isText(node, catalogue) {
  switch (node.type) {
    case 'Identifier':
      return catalogue.has(node.name);
    case 'MemberExpression':
      return isText(node.object, catalogue);
    case 'CallExpression':
      return node.callee.type === 'MemberExpression' && isText(node.callee, catalogue);
    case 'ConditionalExpression':
      return isText(node.consequent, catalogue) || isText(node.alternate, catalogue);
    case 'LogicalExpression':
      return isText(node.left, catalogue) || isText(node.right, catalogue);
    default:
      return false;
  }
}

/** @param {Node} template */
function joined(template) {
  return template.quasis.map((/** @type {Node} */ part) => part.value.cooked).join(value);
}

/**
 * @param {string} source
 * @param {import('acorn').Options['onComment']} [onComment]
 */
function parsed(source, onComment) {
  return parse(source, { ecmaVersion: 'latest', sourceType: 'module', locations: true, onComment });
}

/**
 * @param {Node} node
 * @param {Node[]} parents
 * @param {(node: Node, parents: Node[]) => void} each
 */
function visit(node, parents, each) {
  each(node, parents);
  parents.push(node);
  for (const child of Object.values(node)) {
    for (const one of Array.isArray(child) ? child : [child]) {
      if (one && typeof one.type === 'string') visit(one, parents, each);
    }
  }
  parents.pop();
}
