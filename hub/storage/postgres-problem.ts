import { ExpectedError } from '../../shared/errors.ts';
import { placeOf, type PostgresAddress } from './postgres-address.ts';

/** Why a database can't be used, as a sentence for whoever started the hub. Never says the password. */
export class PostgresProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PostgresProblem';
  }
}

/** SQLSTATE of a connection that broke or was ended or refused (08, 57P, 55000), of waiting too long, of a full server. */
const passing = /^(08...|57P..|55000|57014|55P03|25P0[34]|53300)$/;
const unreachable = /^(ECONN\w+|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT|EACCES)$/;

/** The database was out of reach: nothing is wrong with what was asked, and it may be asked again. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  // Node-postgres has no code for these two.
  return passing.test(code) || unreachable.test(code) || /^Connection terminated|timeout/i.test(error.message);
}

/** What went wrong while opening, as a sentence where it is known. */
export function problemOf(error: unknown, address: PostgresAddress): unknown {
  if (error instanceof PostgresProblem || error instanceof ExpectedError || !(error instanceof Error)) return error;
  const sentence = sentenceFor(error, address);
  return sentence === null ? error : new PostgresProblem(sentence);
}

function sentenceFor(error: Error, address: PostgresAddress): string | null {
  const { user, database, host, port } = address;
  const code = codeOf(error);
  const name = user === undefined ? 'the user' : `the user ${user}`;
  if (code === '28P01' || code === '28000')
    return `the server at ${host}:${port} refuses ${name}: check name and password`;
  if (error.message.includes('password must be a')) return `${name} needs a password, in the URL or in PGPASSWORD`;
  if (code === '3D000') return `the server at ${host}:${port} has no database ${database}`;
  if (code === '42501') return `${name} may not make or change tables in ${placeOf(address)}`;
  if (/SSL|certificate|CERT|self-signed/i.test(`${code} ${error.message}`)) {
    return `no trusted encryption with ${host}:${port} (see sslmode in --help)`;
  }
  const detail = code === '' ? '' : ` (${code})`;
  return isOutage(error) ? `no PostgreSQL server is ready at ${host}:${port}${detail}` : null;
}

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');
