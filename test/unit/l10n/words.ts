import ts from 'typescript';

/** A text in a source file that a person may see and no translation reaches. */
export interface Untranslated {
  readonly line: number;
  readonly text: string;
}

/** Fields that hold words for people, in VS Code's API and in attributes of elements. */
const shownFields = new Set([
  ...['label', 'title', 'detail', 'description', 'placeHolder', 'placeholder', 'prompt', 'tooltip'],
  ...['message', 'documentation', 'openLabel', 'saveLabel', 'ariaLabel', 'words', 'text'],
]);
const shownAttributes = /(?:aria-label|aria-description|title|placeholder|alt)\s*=\s*"([^"]*)"/g;
/** Calls whose first argument is shown. */
const shownCalls = /(?:^|\.)(?:show(?:Information|Warning|Error)Message|TreeItem|information|warning|error)$/;

/** What a template puts in, so that what stands beside it is seen to. */
const put = '\u0000';

/** Words: a letter, then another; `vLLM` and `JSON` alone are names, as is all that is written with code signs. */
function isWords(text: string): boolean {
  if (!/\p{L}{2}/u.test(text)) return false;
  const plain = text.trim();
  return (
    /\p{L}{2,} +\p{L}|(?:^|\s)\p{L}{3,} \0|\0 \p{L}{3,}/u.test(plain) ||
    /^\p{Lu}\p{Ll}+[…:.?!]?$/u.test(plain)
  );
}

/**
 * Texts of a source file that look like words for people outside of `l10n.t`: in the fields and calls that VS Code
 * shows, and as text or spoken attributes in templates of elements.
 */
export function untranslated(fileName: string, source: string): Untranslated[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
  const found: Untranslated[] = [];
  const report = (node: ts.Node, text: string): void => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    found.push({ line: line + 1, text: text.replaceAll(put, '…').trim().replace(/\s+/g, ' ') });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText(file) === 'html') {
      for (const text of markupWords(node.template, file)) report(node, text);
    }
    if (isLiteral(node) && isShown(node, file)) {
      const text = literalText(node);
      if (isWords(text)) report(node, text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

type Literal = ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateExpression;

function isLiteral(node: ts.Node): node is Literal {
  return (
    ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)
  );
}

function literalText(node: Literal): string {
  if (!ts.isTemplateExpression(node)) return node.text;
  return node.head.text + node.templateSpans.map(({ literal }) => put + literal.text).join('');
}

/** What a literal becomes part of, through conditions and fallbacks, and the node that stands there. */
function placeOf(node: ts.Node): { readonly child: ts.Node; readonly parent: ts.Node } {
  let child = node;
  let parent = node.parent;
  while (
    ts.isConditionalExpression(parent)
      ? parent.condition !== child
      : ts.isParenthesizedExpression(parent) ||
        (ts.isBinaryExpression(parent) &&
          [ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.PlusToken].includes(
            parent.operatorToken.kind,
          ))
  ) {
    child = parent;
    parent = parent.parent;
  }
  return { child, parent };
}

/** Names of what holds a message below the editor. */
const messageNames = /^(?:message|reason|because|why|expected|fault|verdict)$/;

/** Texts of a source file below the editor that are messages for people, and are not made with `say`. */
export function unsaid(fileName: string, source: string): Untranslated[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
  const found: Untranslated[] = [];
  const visit = (node: ts.Node): void => {
    if (isLiteral(node) && !ts.isTaggedTemplateExpression(node.parent) && isMessage(node, file)) {
      const text = literalText(node);
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      if (isWords(text)) found.push({ line: line + 1, text: text.replaceAll(put, '…') });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isMessage(node: ts.Node, file: ts.SourceFile): boolean {
  const { child, parent } = placeOf(node);
  if (ts.isPropertyAssignment(parent) || ts.isVariableDeclaration(parent) || ts.isParameter(parent))
    return parent.initializer === child && messageNames.test(parent.name.getText(file));
  if (ts.isReturnStatement(parent)) return /Words$|Problem$|Failure$|^reasonOf$/.test(enclosingName(parent));
  return ts.isNewExpression(parent) && parent.expression.getText(file) === 'ReadFailure';
}

/** Whether a literal comes to stand where VS Code shows it. */
function isShown(node: ts.Node, file: ts.SourceFile): boolean {
  const { child, parent } = placeOf(node);
  if (ts.isPropertyAssignment(parent))
    return shownFields.has(parent.name.getText(file)) && parent.initializer === child;
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    return (
      parent.right === child &&
      ts.isPropertyAccessExpression(parent.left) &&
      shownFields.has(parent.left.name.text)
    );
  }
  // A function that ends in words gives them to be shown: ours are all called after what they say.
  if (ts.isReturnStatement(parent)) return /Words|Text|Title|Label/.test(enclosingName(parent));
  return (
    (ts.isCallExpression(parent) || ts.isNewExpression(parent)) &&
    parent.arguments?.[0] === child &&
    shownCalls.test(parent.expression.getText(file))
  );
}

function enclosingName(node: ts.Node): string {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isFunctionDeclaration(at) || ts.isMethodDeclaration(at)) return at.name?.getText() ?? '';
  }
  return '';
}

function markupWords(template: ts.TemplateLiteral, file: ts.SourceFile): string[] {
  const markup = ts.isTemplateExpression(template)
    ? template.head.text + template.templateSpans.map(({ literal }) => put + literal.text).join('')
    : template.getText(file).slice(1, -1);
  const attributes = [...markup.matchAll(shownAttributes)].map(([, words]) => words ?? '');
  const texts = markup.replace(/<[^>]*>/g, put).split(put);
  return [...attributes.flatMap((words) => words.split(put)), ...texts].filter((words) =>
    /\p{L}{2}/u.test(words),
  );
}
