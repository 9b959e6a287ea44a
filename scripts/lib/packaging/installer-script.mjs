// Our additions to the installer for Windows, compiled by NSIS as electron-builder's own script includes them. What it makes is deleted.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../project.mjs';
import { mustRun, run } from '../run.mjs';
import { ensureTools } from './tools.mjs';

/** What electron-builder's installer.nsi defines before it includes ours, as far as ours uses it. */
const around = (/** @type {string} */ script) => `Unicode true
Name "trial"
OutFile "trial.exe"
RequestExecutionLevel user
!include LogicLib.nsh
Var newDesktopLink
!define isUpdated \`"" == "--updated"\`
!include "${script}"
Section "install"
  StrCpy $newDesktopLink "$DESKTOP\\trial.lnk"
  !insertmacro customInstall
  WriteUninstaller "$INSTDIR\\uninstall.exe"
SectionEnd
Section "Uninstall"
  !insertmacro customUnInstall
SectionEnd
`;

/** @param {string} folder @returns {Promise<string>} what was found, in words */
export async function compileInstallerScript(folder) {
  const missing = await ensureTools({ makensis: 'nsis' });
  if (missing !== null) return `the installer's script was not compiled: ${missing}`;
  const compile = (/** @type {string} */ text) => {
    writeFileSync(path.join(folder, 'trial.nsi'), text);
    return ['makensis', ['-V2', '-WX', '-INPUTCHARSET', 'UTF8', 'trial.nsi'], { cwd: folder }];
  };
  const script = around(inRoot('build', 'windows', 'installer.nsh'));
  await mustRun(...compile(script));
  // A compiler that takes anything would prove nothing.
  if ((await run(...compile(`${script}\nSectin "misspelt"`))).code === 0) throw new Error('NSIS compiles anything');
  return "the installer's script compiled by NSIS";
}
