// What is laid over electron-builder.yml for one package or another.

const isSigned = () => process.env.CSC_LINK !== undefined || process.env.WIN_CSC_LINK !== undefined;
/** An unsigned package for Windows says so in its name. @param {string} kind */
const named = (kind) => `\${productName}-\${version}-\${arch}-${kind}${isSigned() ? '' : '-unsigned'}.\${ext}`;

export const configurations = /** @type {const} */ ({
  /** A core under plain Node can't read inside the archive: what it needs lies beside. */
  development: {
    asarUnpack: ['package.json', 'dist/core/**', 'dist/practice/**', 'node_modules/better-sqlite3/**'],
    deb: { compression: 'gz', artifactName: '${name}-development_${version}_${arch}.${ext}' },
    rpm: { compression: 'gzip', artifactName: '${name}-development_${version}_${arch}.${ext}' },
  },
  get nsisPerUser() {
    return { nsis: { artifactName: named('setup') } };
  },
  /** A dedicated one: the mixed kind does not elevate by itself when it is silent. */
  get nsisPerMachine() {
    return { nsis: { perMachine: true, artifactName: named('machine-setup') } };
  },
  get msi() {
    return { msi: { artifactName: named('machine') } };
  },
  macNotarized: { mac: { notarize: true } },
});

/**
 * Only the addon of the platform that is packaged for. (electron-builder's `${platform}` is the one that it runs on, and a `files` list under
 * `win` with nothing but exclusions would include everything else.)
 *
 * @param {string} platform as Node names it
 */
export const addonOf = (platform) => ({
  files: [`!node_modules/better-sqlite3/prebuilds/!(${platform}-\${arch}).node`],
});
