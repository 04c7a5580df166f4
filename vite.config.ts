import { builtinModules } from 'node:module';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { inkTable } from './tools/ink-table-plugin.ts';
import { jsonSchemaFiles } from './tools/json-schemas.ts';
import { licences } from './tools/licences.ts';
import { manPageFile } from './tools/man-page.ts';

/** Test files share what they import: most of their time would go into importing it again. */
const SHARED = { isolate: false };

const BUILT = { testTimeout: 60_000, globalSetup: ['test/e2e/build.ts'] };

/** React's development build leaks with every frame. */
const SOAK = {
  testTimeout: 120_000,
  env: { NODE_ENV: 'production' },
  execArgv: ['--expose-gc'],
};

export default defineConfig(({ command }) => ({
  plugins: [inkTable(), licences(), jsonSchemaFiles(), manPageFile()],
  // React's development build takes twice the time for a frame and leaks with every one, whatever NODE_ENV the builder has.
  define: command === 'build' ? { 'process.env.NODE_ENV': '"production"' } : {},
  oxc: { jsx: { runtime: 'automatic', development: false } },
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'src/cli.ts',
    target: 'node20.19',
    minify: true,
    rolldownOptions: {
      external: [...builtinModules, /^node:/],
      output: { entryFileNames: 'cli.js', chunkFileNames: 'parts/[name].js' },
    },
  },
  test: {
    // Many times what a test takes on an idle machine: a shared one must not make it red.
    testTimeout: 30_000,
    setupFiles: ['src/with-resolvers.ts', 'test/helpers/usual-terminal.ts'],
    // Half of the tests wait for a program or a server most of the time: even two cores have room for two at once.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    server: { deps: { inline: ['ink-table'] } },
    env: { TZ: 'UTC', FORCE_COLOR: '0', CI: '' },
    projects: [
      project(
        'unit',
        ['test/{api,command-line,config,keys,monitor,runtime,simulator,commands,text,tools}/**/*.test.ts', 'test/*.test.ts'],
        SHARED,
      ),
      project('ui', ['test/ui/*.test.{ts,tsx}'], SHARED),
      project('app', ['test/app/**/*.test.{ts,tsx}'], SHARED),
      project('soak', ['test/soak/**/*.test.tsx'], SOAK),
      project('e2e', ['test/e2e/**/*.test.ts'], BUILT),
      project('tmux', ['test/{shells,tmux}/**/*.test.ts'], BUILT),
    ],
  },
}));

function project(name: string, include: string[], options: object = {}) {
  return { extends: true as const, test: { name, include, ...options } };
}
