// An rpm from a tree of files, by rpmbuild (Debian's package `rpm`, or a system that has it anyway).
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** As rpm calls them, with a level: a trial has no time for the best. */
const payloads = { gzip: 'w2.gzdio', xz: 'w6.xzdio', xzmt: 'w6T0.xzdio' };

/** What dpkg calls otherwise. */
const architectures = { amd64: 'x86_64', arm64: 'aarch64' };

/** @param {{ depends: string[], options: Record<string, string> }} order @param {string} tree @param {string} work for rpmbuild's own files */
export function buildRpm({ depends, options }, tree, work) {
  const spec = path.join(work, 'package.spec');
  writeFileSync(spec, specOf({ depends, options }, tree));
  const target = path.resolve(options.package);
  const macros = {
    _topdir: path.join(work, 'rpm'),
    _rpmdir: path.dirname(target),
    _rpmfilename: path.basename(target),
    _dbpath: path.join(work, 'db'),
    _binary_payload: payloads[options['rpm-compression']] ?? payloads.gzip,
    // What was built is packed as it is: nothing is stripped, compressed or linked to.
    __os_install_post: '%{nil}',
    debug_package: '%{nil}',
    _build_id_links: 'none',
    _buildhost: 'sportello',
  };
  const defines = Object.entries(macros).flatMap(([name, value]) => ['--define', `${name} ${value}`]);
  execFileSync(
    'rpmbuild',
    [
      '-bb',
      '--quiet',
      '--target',
      `${architectures[options.architecture] ?? options.architecture}-linux`,
      ...defines,
      spec,
    ],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
}

/** @param {{ depends: string[], options: Record<string, string> }} order @param {string} tree */
function specOf({ depends, options }, tree) {
  const lines = options.description
    .trim()
    .split('\n')
    .map((line) => line.trim());
  const fields = {
    Name: options.name,
    Version: options.version.replaceAll('-', '~'),
    Release: options.iteration ?? '1',
    Summary: options['rpm-summary'] ?? lines[0],
    License: options.license,
    URL: options.url,
    Vendor: options.vendor,
    Packager: options.maintainer,
    // Electron brings its own libraries, which are nobody else's business.
    AutoReqProv: 'no',
  };
  const given = Object.entries(fields).filter(([, value]) => value);
  return [
    ...given.map(([name, value]) => `${name}: ${escaped(value)}`),
    ...depends.map((each) => `Requires: ${each}`),
    `\n%description\n${lines.map(escaped).join('\n')}`,
    `\n%install\ncp -a ${quoted(`${tree}/.`)} "$RPM_BUILD_ROOT/"`,
    ...scriptOf('post', options['after-install']),
    ...scriptOf('postun', options['after-remove']),
    `\n%files\n%defattr(-,root,root,-)\n${placesIn(tree).map(quoted).join('\n')}\n`,
  ].join('\n');
}

/** @param {string} name @param {string | undefined} file */
const scriptOf = (name, file) => (file === undefined ? [] : [`\n%${name}\n${escaped(readFileSync(file, 'utf8'))}`]);

/** What a macro would be to rpmbuild is meant as it stands. @param {string} text */
const escaped = (text) => text.replaceAll('%', '%%');

/** @param {string} name */
const quoted = (name) => `"${escaped(name)}"`;

/** Files, and folders that are the package's alone: those that it shares with others belong to nobody. @param {string} tree */
function placesIn(tree) {
  const own = readdirSync(path.join(tree, 'opt')).map((name) => `/opt/${name}`);
  const files = readdirSync(path.join(tree, 'usr'), { recursive: true, withFileTypes: true })
    .filter((each) => !each.isDirectory())
    .map(({ parentPath, name }) => `/${path.relative(tree, path.join(parentPath, name))}`);
  return [...own, ...files.toSorted()];
}
