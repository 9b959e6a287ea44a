// Who may import whom. The reasons are in docs/development.md; test/unit/toolchain/boundaries.test.ts plants a violation of
// every rule and expects it to be found.

const outside = (/** @type {string[]} */ ...folders) => `^(${folders.join('|')})/`;

const rule = (/** @type {string} */ name, /** @type {string} */ comment, /** @type {object} */ fromAndTo) => ({
  name,
  comment,
  severity: 'error',
  ...fromAndTo,
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule('shared-imports-nothing-of-ours', 'shared/ runs in every program', {
      from: { path: '^shared/' },
      to: { path: outside('main', 'hub', 'renderer', 'widget', 'test', 'scripts') },
    }),
    rule(
      'shared-imports-only-what-runs-everywhere',
      'shared/ runs in the browser window and under Node: nothing that belongs to one of them',
      {
        from: { path: '^shared/' },
        to: { pathNot: '^shared/|(^|/)node_modules/(zod|temporal-polyfill|temporal-utils|temporal-spec)/' },
      },
    ),
    rule('hub-stands-alone', 'the hub is a program of its own', {
      from: { path: '^hub/' },
      to: { path: outside('main', 'renderer', 'widget') },
    }),
    rule('main-stands-alone', 'main knows the window only by its bridge', {
      from: { path: '^main/' },
      to: { path: outside('hub', 'renderer') },
    }),
    rule('renderer-stands-alone', 'the window knows the rest only by bridge and port', {
      from: { path: '^renderer/' },
      to: { path: outside('hub', 'main') },
    }),
    rule(
      'widget-stands-alone',
      'the bubble runs in pages of other web sites, and is small: of packages nothing at all',
      {
        from: { path: '^widget/' },
        to: { pathNot: '^(widget|shared)/' },
      },
    ),
    rule(
      'practice-joins-hub-and-core',
      'of main it needs the core alone; it has no window and no sources to build with',
      {
        from: { path: '^practice/' },
        to: { path: ['^main/(?!core/)', outside('renderer', 'widget')] },
      },
    ),
    rule('nothing-imports-practice', 'what is exercise is in no other program', {
      from: { pathNot: '^(practice|test)/' },
      to: { path: '^practice/' },
    }),
    rule('renderer-without-node', 'the window has no Node', {
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    }),
    rule('core-imports-nothing-of-main', 'the core also runs outside Electron', {
      from: { path: '^main/core/' },
      to: { path: '^main/', pathNot: '^main/core/' },
    }),
    rule('main-never-imports-core', 'texts live in the core process; main stays blind', {
      from: { path: '^main/', pathNot: '^main/core/' },
      to: { path: '^main/core/' },
    }),
    rule('preload-imports-only-the-bridge', 'the preload script is the smallest possible bridge', {
      from: { path: '^main/preload/' },
      to: { pathNot: '^(main/preload/|shared/bridge)|(^|/)node_modules/electron/' },
    }),
    rule('features-are-independent', 'a feature can be read, changed and removed alone', {
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    }),
    rule('ui-without-store', 'ui/ is made of parts that know no data', {
      from: { path: '^renderer/ui/' },
      to: { path: '^renderer/(store|features)/' },
    }),
    rule(
      'first-screen-first',
      'the guard and the other pages are fetched once the inbox is there (renderer/store/later.ts)',
      {
        from: { path: '^renderer/', pathNot: '^renderer/pages\\.tsx$' },
        to: {
          path: '^(shared/guard/(scan|warm-up)|renderer/pages)\\.tsx?$',
          dynamic: false,
          dependencyTypesNot: ['type-only'],
        },
      },
    ),
    rule('electron-only-in-main', 'everything else runs without Electron, in tests too', {
      from: { pathNot: '^(main/(?!core/)|test/|scripts/)' },
      to: { path: '(^|/)node_modules/electron/|^electron$' },
    }),
    rule('nothing-imports-tests', 'programs contain no test code', {
      from: { pathNot: '^(test/|vitest\\.config)' },
      to: { path: '^test/' },
    }),
    rule('programs-import-no-scripts', 'scripts/ is for the people who build the programs', {
      from: { path: outside('shared', 'hub', 'main', 'practice', 'renderer', 'widget') },
      to: { path: '^scripts/' },
    }),
    rule('no-cycles', 'two parts that need each other are one; a cycle of types alone is erased, and allowed', {
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    }),
    rule('only-declared-dependencies', 'what package.json does not name is there by chance', {
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    }),
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
