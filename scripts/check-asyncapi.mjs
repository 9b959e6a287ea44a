#!/usr/bin/env node
// docs/asyncapi.yaml says what the schemas on the wire say, and is a valid AsyncAPI document.
import { readFileSync } from 'node:fs';
import { asyncapi } from './lib/asyncapi.mjs';
import { inRoot } from './lib/project.mjs';
import { bin, run } from './lib/run.mjs';

const file = inRoot('docs', 'asyncapi.yaml');
if (readFileSync(file, 'utf8') !== asyncapi()) {
  console.log('docs/asyncapi.yaml is not what the schemas say: run `npm run docs`');
  process.exitCode = 1;
} else {
  const lint = await run(bin('redocly'), ['lint', '--config', inRoot('redocly.yaml'), file], {
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  });
  if (lint.code !== 0) console.log(lint.output);
  process.exitCode = lint.code;
}
