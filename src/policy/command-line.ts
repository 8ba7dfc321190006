import { JsonObject, textsAt } from './json';

/** Short names of flags. @see https://docs.vllm.ai/en/latest/configuration/engine_args.html */
const ALIASES: Readonly<Record<string, string>> = {
  '-tp': '--tensor-parallel-size', '-pp': '--pipeline-parallel-size', '-dp': '--data-parallel-size', '-dpl': '--data-parallel-size-local', '-dcp': '--decode-context-parallel-size',
  '-n': '--nnodes',
};

const SHELLS: ReadonlySet<string> = new Set(['ash', 'bash', 'sh']);

/** What a word of a shell's script is: in quotes, or up to the next blank; a line may go on. */
const WORD = /"((?:[^"\\]|\\.)*)"|'([^']*)'|((?:[^\s"'\\]|\\\S)+)/g;

/** What only the container's start makes a value of. */
const EXPANDED = /\$[({A-Za-z_]/;

/** The command line of a container, as far as its object says it: command and arguments, or the script of a shell. */
export class CommandLine {
  /** Every word, in order. */
  public readonly words: readonly string[];
  private readonly flags: ReadonlyMap<string, string>;

  constructor(container: JsonObject) {
    this.words = wordsOf([...textsAt(container, 'command'), ...textsAt(container, 'args')]);
    this.flags = flagsIn(this.words);
  }

  /** Whether a flag is given, with or without a value. */
  public has(flag: string): boolean {
    return this.flags.has(flag);
  }

  /** The value of a flag as it is written; undefined where it is not given, empty where it has none. The last of several counts. */
  public written(flag: string): string | undefined {
    return this.flags.get(flag);
  }

  /** As `written`; undefined too where only the container's start makes it a value. */
  public text(flag: string): string | undefined {
    const value = this.written(flag);
    return value === undefined || EXPANDED.test(value) ? undefined : value;
  }

  /** The number that a flag gives, or what counts where it is not given; undefined where it cannot be read. */
  public count(flag: string, otherwise: number): number | undefined {
    if (!this.has(flag)) {
      return otherwise;
    }
    const value = Number(this.text(flag) || NaN);
    return Number.isNaN(value) ? undefined : value;
  }
}

function wordsOf(words: readonly string[]): readonly string[] {
  const [program = '', ...rest] = words;
  const at = SHELLS.has(program.replace(/^.*\//, '')) ? rest.findIndex((_, index) => /^-\w*c$/.test(rest[index - 1] ?? '')) : -1;
  return at < 0 ? words : splitScript(rest[at]!, rest.slice(at + 2));
}

/** The words of a script; what follows it is its own name and then what `$@` stands for. */
function splitScript(script: string, parameters: readonly string[]): readonly string[] {
  const words = [...script.matchAll(WORD)].map(([, double, single, bare]) => double ?? single ?? bare ?? '').filter((word) => word !== '\\');
  return words.flatMap((word) => (word === '$@' ? parameters : [word]));
}

/** Flags are spelled with hyphens or underscores, and their values follow behind `=` or as the next word. */
function flagsIn(words: readonly string[]): ReadonlyMap<string, string> {
  const flags = new Map<string, string>();
  words.forEach((word, index) => {
    const [, flag, value] = /^(--?[A-Za-z][\w.-]*)(?:=([^]*))?$/.exec(word) ?? [];
    if (flag !== undefined) {
      const next = words[index + 1] ?? '';
      flags.set(ALIASES[flag] ?? flag.replaceAll('_', '-'), value ?? (/^--?[A-Za-z]/.test(next) ? '' : next));
    }
  });
  return flags;
}
