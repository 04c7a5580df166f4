import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

/** A package inside the bundle, as `build.license` of Vite lists it. */
interface Bundled {
  readonly name: string;
  readonly version: string;
  /** The SPDX expression of its package.json. */
  readonly identifier?: string;
  /** Its licence file. */
  readonly text?: string;
}

/** What else a package.json says of where it comes from. */
interface Manifest {
  readonly version?: string;
  readonly author?: string | { readonly name?: string };
  readonly repository?: string | { readonly url?: string };
}

/** The file beside the bundle that holds the licences of everything inside it. */
export const LICENCES_FILE = 'THIRD-PARTY-LICENCES.txt';

const COLLECTED = 'third-party-licences.json';
const RULE = '─'.repeat(80);

/**
 * Writes the licences of all packages that end up in the bundle to one text file, and fails the build over a package that has none.
 *
 * Vite collects name, version, identifier and licence file (`build.license`); this checks and prints them, and names the author
 * of a package that ships no licence file.
 */
export function licences(): Plugin {
  return {
    name: 'third-party-licences',
    apply: 'build',
    config: () => ({ build: { license: { fileName: COLLECTED } } }),
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const packages = collected(bundle);
        const unlicensed = packages.filter(({ identifier, text }) => !text && (!identifier || identifier === 'UNLICENSED'));
        if (unlicensed.length > 0) {
          const names = unlicensed.map(({ name, version }) => `${name}@${version}`).join(', ');
          this.error(
            `No licence to ship ${names}: neither a licence file nor a licence in package.json. Replace the package or ask its author.`,
          );
        }
        delete bundle[COLLECTED];
        const source = packages.map((each) => section(each, bundle)).join('\n');
        this.emitFile({ type: 'asset', fileName: LICENCES_FILE, source });
      },
    },
  };
}

function collected(bundle: Rolldown.OutputBundle): Bundled[] {
  const asset = bundle[COLLECTED];
  if (asset?.type !== 'asset') throw new Error(`Vite collected no licences: build.license no longer writes ${COLLECTED}`);
  const packages = JSON.parse(asset.source.toString()) as Bundled[];
  return packages.sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

function section({ name, version, identifier, text }: Bundled, bundle: Rolldown.OutputBundle): string {
  const title = [`${name} ${version}`, ...(identifier ? [`Licence: ${identifier}`] : [])];
  return [RULE, ...title, '', text ?? provenance(manifestOf(name, version, bundle)), ''].join('\n');
}

function provenance({ author, repository }: Manifest): string {
  const by = typeof author === 'object' ? author.name : author;
  const from = typeof repository === 'object' ? repository.url : repository;
  const known = [...(by ? [`Author: ${by}`] : []), ...(from ? [`Source: ${from}`] : [])];
  return ['The package contains no licence text; its package.json names the licence above.', ...known].join('\n');
}

function manifestOf(name: string, version: string, bundle: Rolldown.OutputBundle): Manifest {
  const inside = join('node_modules', name, '/');
  const modules = Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? output.moduleIds : []));
  const folders = new Set(
    modules.filter((id) => id.includes(inside)).map((id) => id.slice(0, id.lastIndexOf(inside) + inside.length)),
  );
  const manifests = [...folders].map((folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest);
  return manifests.find((manifest) => manifest.version === version) ?? {};
}
