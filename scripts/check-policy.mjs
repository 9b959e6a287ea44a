#!/usr/bin/env node
// What administrators are given of the policy says what the program obeys.
import { existsSync, readFileSync } from 'node:fs';
import { policyDocuments } from './lib/policy-documents.mjs';
import { inRoot } from './lib/project.mjs';

const stale = Object.entries(policyDocuments())
  .filter(([file, text]) => !existsSync(inRoot(file)) || readFileSync(inRoot(file), 'utf8') !== text)
  .map(([file]) => file);
if (stale.length > 0) {
  console.log(`${stale.join(', ')}: not what shared/policy says; run \`npm run docs\``);
  process.exitCode = 1;
}
