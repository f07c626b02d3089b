// What the compiler knows of a type that is a list of names: so that a list elsewhere can be held against it.
import ts from 'typescript';

/** The strings that the exported type `name` of `file` allows, sorted. */
export function namesOfType(file, name) {
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowArbitraryExtensions: true,
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const symbol = source && checker.getSymbolAtLocation(source);
  const found = symbol && checker.getExportsOfModule(symbol).find((one) => one.name === name);
  if (!found) throw new Error(`${file} exports no ${name}`);
  const type = checker.getDeclaredTypeOfSymbol(found);
  return (type.isUnion() ? type.types : [type])
    .map((one) => {
      if (!one.isStringLiteral()) throw new Error(`${name} is not only a list of names`);
      return one.value;
    })
    .sort();
}
