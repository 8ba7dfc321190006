import { requireCount } from '../../errors/requirements';
import { ValidationError } from '../../errors/validation-error';

/** A JSON object of unknown content. */
interface JsonObject {
  readonly [key: string]: unknown;
}

/** Reads the fields of a parsed `config.json`, and refuses by name what is missing or of another type. */
export class ConfigReader {
  /** The whole file. */
  public static of(json: unknown): ConfigReader {
    if (!isObject(json)) {
      throw new ValidationError({ code: 'NotAConfig', prop: 'config', value: json, rule: 'must be a parsed config.json', remedy: 'pass the object that JSON.parse returns for it' });
    }
    return new ConfigReader(json, 'config');
  }

  private constructor(private readonly json: JsonObject, private readonly path: string) {}

  /** The part that describes the language model: models with more than text nest it. */
  public get text(): ConfigReader {
    const nested = ['text_config', 'llm_config'].find((key) => isObject(this.json[key]));
    return nested === undefined ? this : this.section(nested)!;
  }

  /** A nested object, undefined where there is none. */
  public section(key: string): ConfigReader | undefined {
    const value = this.json[key];
    return isObject(value) ? new ConfigReader(value, `${this.path}.${key}`) : undefined;
  }

  public has(key: string): boolean {
    return this.json[key] !== undefined && this.json[key] !== null;
  }

  /** A whole number of at least one, under the first of several spellings. */
  public count(...keys: readonly string[]): number {
    const key = keys.find((spelling) => this.has(spelling)) ?? keys[0]!;
    requireCount(`${this.path}.${key}`, this.json[key], { min: 1 });
    return this.json[key] as number;
  }

  /** As `count`; where no spelling occurs, undefined. */
  public tryCount(...keys: readonly string[]): number | undefined {
    const key = keys.find((spelling) => typeof this.json[spelling] === 'number' && (this.json[spelling] as number) > 0);
    return key === undefined ? undefined : this.count(key);
  }

  public flag(key: string): boolean {
    return this.json[key] === true;
  }

  public word(key: string): string | undefined {
    const value = this.json[key];
    return typeof value === 'string' ? value : undefined;
  }

  /** A list, empty where there is none. */
  public list(key: string): readonly unknown[] {
    const value = this.json[key];
    return Array.isArray(value) ? value : [];
  }

  /** Objects of a list. */
  public sections(key: string): readonly ConfigReader[] {
    return this.list(key).filter(isObject).map((value, index) => new ConfigReader(value, `${this.path}.${key}[${index}]`));
  }

  /** Values of an object's own members. */
  public members(): readonly ConfigReader[] {
    return Object.keys(this.json).flatMap((key) => this.section(key) ?? []);
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
