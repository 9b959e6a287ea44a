// Sums of what a packed program runs, for main/integrity.ts. The packager loads CommonJS (scripts/after-pack.cjs).
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

/** @param {string} resources where the archive lies */
exports.writeSums = function writeSums(resources) {
  const unpacked = path.join(resources, 'app.asar.unpacked');
  const files = fs.existsSync(unpacked)
    ? fs
        .readdirSync(unpacked, { recursive: true, encoding: 'utf8' })
        .map((name) => path.join('app.asar.unpacked', name))
    : [];
  const names = ['app.asar', ...files.toSorted()].filter((name) => fs.statSync(path.join(resources, name)).isFile());
  const sums = names.map((name) => [
    name,
    createHash('sha256')
      .update(fs.readFileSync(path.join(resources, name)))
      .digest('hex'),
  ]);
  fs.writeFileSync(path.join(resources, 'sums.json'), `${JSON.stringify(Object.fromEntries(sums), null, 2)}\n`);
};
