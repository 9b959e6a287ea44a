#!/usr/bin/env node
// The documents about wires and API say what the schemas say, and are valid AsyncAPI and OpenAPI documents.
import { readFileSync } from 'node:fs';
import { documents as wires } from './lib/asyncapi.mjs';
import { makeOpenapi } from './lib/openapi.mjs';
import { inRoot } from './lib/project.mjs';
import { bin, run } from './lib/run.mjs';

const documents = { ...wires, 'openapi.yaml': makeOpenapi };
const files = Object.keys(documents).map((name) => inRoot('docs', name));
const outdated = Object.entries(documents).filter(
  ([name, make]) => readFileSync(inRoot('docs', name), 'utf8') !== make(),
);
if (outdated.length > 0) {
  console.log(`${outdated.map(([name]) => `docs/${name}`).join(', ')}: not what the schemas say: run \`npm run docs\``);
  process.exitCode = 1;
} else {
  const lint = await run(bin('redocly'), ['lint', '--config', inRoot('redocly.yaml'), ...files], {
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  });
  if (lint.code !== 0) console.log(lint.output);
  process.exitCode = lint.code;
}
