// A throwaway project with this project's configuration and a few planted files, for tests of the checks themselves.
import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');
const configuration = ['package.json', 'tsconfig.base.json', '.dependency-cruiser.cjs', '.oxlintrc.json'];
const environments = ['shared', 'hub', 'main', 'main/core', 'main/preload', 'renderer', 'widget', 'test'];

export interface PlantedTree {
  /** Runs a command of node_modules/.bin in the tree and returns what it printed on standard output. */
  run(command: string, args: readonly string[]): Promise<string>;
  remove(): void;
}

export function plantTree(files: Readonly<Record<string, string>>): PlantedTree {
  const tree = mkdtempSync(path.join(tmpdir(), 'sportello-planted-'));
  symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'), 'dir');
  cpSync(path.join(root, 'scripts'), path.join(tree, 'scripts'), { recursive: true });
  for (const name of configuration) copyFileSync(path.join(root, name), path.join(tree, name));
  for (const folder of environments) {
    mkdirSync(path.join(tree, folder), { recursive: true });
    copyFileSync(path.join(root, folder, 'tsconfig.json'), path.join(tree, folder, 'tsconfig.json'));
  }
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    writeFileSync(path.join(tree, file), `${text}\n`);
  }
  return { run: (command, args) => runIn(tree, command, args), remove: () => rmSync(tree, { recursive: true }) };
}

function runIn(folder: string, command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const program = path.join(root, 'node_modules', '.bin', command);
    const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.once('error', reject);
    child.once('close', () => resolve(output));
  });
}
