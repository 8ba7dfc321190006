import * as path from 'path';
import * as ts from 'typescript';

/** A member that users see. */
export interface PublicMember {
  /** As in `GpuNodeGroupProps.maxNodes`. */
  readonly name: string;
  /** What its docstring says before the first tag. */
  readonly text: string;
  /** What its docstring says of its default. @default - nothing */
  readonly defaultText?: string;
  /** Whether a user may leave it out of an object. */
  readonly optional: boolean;
}

/** What an index exports, as an editor shows it to a user. */
export interface PublicSurface {
  /** Names that are exported, with their docstrings. */
  readonly exported: ReadonlyMap<string, string>;
  readonly members: readonly PublicMember[];
  /** Names of ours that the exported ones use and that are not exported. */
  readonly unreachable: readonly string[];
}

/** Reads the surface of an index; what is `@internal`, private or overrides another is no part of it. */
export function publicSurface(index: string, options: ts.CompilerOptions = {}): PublicSurface {
  const program = ts.createProgram([index], { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, skipLibCheck: true, ...options });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(index)!;
  const root = path.dirname(index);
  const symbols = checker.getExportsOfModule(checker.getSymbolAtLocation(file)!).map((one) => resolved(one, checker));
  const ours = symbols.filter((symbol) => isBelow(root, symbol));
  return {
    exported: new Map(ours.map((symbol) => [symbol.name, textOf(symbol, checker)])),
    members: ours.flatMap((symbol) => membersOf(symbol, checker, root)),
    unreachable: unreachableOf(ours, checker, root),
  };
}

function unreachableOf(exported: readonly ts.Symbol[], checker: ts.TypeChecker, root: string): readonly string[] {
  const used = exported.flatMap((symbol) => typesUsedBy(symbol, checker)).filter((type) => isBelow(root, type)).map(({ name }) => name);
  return [...new Set(used)].filter((name) => !exported.some((symbol) => symbol.name === name)).sort();
}

function membersOf(symbol: ts.Symbol, checker: ts.TypeChecker, root: string): readonly PublicMember[] {
  const own = [...symbol.members?.values() ?? [], ...symbol.exports?.values() ?? [], ...aliasedOf(symbol, checker), ...rowsOf(symbol, checker, root)];
  return own.filter(isPublic).map((member) => ({
    name: `${symbol.name}.${member.name}`,
    text: textOf(member, checker),
    ...defaultOf(member),
    optional: member.declarations!.some((declaration) => ts.isPropertySignature(declaration) && declaration.questionToken !== undefined),
  }));
}

/** What the interface has that a type is another name of. */
function aliasedOf(symbol: ts.Symbol, checker: ts.TypeChecker): readonly ts.Symbol[] {
  const isAlias = has(symbol.flags, ts.SymbolFlags.TypeAlias);
  const type = isAlias ? checker.getDeclaredTypeOfSymbol(symbol) : undefined;
  return type?.isClassOrInterface() === true ? type.getProperties() : [];
}

/** What a catalog has: its rows and functions. */
function rowsOf(symbol: ts.Symbol, checker: ts.TypeChecker, root: string): readonly ts.Symbol[] {
  const variable = symbol.declarations?.find(ts.isVariableDeclaration);
  const { initializer } = variable ?? {};
  return initializer !== undefined && ts.isObjectLiteralExpression(initializer)
    ? checker.getTypeAtLocation(variable!).getProperties().filter((row) => isBelow(root, row))
    : [];
}

/** Declarations that a class or interface has beside its members. */
const NAMELESS = [ts.isConstructorDeclaration, ts.isTypeParameterDeclaration, ts.isIndexSignatureDeclaration];

function isPublic(member: ts.Symbol): boolean {
  const [declaration] = member.declarations ?? [];
  return declaration !== undefined && NAMELESS.every((isOne) => !isOne(declaration)) && !hides(declaration) && !saysItself(declaration) && member.name !== 'prototype';
}

function hides(declaration: ts.Declaration): boolean {
  const hidden = [ts.ModifierFlags.Private, ts.ModifierFlags.Protected, ts.ModifierFlags.Override];
  return hidden.some((flag) => has(ts.getCombinedModifierFlags(declaration), flag)) || ts.getJSDocTags(declaration).some(({ tagName }) => tagName.text === 'internal');
}

/**
 * Whether its name and value are all there is to say of a member: it can have one value alone, which tells the alternatives
 * of a union apart, or it is a row that is called as others call it, such as `p5.48xlarge`.
 */
function saysItself(declaration: ts.Declaration): boolean {
  return ts.isPropertyAssignment(declaration)
    ? ts.isStringLiteral(declaration.name)
    : ts.isPropertySignature(declaration) && declaration.type !== undefined && ts.isLiteralTypeNode(declaration.type);
}

function textOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  return ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
}

function defaultOf(member: ts.Symbol): Pick<PublicMember, 'defaultText'> {
  const tag = member.getJsDocTags().find(({ name }) => name === 'default');
  return tag === undefined ? {} : { defaultText: ts.displayPartsToString(tag.text).trim() };
}

/** Types that the public parts of a declaration name. */
function typesUsedBy(symbol: ts.Symbol, checker: ts.TypeChecker): readonly ts.Symbol[] {
  const found: ts.Symbol[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node) || ts.isHeritageClause(node) || ts.isVariableDeclaration(node) || (isMember(node) && hides(node))) {
      return;
    }
    if (ts.isTypeReferenceNode(node)) {
      const used = checker.getSymbolAtLocation(node.typeName);
      found.push(...used === undefined ? [] : [resolved(used, checker)]);
    }
    ts.forEachChild(node, visit);
  };
  symbol.declarations?.forEach(visit);
  return found.filter(({ flags }) => !has(flags, ts.SymbolFlags.TypeParameter));
}

function isMember(node: ts.Node): node is ts.Declaration {
  return ts.isClassElement(node) || ts.isTypeElement(node) || ts.isParameterPropertyDeclaration(node, node.parent);
}

function resolved(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return has(symbol.flags, ts.SymbolFlags.Alias) ? checker.getAliasedSymbol(symbol) : symbol;
}

function isBelow(root: string, symbol: ts.Symbol): boolean {
  return symbol.declarations?.some((declaration) => declaration.getSourceFile().fileName.startsWith(`${root}/`)) ?? false;
}

function has(flags: number, flag: number): boolean {
  // eslint-disable-next-line no-bitwise -- the compiler's flags are bits
  return (flags & flag) !== 0;
}
