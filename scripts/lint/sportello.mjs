// Rules of this project that oxlint does not have by itself.

const why =
  'Time, randomness and ids are passed in, so that tests can step them: take them from a clock or an id source that the composition root (index.ts, main.tsx) made.';

const forbiddenMembers = new Set([
  'Date.now',
  'Math.random',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'performance.now',
]);
const forbiddenImports = new Set(['randomUUID', 'randomInt']);

/** @param {any} node */
const nameOf = (node) =>
  node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? node.property.name : '';

const passedIn = {
  create(/** @type {any} */ context) {
    const report = (/** @type {any} */ node, /** @type {string} */ what) =>
      context.report({ node, message: `${what}: ${why}` });
    return {
      MemberExpression(/** @type {any} */ node) {
        const member = `${nameOf(node.object)}.${node.property.name}`;
        if (!node.computed && forbiddenMembers.has(member)) report(node, member);
      },
      NewExpression(/** @type {any} */ node) {
        if (node.callee.name === 'Date' && node.arguments.length === 0) report(node, 'new Date()');
      },
      ImportSpecifier(/** @type {any} */ node) {
        if (forbiddenImports.has(node.imported.name)) report(node, node.imported.name);
      },
    };
  },
};

export default { meta: { name: 'sportello' }, rules: { 'passed-in': passedIn } };
