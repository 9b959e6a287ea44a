// A process around a PostgreSQL server for tests: prints `ready URL`, and ends the server when its standard input ends,
// that is also when whoever started it was killed.
import { startPostgres } from './lib/postgres.mjs';

const server = await startPostgres({ isDurable: process.argv.includes('--durable') });
console.log(`ready ${server.url}`);
const stop = () => void server.stop().then(() => process.exit(0));
process.stdin.resume().once('end', stop);
// The terminal's Ctrl+C also reaches whoever started this, and then ends the input.
process.once('SIGINT', stop).once('SIGTERM', stop);
