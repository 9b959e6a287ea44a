// Who may import whom. The reasons are in docs/development.md; test/unit/toolchain/boundaries.test.ts plants a violation of
// every rule and expects it to be found.

const outside = (/** @type {string[]} */ ...folders) => `^(${folders.join('|')})/`;

const rule = (
  /** @type {string} */ name,
  /** @type {string} */ comment,
  /** @type {object} */ from,
  /** @type {object} */ to,
) => ({
  name,
  comment,
  severity: 'error',
  from,
  to,
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule(
      'shared-imports-nothing-of-ours',
      'shared/ runs in every program',
      { path: '^shared/' },
      { path: outside('main', 'hub', 'renderer', 'test', 'scripts') },
    ),
    rule(
      'shared-imports-only-zod',
      'shared/ runs in the browser window and under Node: nothing that belongs to one of them',
      { path: '^shared/' },
      { pathNot: '^shared/|(^|/)node_modules/zod/' },
    ),
    rule(
      'hub-stands-alone',
      'the hub is a program of its own',
      { path: '^hub/' },
      { path: outside('main', 'renderer') },
    ),
    rule(
      'main-stands-alone',
      'main knows the window only by its bridge',
      { path: '^main/' },
      { path: outside('hub', 'renderer') },
    ),
    rule(
      'renderer-stands-alone',
      'the window knows the rest only by bridge and port',
      { path: '^renderer/' },
      { path: outside('hub', 'main') },
    ),
    rule('renderer-without-node', 'the window has no Node', { path: '^renderer/' }, { dependencyTypes: ['core'] }),
    rule(
      'core-imports-nothing-of-main',
      'the core also runs outside Electron',
      { path: '^main/core/' },
      { path: '^main/', pathNot: '^main/core/' },
    ),
    rule(
      'main-never-imports-core',
      'texts live in the core process; main stays blind',
      { path: '^main/', pathNot: '^main/core/' },
      { path: '^main/core/' },
    ),
    rule(
      'preload-imports-only-the-bridge',
      'the preload script is the smallest possible bridge',
      { path: '^main/preload/' },
      { pathNot: '^(main/preload/|shared/bridge)|(^|/)node_modules/electron/' },
    ),
    rule(
      'features-are-independent',
      'a feature can be read, changed and removed alone',
      { path: '^renderer/features/([^/]+)/' },
      { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    ),
    rule(
      'ui-without-store',
      'ui/ is made of parts that know no data',
      { path: '^renderer/ui/' },
      { path: '^renderer/(store|features)/' },
    ),
    rule(
      'electron-only-in-main',
      'everything else runs without Electron, in tests too',
      { pathNot: '^(main/(?!core/)|test/|scripts/)' },
      { path: '(^|/)node_modules/electron/|^electron$' },
    ),
    rule(
      'nothing-imports-tests',
      'programs contain no test code',
      { pathNot: '^(test/|vitest\\.config)' },
      { path: '^test/' },
    ),
    rule(
      'programs-import-no-scripts',
      'scripts/ is for the people who build the programs',
      { path: outside('shared', 'hub', 'main', 'renderer') },
      { path: '^scripts/' },
    ),
    rule('no-cycles', 'two files that need each other are one file', {}, { circular: true }),
    rule(
      'only-declared-dependencies',
      'what package.json does not name is there by chance',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/fixtures/' },
    tsPreCompilationDeps: true, // type-only imports are imports too
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'module', 'require', 'node', 'default', 'style', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
