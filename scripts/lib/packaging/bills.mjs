// The bills of materials have the shape of CycloneDX 1.6 (ECMA-424): the part of its schema that we fill in, strictly.
import * as z from 'zod';
import { cycloneDx, products } from '../bill-of-materials.mjs';
import { inRoot, readJson } from '../project.mjs';

const component = z.strictObject({
  type: z.literal('library'),
  'bom-ref': z.string().min(1),
  name: z.string().min(1),
  version: z.string().regex(/^\d+\.\d+\.\d+/),
  purl: z.string().regex(/^pkg:(npm|generic)\/(%40[\w.-]+\/)?[\w.-]+@\d[\w.+-]*$/),
  licenses: z.tuple([z.strictObject({ expression: z.string().regex(/^[\w.+-]+( (AND|OR) [\w.+-]+)*$/) })]),
});

const bill = z.strictObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.literal('1.6'),
  version: z.literal(1),
  metadata: z.strictObject({
    component: z.strictObject({ type: z.literal('application'), name: z.string().min(1), version: z.string().min(1) }),
  }),
  components: z.array(component).min(2),
});

/** @returns {string[]} */
export function problemsOfBills() {
  const { version } = readJson(inRoot('package.json'));
  return /** @type {const} */ (['client', 'hub']).flatMap((product) => {
    const made = bill.safeParse(JSON.parse(cycloneDx(product, version)));
    if (!made.success) return [`bill of materials, ${product}: ${z.prettifyError(made.error)}`];
    const refs = made.data.components.map((each) => each['bom-ref']);
    const isWhole = new Set(refs).size === refs.length && refs.length === products[product]().length;
    return isWhole ? [] : [`bill of materials, ${product}: a component is there twice, or missing`];
  });
}
