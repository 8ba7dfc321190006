import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Exception, Failure } from '../run/step';

/** Something reviewed and let pass. */
export interface Accepted {
  /** Regular expression that the message matches, or the id of a rule. */
  readonly finding: string;
  /** Regular expression that the subject matches. @default - every subject */
  readonly subject?: string;
  /** Why, in one line. */
  readonly reason: string;
}

/** Findings, parted by a baseline. */
export interface Judged {
  readonly failures: readonly Failure[];
  readonly exceptions: readonly Exception[];
}

/** A reviewed list of what may pass. An entry that nothing needs any more is a failure: the list only shrinks. */
export class Baseline {
  /** Reads `baselines/<name>.yaml`. */
  public static read(name: string, kind: Exception['kind']): Baseline {
    const file = `${name}.yaml`;
    return new Baseline(file, (parse(readFileSync(join(__dirname, file), 'utf8')) as readonly Accepted[] | null) ?? [], kind);
  }

  private readonly used = new Set<Accepted>();

  public constructor(private readonly file: string, private readonly entries: readonly Accepted[], private readonly kind: Exception['kind']) {
    entries.forEach(({ finding, reason }) => {
      if (typeof reason !== 'string' || reason.trim() === '') {
        throw new Error(`'${finding}' in ${file} has no reason`);
      }
    });
  }

  /** Parts findings into those on the list and the others. */
  public judge(findings: readonly Failure[]): Judged {
    const failures: Failure[] = [];
    const exceptions: Exception[] = [];
    for (const finding of findings) {
      const entry = this.entries.find((candidate) => covers(candidate, finding));
      if (entry === undefined) {
        failures.push(finding);
        continue;
      }
      this.used.add(entry);
      exceptions.push({ kind: this.kind, subject: `${finding.subject}: ${finding.message}`, reason: entry.reason });
    }
    return { failures, exceptions };
  }

  /** Entries that matched nothing so far. */
  public unused(): readonly Failure[] {
    return this.entries.filter((entry) => !this.used.has(entry)).map(({ finding, subject }) => {
      const whose = subject === undefined ? '' : ` of '${subject}'`;
      return { subject: this.file, message: `'${finding}'${whose} matches nothing; take it out` };
    });
  }
}

function covers({ finding, subject }: Accepted, given: Failure): boolean {
  return new RegExp(finding).test(given.message) && (subject === undefined || new RegExp(subject).test(given.subject));
}
