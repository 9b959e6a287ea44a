#!/usr/bin/env node
// What packages are made from fits what reads it: electron-builder's schema, group policy's names, JSON Schema, AppStream, CycloneDX.
import { problemsOfBills } from './lib/packaging/bills.mjs';
import { problemsOfBuilder } from './lib/packaging/builder.mjs';
import { problemsOfMetainfo } from './lib/packaging/metainfo.mjs';
import { problemsOfPolicySchema } from './lib/packaging/policy-schema.mjs';
import { problemsOfTemplates } from './lib/packaging/templates.mjs';

const problems = [
  ...(await problemsOfBuilder()),
  ...problemsOfTemplates(),
  ...problemsOfPolicySchema(),
  ...problemsOfMetainfo(),
  ...problemsOfBills(),
];
for (const problem of problems) console.log(problem);
if (problems.length > 0) process.exitCode = 1;
