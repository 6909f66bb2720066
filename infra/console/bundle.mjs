// Bundles third-party components into internal/console/assets/vendor, so that
// neither a build nor `make run` needs Node. Run `npm ci && npm run bundle`
// after changing a version, and commit the output.

import { build, transform } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.join(here, '../../internal/console/assets/vendor');

/** The icons that the components in parts.js draw themselves. */
const icons = ['check', 'chevron-left', 'chevron-right', 'xmark'];

/** Strips icons that are never drawn from Web Awesome's modules, and whitespace from its styles. */
const slimmer = {
  name: 'slimmer',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onLoad({ filter: /webawesome\/dist\/.*\.js$/ }, async ({ path: file }) => {
      let contents = await readFile(file, 'utf8');
      if (contents.includes('src/components/icon/library.system.ts')) contents = onlyNeededIcons(contents);
      return { contents: await withSmallStyles(contents), loader: 'js' };
    });
    // Each file first gives a meaning (brand, danger …) its usual hue, then has a class for every other hue.
    build.onLoad({ filter: /styles\/color\/variants\/.*\.css$/ }, async ({ path: file }) => {
      const [usual] = (await readFile(file, 'utf8')).split(/\n\n/, 1);
      return { contents: `${usual}\n}\n`, loader: 'css' };
    });
  },
};

const result = await build({
  absWorkingDir: here,
  entryPoints: ['parts.js', 'parts.css'],
  bundle: true,
  minify: true,
  alias: { 'lit/directives/style-map.js': './style-map.js' },
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  metafile: true,
  write: false,
  plugins: [slimmer],
  outdir: out,
  banner: {
    js: '/* Third-party components: versions and licenses in LICENSES.txt */',
    css: '/* Third-party styles: versions and licenses in LICENSES.txt */',
  },
});

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

/** @type {Map<string, Uint8Array>} */
const files = new Map(result.outputFiles.map((file) => [path.basename(file.path), file.contents]));
files.set('parts.d.ts', await readFile(path.join(here, 'parts.d.ts')));
files.set('LICENSES.txt', Buffer.from(await licenseText(Object.keys(result.metafile.inputs))));

const sums = [];
for (const [name, contents] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
  await writeFile(path.join(out, name), contents);
  sums.push(`${createHash('sha256').update(contents).digest('hex')}  ${name}\n`);
}
await writeFile(path.join(out, 'SHA256SUMS'), sums.join(''));
process.stdout.write(sums.join(''));

/** @param {string} source with one icon on each line */
function onlyNeededIcons(source) {
  return source
    .split('\n')
    .filter((line) => {
      const icon = /^ {4}"?([a-z-]+)"?: `<svg/.exec(line);
      return !icon || icons.includes(icon[1]);
    })
    .join('\n');
}

/** @param {string} source */
async function withSmallStyles(source) {
  const parts = source.split(/(\bcss`[^`$\\]*`)/);
  for (const [i, part] of parts.entries()) {
    if (!part.startsWith('css`')) continue;
    const { code } = await transform(part.slice(4, -1), { loader: 'css', minify: true });
    parts[i] = `css\`${code.trim().replaceAll('\\', '\\\\')}\``;
  }
  return parts.join('');
}

/**
 * Lists every package in the bundle with its version and license.
 * @param {string[]} inputs
 */
async function licenseText(inputs) {
  const packages = new Set();
  for (const input of inputs) {
    const match = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match) packages.add(match[1]);
  }
  const parts = [
    'Third-party software in parts.js and parts.css.',
    'Built by infra/console from the versions that its package-lock.json pins.',
  ];
  for (const name of [...packages].sort()) {
    const folder = path.join(here, 'node_modules', name);
    const { version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    parts.push(`${'-'.repeat(72)}\n${name} ${version} (${license})\n\n${await licenseOf(folder, name)}`);
  }
  return parts.join('\n') + '\n';
}

/**
 * @param {string} folder
 * @param {string} name
 */
async function licenseOf(folder, name) {
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} comes without a license file`);
  return (await readFile(path.join(folder, file), 'utf8')).replaceAll('\r\n', '\n').trim();
}
