import type { Plugin } from 'vite';

/**
 * Lets `ink-table` run on an Ink that is an ES module.
 *
 * ink-table 3.1.0 is CommonJS and `require`s Ink, which Node refuses (ERR_REQUIRE_ASYNC_MODULE) because Ink ≥ 4 awaits at
 * its top level. Its one file gets `import` lines and a `require` that answers from them.
 */
export function inkTable(): Plugin {
  return {
    name: 'ink-table-as-es-module',
    enforce: 'pre',
    transform(code, id) {
      if (!/node_modules\/ink-table\/dist\/index\.js(\?|$)/.test(id)) return;
      return {
        code: [
          `import * as react from 'react'; import * as ink from 'ink'; import objectHash from 'object-hash';`,
          `const modules = { react, ink, 'object-hash': objectHash }; const require = (name) => modules[name]; const exports = {};`,
          code,
          'export default exports.default;',
        ].join('\n'),
        map: null,
      };
    },
  };
}
