import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import type { DataValidateFunction, DataValidationCxt } from 'ajv/dist/types';
import type { JsonSchema } from './json-schema';
import { KUBERNETES_FORMATS } from './kubernetes-formats';
import { ofResource, ofStructure, type StructuralSchema } from './structural-schema';

/** A rule in CEL that an API server would evaluate on an object and that is not evaluated here. */
export interface SkippedRule {
  /** JSON pointer of the value that the rule is about. */
  readonly field: string;
  readonly rule: string;
  /** @default - the API server quotes the rule */
  readonly message?: string;
}

/** What a compiled schema is called with as `this`. */
export interface Run {
  readonly skipped: SkippedRule[];
}

/**
 * Compiles structural schemas, each part when an object first has a value there.
 *
 * An object touches a hundredth of a large definition, and many definitions embed the same pod template: equal parts are compiled once.
 */
export class SchemaCompiler {
  private readonly parts = new Map<string, ValidateFunction>();
  private readonly ajv = new Ajv({
    strict: false, meta: false, allErrors: true, useDefaults: true, validateSchema: false, unicodeRegExp: false, passContext: true,
    formats: KUBERNETES_FORMATS,
    // a part is used for a handful of objects: making it fast costs more than it saves
    code: { optimize: false, regExp: Object.assign(fromRe2, { code: 'fromRe2' }) },
  });

  constructor() {
    this.ajv.addKeyword({ keyword: 'structure', compile: (schema: StructuralSchema) => this.whenReached(schema), errors: 'full' });
    this.ajv.addKeyword({ keyword: 'x-kubernetes-list-map-keys', type: 'array', compile: uniqueBy, errors: 'full' });
    this.ajv.addKeyword({ keyword: 'x-kubernetes-validations', validate: noteRules });
  }

  /** The schema of a whole object. */
  public resource(schema: StructuralSchema): ValidateFunction {
    return this.compiled(schema, ofResource);
  }

  /** The schema of a part of an object. */
  public part(schema: StructuralSchema): ValidateFunction {
    return this.compiled(schema, ofStructure);
  }

  private compiled(schema: StructuralSchema, convert: (schema: StructuralSchema) => JsonSchema): ValidateFunction {
    const key = `${convert.name} ${JSON.stringify(schema)}`;
    const validate = this.parts.get(key) ?? this.ajv.compile(convert(schema));
    this.parts.set(key, validate);
    return validate;
  }

  private whenReached(schema: StructuralSchema): DataValidateFunction {
    const compiler = this;
    let part: ValidateFunction | undefined;
    function validate(this: Run, value: unknown, context?: DataValidationCxt): boolean {
      part ??= compiler.part(schema);
      const valid = part.call(this, value, context) as boolean;
      validate.errors = part.errors ?? [];
      return valid;
    }
    validate.errors = [] as Partial<ErrorObject>[];
    return validate;
  }
}

/** A pattern of RE2 as one of this language: flags inside the pattern and short class names are spelt otherwise. */
function fromRe2(pattern: string): RegExp {
  const flags = `${pattern.includes('(?i)') ? 'i' : ''}${/\\[pP][A-Z]/.test(pattern) ? 'u' : ''}`;
  return new RegExp(pattern.replace('(?i)', '').replace(/\\([pP])([A-Z])/g, '\\$1{$2}'), flags);
}

function uniqueBy(keys: readonly string[]): DataValidateFunction {
  const validate: DataValidateFunction = (items: readonly (Record<string, unknown> | null)[], context) => {
    const first = new Map<string, number>();
    const errors: Partial<ErrorObject>[] = [];
    items.forEach((item, index) => {
      const values = JSON.stringify(keys.map((key) => item?.[key] ?? null));
      const same = first.get(values);
      if (same === undefined) first.set(values, index);
      else errors.push({ keyword: 'x-kubernetes-list-map-keys', instancePath: `${context?.instancePath}/${index}`, message: `repeats the ${keys.join(' and ')} of item ${same}` });
    });
    validate.errors = errors;
    return errors.length === 0;
  };
  return validate;
}

function noteRules(this: Run, rules: readonly Omit<SkippedRule, 'field'>[], _value: unknown, _schema?: unknown, context?: DataValidationCxt): boolean {
  this.skipped.push(...rules.map(({ rule, message }) => ({ field: context?.instancePath || '/', rule, ...(message === undefined ? {} : { message }) })));
  return true;
}
