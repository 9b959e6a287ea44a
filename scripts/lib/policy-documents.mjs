// Everything that administrators need of the policy, made from shared/policy/definitions.ts.
import * as z from 'zod';
import { policyDefinitions, policyNames } from '../../shared/policy/definitions.ts';
import { policyFileSchema } from '../../shared/policy/policy.ts';

const NAMESPACE = 'Sportello.Policies';
const REGISTRY_KEY = 'SOFTWARE\\Policies\\Sportello';
const CATEGORY = 'Sportello';

/** @typedef {'it' | 'en'} Language */
/** @typedef {import('../../shared/policy/definitions.ts').PolicyDefinition} PolicyDefinition */
/** @typedef {[name: string, definition: PolicyDefinition]} Entry */

/** @type {Entry[]} */
const entries = policyNames.map((name) => [name, policyDefinitions[name]]);

const words = {
  it: {
    culture: 'it-IT',
    description: 'Criteri di gruppo di Sportello',
    supported: 'Sportello 0.1 o successivo',
    scope: { machine: 'PC', both: 'PC e account' },
  },
  en: {
    culture: 'en-US',
    description: 'Group policy of Sportello',
    supported: 'Sportello 0.1 or later',
    scope: { machine: 'PC', both: 'PC and account' },
  },
};

/** Every generated file by its path in the project. @returns {Record<string, string>} */
export function policyDocuments() {
  return {
    'build/policy/sportello.admx': admx(),
    'build/policy/it-IT/sportello.adml': adml('it'),
    'build/policy/en-US/sportello.adml': adml('en'),
    'build/policy/policy.schema.json': jsonSchema(),
    'docs/policy.md': page(),
  };
}

/** The template: names and types (Microsoft's ADMX schema, 2006/07). */
function admx() {
  return xml(`<policyDefinitions xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <policyNamespaces>
    <target prefix="sportello" namespace="${NAMESPACE}"/>
  </policyNamespaces>
  <resources minRequiredRevision="1.0"/>
  <supportedOn>
    <definitions>
      <definition name="Supported" displayName="$(string.Supported)"/>
    </definitions>
  </supportedOn>
  <categories>
    <category name="${CATEGORY}" displayName="$(string.Category)"/>
  </categories>
  <policies>
${entries.map(admxPolicy).join('\n')}
  </policies>
</policyDefinitions>`);
}

/** @param {Entry} entry */
function admxPolicy([name, definition]) {
  const scope = definition.scope === 'machine' ? 'Machine' : 'Both';
  return `    <policy name="${name}" class="${scope}" displayName="$(string.${name})" explainText="$(string.${name}_Help)" key="${REGISTRY_KEY}" presentation="$(presentation.${name})">
      <parentCategory ref="${CATEGORY}"/>
      <supportedOn ref="Supported"/>
      <elements>
${definition.kind === 'choice' ? admxChoice(name, definition.choices) : `        <text id="${name}" valueName="${name}" required="true" maxLength="500"/>`}
      </elements>
    </policy>`;
}

/** @param {string} name @param {Readonly<Record<string, unknown>>} choices */
function admxChoice(name, choices) {
  const items = Object.keys(choices).map(
    (choice) => `          <item displayName="$(string.${name}_${choice})">
            <value><string>${escape(choice)}</string></value>
          </item>`,
  );
  return `        <enum id="${name}" valueName="${name}" required="true">
${items.join('\n')}
        </enum>`;
}

/** The words of the template in one language. @param {Language} language */
function adml(language) {
  const { description, supported } = words[language];
  const strings = [
    ['Category', 'Sportello'],
    ['Supported', supported],
    ...entries.flatMap(([name, definition]) => [
      [name, definition.title[language]],
      [`${name}_Help`, definition.help[language]],
      ...(definition.kind === 'choice'
        ? Object.entries(definition.choices).map(([choice, text]) => [`${name}_${choice}`, text[language]])
        : []),
    ]),
  ];
  return xml(`<policyDefinitionResources xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <displayName>Sportello</displayName>
  <description>${escape(description)}</description>
  <resources>
    <stringTable>
${strings.map(([id, text]) => `      <string id="${id}">${escape(text)}</string>`).join('\n')}
    </stringTable>
    <presentationTable>
${entries.map((entry) => admlPresentation(entry, language)).join('\n')}
    </presentationTable>
  </resources>
</policyDefinitionResources>`);
}

/** @param {Entry} entry @param {Language} language */
function admlPresentation([name, definition], language) {
  const label = escape(definition.title[language]);
  const field =
    definition.kind === 'choice'
      ? `<dropdownList refId="${name}">${label}</dropdownList>`
      : `<textBox refId="${name}"><label>${label}</label></textBox>`;
  return `      <presentation id="${name}">${field}</presentation>`;
}

/** For editors and for tools that check a policy file before it is rolled out. */
function jsonSchema() {
  const schema = z.toJSONSchema(policyFileSchema, { io: 'input' });
  for (const [name, definition] of entries) {
    Object.assign(schema.properties?.[name] ?? {}, {
      title: definition.title.en,
      description: definition.help.en,
      ...(definition.kind === 'text' ? { examples: [definition.example] } : {}),
    });
  }
  return `${JSON.stringify({ title: 'Sportello policy', ...schema, additionalProperties: false }, null, 2)}\n`;
}

function page() {
  return `# Policy

What an organisation can fix on its PCs. Made by \`npm run docs\` from \`shared/policy/definitions.ts\`; do not edit.

| key | for | values | what it does |
| --- | --- | --- | --- |
${entries.map(pageRow).join('\n')}

The machine's value beats the account's, which beats what a person chose in the settings; a fixed setting is marked in the
interface and can't be changed there. A value that does not fit is ignored, and named by \`sportello --print-policy\`, which
also says where each value in force comes from; the settings page says that there is one.

| system | where |
| --- | --- |
| Linux | \`/etc/sportello/policy.json\`, then \`/etc/sportello/policies.d/*.json\` in order of name (later ones win). Files and folders must belong to root and be writable by nobody else; links are not followed |
| Windows | \`HKLM\\${REGISTRY_KEY}\`, then \`HKCU\\${REGISTRY_KEY}\`; templates: \`sportello.admx\` with \`it-IT\` and \`en-US\` |
| macOS | managed preferences of \`org.sportello.app\` (configuration profile) |

\`\`\`json
${JSON.stringify(Object.fromEntries(entries.flatMap(([name, d]) => (d.kind === 'text' && name !== 'ProxyPacUrl' ? [[name, d.example]] : name === 'ProxyMode' ? [[name, 'fixed']] : []))), null, 2)}
\`\`\`

\`build/policy/policy.schema.json\` describes such a file for editors. Only policies that the program obeys are listed: a key
that is not in this table does nothing, and is reported.
`;
}

/** @param {Entry} entry */
function pageRow([name, definition]) {
  const values =
    definition.kind === 'choice'
      ? Object.entries(definition.choices)
          .map(([choice, text]) => `\`${choice}\`: ${text.en}`)
          .join('; ')
      : `e.g. \`${definition.example}\``;
  return `| \`${name}\` | ${words.en.scope[definition.scope]} | ${values} | ${definition.help.en} |`;
}

/** @param {string} body */
const xml = (body) => `<?xml version="1.0" encoding="utf-8"?>\n${body}\n`;

/** @param {string} text */
const escape = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
