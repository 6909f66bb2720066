import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { areaOf, entriesOf, textsIn, usesIn } from '../catalogue.mjs';

const js = new URL('../../../internal/console/assets/js/', import.meta.url);
/** @param {string} folder */
const sources = (folder) =>
  new Map(
    readdirSync(new URL(folder, js))
      .filter((name) => name.endsWith('.js'))
      .map((name) => [name, readFileSync(new URL(folder + name, js), 'utf8')]),
  );

const modules = sources('./');
const catalogue = sources('./text/');

/** What looks like a text and is none. index.html is not a module: its own words stay in the page. */
const exceptions = [
  /^\u{FFFC}Z$/u, // a time in UTC
  /^\u{FFFC}s$/u, // the regular plural, in its formatter
  /^[A-Z]\w+\/[\w/+-]+$/, // the name of a time zone, such as America/New_York
  /^Bearer \u{FFFC}$/u, // the header that carries the session
  /^M\u{FFFC} \u{FFFC}v\u{FFFC}h\u{FFFC}v\u{FFFC}z$/u, // the outline of a bar in a drawing
];

for (const [name, source] of modules) {
  const found = textsIn(source, exceptions).map(({ line, what, text }) => `${name}:${line}: ${what}: ${text}`);
  test(`${name} holds no text`, () => assert.deepEqual(found, [], 'texts belong in the catalogue, js/text'));
}

for (const [name, source] of catalogue) {
  test(`text/${name} exports one area, named after it`, () => {
    const { name: area, others } = entriesOf(source);
    assert.equal(area, areaOf(name));
    assert.deepEqual(others, []);
  });
}

const entries = [...catalogue].flatMap(([file, source]) => entriesOf(source).entries.map((entry) => ({ ...entry, file })));

test('each text is used', () => {
  const used = [...modules.values(), ...catalogue.values()].flatMap(usesIn);
  const idle = entries.filter(({ path }) => !used.some((one) => path === one || path.startsWith(`${one}.`) || one.startsWith(`${path}.`)));
  assert.deepEqual(idle.map(({ file, line, path }) => `text/${file}:${line}: ${path}`), []);
});

test('no text is there twice, unless a comment says why', () => {
  /** @type {Record<string, string[]>} */
  const paths = {};
  for (const { path, source } of entries.filter(({ words, explained }) => words && !explained)) (paths[source] ??= []).push(path);
  assert.deepEqual(Object.entries(paths).filter(([, same]) => same.length > 1), []);
});

for (const [kind, source] of Object.entries({
  'between tags': 'html`<p>Hello</p>`',
  'beside a value': 'html`<p>${n} of ${m}</p>`',
  'in a label for screen readers': 'html`<nav aria-label="Main"></nav>`',
  'in a placeholder': 'html`<input id="a" placeholder="street or lot">`',
  'chosen in an attribute': "html`<img alt=${logo ? 'your logo' : ''}>`",
  'chosen between tags': "html`<p>${late ? 'late' : ''}</p>`",
  'handed to an element': "html`<zone-picker .hint=${'Dates are in this zone.'}></zone-picker>`",
  'in a button that a page draws later': "html`<a @click=${() => toast('Saved.')}></a>`",
  'in an option': "field({ label: 'name' })",
  'in a message': "toast('The look is saved.')",
  'in an error that people see': "class Gone extends Error { constructor() { super('It is gone.'); } }",
  'around a value': 'toast(`${name} is invited.`)',
  'after a value': 'set(`${count} left`)',
  'a plural': "set(plural(n, 'row', 'rows'))",
  'glued between tags': "import { home } from './text/home.js';\nhtml`<p>${home.hello} ${home.ready}</p>`",
  'glued with punctuation': "import { home } from './text/home.js';\nhtml`<p>${home.hello}, ${name}</p>`",
  'glued in a string': "import { home } from './text/home.js';\nset(`${home.hello}${name}`)",
  'glued by adding': "import { home } from './text/home.js';\nset(home.hello + name)",
})) {
  test(`a text ${kind} is found`, () => assert.equal(textsIn(source, exceptions).length, 1, JSON.stringify(textsIn(source, exceptions))));
}

test('what only looks like a text is left alone', () => {
  const source = `
    import { html } from '../vendor/parts.js';
    import { home } from './text/home.js';
    const headers = { Accept: 'application/json', Authorization: \`Bearer \${token}\` };
    headers['Content-Type'] = 'application/json';
    if (event.key === 'ArrowDown') view.focusOn('main button');
    throw new Error('no stylesheet for it');
    html\`<p class="notice \${tone}" id="\${id}-hint" data-label=\${home.name}>\${home.hello}</p><h1 class=\${late ? 'late bad' : ''}>\${home.title(name)} ×</h1>\`;
    const zone = 'America/New_York';
  `;
  assert.deepEqual(textsIn(source, exceptions), []);
});

test('a text that is used, renamed, picked from, or taken whole counts as used', () => {
  const source = `
    import { home } from './text/home.js';
    const words = home.deep;
    const { title } = home.dialog;
    show(home.hello, words.one, home.states[code]);
    const other = () => { const words = home.rare; return words.two; };
  `;
  const want = ['home.deep.one', 'home.deep.two', 'home.dialog.title', 'home.hello', 'home.rare.one', 'home.rare.two', 'home.states'];
  assert.deepEqual(usesIn(source).toSorted(), want);
});

test('the catalogue is read with its paths and its explanations', () => {
  const { name, entries: read } = entriesOf(`
    export const home = {
      hello: 'Hello',
      deep: {
        /** @param {string} name */
        hello: (name) => \`Hello \${name}\`,
        again: 'Hello', // a heading
      },
    };
  `);
  assert.equal(name, 'home');
  assert.deepEqual(read.map(({ path, explained }) => [path, explained]), [
    ['home.hello', false],
    ['home.deep.hello', false],
    ['home.deep.again', true],
  ]);
});
