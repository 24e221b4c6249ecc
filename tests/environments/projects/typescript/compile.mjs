// Compiles folders by one version of TypeScript (`compile.mjs typescript-5.9 FOLDER …`), as its command line does with `-p FOLDER --pretty false`.
// One process for all folders keeps the compiler warm and parses its library once, which takes a third of the time. Prints the messages by folder.

import { createRequire } from "node:module";
import { join } from "node:path";

const [name, ...folders] = process.argv.slice(2);
const ts = createRequire(import.meta.url)(name);

const layout = { getCurrentDirectory: () => process.cwd(), getCanonicalFileName: (file) => file, getNewLine: () => "\n" };
const libraries = new Map();

console.log(JSON.stringify(Object.fromEntries(folders.map((folder) => [folder, compile(folder)]))));

function compile(folder) {
  let output = "";
  const report = (diagnostics) => (output += ts.formatDiagnostics(diagnostics, layout));
  const onUnRecoverableConfigFileDiagnostic = (diagnostic) => report([diagnostic]);
  const file = join(folder, "tsconfig.json");
  const config = ts.getParsedCommandLineOfConfigFile(file, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic });
  if (config === undefined) return output;

  const host = ts.createCompilerHost(config.options);
  host.trace = (line) => (output += `${line}\n`);
  const { getSourceFile } = host;
  host.getSourceFile = (path, options, ...more) => {
    // Files with imports depend on the options, so they are parsed again each time.
    if (!/\/typescript-[\d.]+\/lib\/lib\.[^/]*\.d\.ts$/.test(path)) return getSourceFile(path, options, ...more);
    const key = JSON.stringify([path, options]);
    if (!libraries.has(key)) libraries.set(key, getSourceFile(path, options, ...more));
    return libraries.get(key);
  };
  const program = ts.createProgram({
    rootNames: config.fileNames,
    options: config.options,
    configFileParsingDiagnostics: ts.getConfigFileParsingDiagnostics(config),
    host,
  });
  // Files of others are not checked, which would take three quarters of the time: only a global declaration of ours could affect them, and
  // a test refuses those.
  const isOurs = ({ fileName }) => !/\/node_modules\/(?!stripe-secret-store\/)/.test(fileName);
  const checked = program
    .getSourceFiles()
    .filter(isOurs)
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]);
  // To emit without a file would check all of them.
  const emitted = config.fileNames.flatMap((file) => program.emit(program.getSourceFile(file)).diagnostics);
  const before = [...program.getConfigFileParsingDiagnostics(), ...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()];
  report(ts.sortAndDeduplicateDiagnostics([...before, ...checked, ...emitted]));
  return output;
}
