import { nameOf, type EmittedEnvironment, type EmittedObject, type KubernetesObject } from '../run/emitted';
import type { CheckResult, Failure } from '../run/step';

/** A defect to put into what was written, and how a step must name it. */
export interface Plant {
  readonly name: string;
  /** Beginning of a failure's subject. */
  readonly subject: string;
  readonly message: RegExp;
  /** Puts it into the objects; throws where there is no place for it. */
  plant(objects: readonly EmittedObject[]): readonly EmittedObject[];
}

/** A part of an object, to be changed. */
export interface Fields {
  [key: string]: unknown;
}

/** Changes one object, named `Kind/namespace/name`; throws where it is not there. */
export function changed(objects: readonly EmittedObject[], name: string, change: (object: Fields) => void): readonly EmittedObject[] {
  if (!objects.some(({ object }) => nameOf(object) === name)) {
    throw new Error(`'${name}' is not there to be changed; plant the defect in another object`);
  }
  return objects.map((emitted) => {
    if (nameOf(emitted.object) !== name) {
      return emitted;
    }
    const object = structuredClone(emitted.object) as unknown as Fields;
    change(object);
    return { ...emitted, object: object as unknown as KubernetesObject };
  });
}

/** The map at a path of keys and indices. */
export function at(object: Fields, ...keys: readonly (string | number)[]): Fields {
  return keys.reduce<Fields>((fields, key) => {
    const inner = fields[key];
    if (typeof inner !== 'object' || inner === null) {
      throw new Error(`there is nothing at '${keys.join('/')}'`);
    }
    return inner as Fields;
  }, object);
}

/** An environment with all defects in it, in the form that was written too. */
export function planted(environment: EmittedEnvironment, plants: readonly Plant[]): EmittedEnvironment {
  const objects = plants.reduce((all, plant) => plant.plant(all), environment.objects);
  return { ...environment, objects, written: { ...environment.written, objects } };
}

/** Whether a step named each defect, a row each. */
export function verdicts(plants: readonly Plant[], step: string, results: readonly CheckResult[], seconds: number): readonly CheckResult[] {
  const failures = results.flatMap((result) => result.failures);
  return plants.map(({ name, subject, message }) => {
    const caught = failures.some((failure) => failure.subject.startsWith(subject) && message.test(failure.message));
    return row(name, step, caught ? [] : [{ subject: name, message: `is not named by '${step}', which said: ${said(failures)}` }], seconds);
  });
}

/** A row of the report. */
export function row(name: string, step: string, failures: readonly Failure[], seconds: number): CheckResult {
  return { environment: '-', check: `planted: ${name} is caught by ${step}`, passed: failures.length === 0 ? 1 : 0, failures, seconds };
}

function said(failures: readonly Failure[]): string {
  return failures.length === 0 ? 'nothing' : failures.map(({ subject, message }) => `${subject}: ${message}`).join(' | ');
}
