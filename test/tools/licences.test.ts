import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LICENCES_FILE, licences } from '../../tools/licences.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'licences-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(file: string, content: string): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), content);
}

async function install(name: string, manifest: object, licenceFile?: string): Promise<void> {
  const folder = `node_modules/${name}`;
  await write(
    `${folder}/package.json`,
    JSON.stringify({ name, version: '1.0.0', main: 'index.js', type: 'module', ...manifest }),
  );
  await write(`${folder}/index.js`, `export default ${JSON.stringify(`code of ${name}`)}; export const unused = 1;`);
  if (licenceFile) await write(`${folder}/LICENSE`, licenceFile);
}

/** Builds an entry that imports `names` and uses what it imports, except from `ignored`. */
async function bundle(names: string[], ignored: string[] = []): Promise<void> {
  const imports = [...names, ...ignored].map((name, index) => `import i${index} from '${name}';`);
  await write('entry.js', `${imports.join('\n')}\nconsole.log(${names.map((_, index) => `i${index}`)});`);
  await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [licences()],
    ssr: { noExternal: true },
    build: { ssr: 'entry.js', outDir: 'dist' },
  });
}

const written = () => readFile(join(root, 'dist', LICENCES_FILE), 'utf8');

it('every package in the bundle is listed by name with its licence file, and nothing else is', async () => {
  await install('zebra', { license: 'MIT' }, 'The zebra may be ridden.');
  await install('@scope/ant', { license: 'ISC', version: '2.3.4' }, 'The ant may be led.');
  await install('installed-only', { license: 'MIT' }, 'never shipped');
  await bundle(['zebra', '@scope/ant']);
  const text = await written();
  expect(text.indexOf('@scope/ant 2.3.4\nLicence: ISC\n\nThe ant may be led.')).toBeGreaterThan(0);
  expect(text.indexOf('zebra 1.0.0\nLicence: MIT\n\nThe zebra may be ridden.')).toBeGreaterThan(text.indexOf('@scope/ant'));
  expect(text).not.toContain('installed-only');
  expect((await readdir(join(root, 'dist'))).sort()).toEqual([LICENCES_FILE, 'entry.mjs']);
});

it('a package whose code is shaken out of the bundle is not listed', async () => {
  await install('kept', { license: 'MIT' }, 'kept licence');
  await install('shaken', { license: 'MIT', sideEffects: false }, 'shaken licence');
  await bundle(['kept'], ['shaken']);
  expect(await written()).toContain('kept licence');
  expect(await written()).not.toContain('shaken');
});

it('a package without a licence file is listed with its licence, author and source', async () => {
  await install('bare', { license: 'MIT', author: { name: 'Ada' }, repository: 'github:ada/bare' });
  await bundle(['bare']);
  expect(await written()).toMatch(/bare 1\.0\.0\nLicence: MIT\n\n.*no licence text.*\nAuthor: Ada\nSource: github:ada\/bare\n/);
});

it.each([
  ['says nothing of a licence', {}],
  ['declares itself unlicensed', { license: 'UNLICENSED' }],
])('a package that %s fails the build by name', async (_, manifest) => {
  await install('fine', { license: 'MIT' }, 'fine');
  await install('nobody-knows', manifest);
  await expect(bundle(['fine', 'nobody-knows'])).rejects.toThrow('No licence to ship nobody-knows@1.0.0');
});
