// Command lines of the scripts: `--help` explains, anything unknown is an error with exit code 2.
import { parseArgs } from 'node:util';

/**
 * @param {{ usage: string, options?: import('node:util').ParseArgsOptionsConfig, allowPositionals?: boolean }} spec
 * @param {string[]} [args]
 */
export function readOptions(spec, args = process.argv.slice(2)) {
  const options = { ...spec.options, help: { type: /** @type {const} */ ('boolean'), short: 'h' } };
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: spec.allowPositionals ?? false });
    if (values.help) {
      console.log(spec.usage.trim());
      process.exit(0);
    }
    return { values, positionals };
  } catch (error) {
    return refuse(`${error.message}\n\n${spec.usage.trim()}`);
  }
}

/** Ends the program the way a wrong command line does. @param {string} message @returns {never} */
export function refuse(message) {
  console.error(message);
  process.exit(2);
}
