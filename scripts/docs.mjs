// Writes what is made from the sources: docs/asyncapi.yaml, docs/openapi.yaml, docs/chat-asyncapi.yaml, docs/policy.md, build/policy/.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { documents } from './lib/asyncapi.mjs';
import { makeOpenapi } from './lib/openapi.mjs';
import { policyDocuments } from './lib/policy-documents.mjs';
import { inRoot } from './lib/project.mjs';

const wires = Object.entries({ ...documents, 'openapi.yaml': makeOpenapi }).map(([name, make]) => [
  `docs/${name}`,
  make(),
]);
for (const [file, text] of [...wires, ...Object.entries(policyDocuments())]) {
  mkdirSync(path.dirname(inRoot(file)), { recursive: true });
  writeFileSync(inRoot(file), text);
}
