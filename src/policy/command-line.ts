import { JsonObject, textsAt } from './json';

/** Short names of flags. @see https://docs.vllm.ai/en/latest/configuration/engine_args.html */
const ALIASES: Readonly<Record<string, string>> = {
  '-tp': '--tensor-parallel-size', '-pp': '--pipeline-parallel-size', '-dp': '--data-parallel-size', '-dpl': '--data-parallel-size-local', '-dcp': '--decode-context-parallel-size',
  '-ep': '--enable-expert-parallel', '-n': '--nnodes', '-q': '--quantization',
};

/** Flags with which the names of others begin: they are whole, where any other beginning of a name stands for the name. */
const WHOLE: ReadonlySet<string> = new Set(['--config', '--data-parallel-size', '--model', '--pool-name']);

const SHELLS: ReadonlySet<string> = new Set(['ash', 'bash', 'sh']);

/** What a word of a shell's script is: in quotes, or up to the next blank; a line may go on. */
const WORD = /"((?:[^"\\]|\\.)*)"|'([^']*)'|((?:[^\s"'\\]|\\\S)+)/g;

/** What only the container's start makes a value of. */
const EXPANDED = /\$[({A-Za-z_]/;

/** A flag as it is written, with the value behind it. */
interface Flag {
  readonly name: string;
  readonly value: string;
}

/** The command line of a container, as far as its object says it: command and arguments, or the script of a shell. */
export class CommandLine {
  /** Every word, in order. */
  public readonly words: readonly string[];
  private readonly flags: readonly Flag[];

  /** @param before words of a script that come before the arguments */
  constructor(container: JsonObject, before = '') {
    this.words = wordsOf([...textsAt(container, 'command'), ...splitScript(before, []), ...textsAt(container, 'args')]);
    this.flags = flagsIn(this.words);
  }

  /** Whether a flag is given, with or without a value. */
  public has(flag: string): boolean {
    return this.written(flag) !== undefined;
  }

  /** The value of a flag as it is written; undefined where it is not given, empty where it has none. The last of several counts. */
  public written(flag: string): string | undefined {
    return this.flags.filter(({ name }) => standsFor(name, flag)).pop()?.value;
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

/** Flags are spelled with hyphens or underscores, and their values follow behind `=` or as the next word; a dot leads to a field of a value. */
function flagsIn(words: readonly string[]): readonly Flag[] {
  return words.flatMap((word, index) => {
    const [, flag, value] = /^(--?[A-Za-z][\w-]*)(?:\.[\w.+-]*)?(?:=([^]*))?$/.exec(word) ?? [];
    const next = words[index + 1] ?? '';
    return flag === undefined ? [] : [{ name: ALIASES[flag] ?? flag.replaceAll('_', '-'), value: value ?? (/^--?[A-Za-z]/.test(next) ? '' : next) }];
  });
}

/** Parsers take the beginning of a name for the name. @see https://docs.python.org/3/library/argparse.html#prefix-matching */
function standsFor(written: string, flag: string): boolean {
  return written === flag || (written.length > 3 && flag.startsWith(written) && !WHOLE.has(written));
}
