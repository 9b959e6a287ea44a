#!/usr/bin/env node
// Nothing leaves with a licence that its users would have to fear.
import { isAllowed, products } from './lib/bill-of-materials.mjs';

const wrong = Object.entries(products).flatMap(([product, components]) =>
  components()
    .filter((component) => !isAllowed(component))
    .map(({ name, version, licence }) => `${product}: ${name} ${version} is under ${licence}`),
);
if (wrong.length > 0) {
  console.log(wrong.join('\n'));
  process.exitCode = 1;
}
