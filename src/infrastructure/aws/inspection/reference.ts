/** What an expression names: a resource or a data source. */
export interface Reference {
  readonly kind: 'resource' | 'data';
  readonly type: string;
  readonly name: string;
}

/** Where in a template a token is. */
type Place = 'text' | 'code' | 'braces' | 'quotes';

const TOKEN = /\$\$\{|\$\{|\\.|["{}$\\]|[^"{}$\\]+/gs;
const CODE = { opens: { '{': 'braces', '"': 'quotes' }, closes: '}' } as const;
/** What opens another place inside of a place, and what closes it. */
const PLACES: Readonly<Record<Place, { readonly opens: Readonly<Record<string, Place>>; readonly closes?: string }>> = {
  text: { opens: { '${': 'code' } },
  quotes: { opens: { '${': 'code' }, closes: '"' },
  code: CODE,
  braces: CODE,
};

/** Types have an underscore behind the name of their provider; what follows a dot is part of something else. */
const NAMED = /(?<![\w.-])(data\.)?([a-z][a-z0-9]*_[a-z0-9_]+)\.([A-Za-z_][\w-]*)/g;
const LOOP = /\bfor\s+(\w+)(?:\s*,\s*(\w+))?\s+in\b/g;

/** The resources and data sources that the expressions inside a text name. */
export function referencesIn(text: string): readonly Reference[] {
  return text.includes('${') ? namesIn(codeIn(text)) : [];
}

/** The resources and data sources that code names: an expression, or an entry of `depends_on`. */
export function namesIn(code: string): readonly Reference[] {
  const own = new Set([...code.matchAll(LOOP)].flatMap(([, ...names]) => names));
  const references = [...code.matchAll(NAMED)].map(([, data, type, name]) => ({ kind: data === undefined ? 'resource' as const : 'data' as const, type, name }));
  return references.filter(({ kind, type }) => kind === 'data' || !own.has(type));
}

/** How Terraform writes it. */
export function addressOf({ kind, type, name }: Reference): string {
  return kind === 'data' ? `data.${type}.${name}` : `${type}.${name}`;
}

/** What stands between `${` and `}`, without the words in quotes; code inside of those counts. */
function codeIn(text: string): string {
  const within: Place[] = [];
  let code = '';
  for (const [token] of text.matchAll(TOKEN)) {
    const place = within[within.length - 1] ?? 'text';
    const { opens, closes } = PLACES[place];
    if (token in opens) {
      within.push(opens[token]);
    } else if (token === closes) {
      within.pop();
    }
    code += PLACES[place] === CODE && !(token in opens) && token !== closes ? token : ' ';
  }
  return code;
}
