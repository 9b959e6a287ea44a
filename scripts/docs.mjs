// Writes what is made from the sources: docs/asyncapi.yaml, docs/policy.md, build/policy/.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { asyncapi } from './lib/asyncapi.mjs';
import { policyDocuments } from './lib/policy-documents.mjs';
import { inRoot } from './lib/project.mjs';

for (const [file, text] of Object.entries({ 'docs/asyncapi.yaml': asyncapi(), ...policyDocuments() })) {
  mkdirSync(path.dirname(inRoot(file)), { recursive: true });
  writeFileSync(inRoot(file), text);
}
