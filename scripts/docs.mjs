// Writes the documents that are made from the sources: docs/asyncapi.yaml.
import { writeFileSync } from 'node:fs';
import { asyncapi } from './lib/asyncapi.mjs';
import { inRoot } from './lib/project.mjs';

writeFileSync(inRoot('docs', 'asyncapi.yaml'), asyncapi());
