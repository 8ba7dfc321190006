import { ApiObject, Chart } from 'cdk8s';
import type { Environment } from './environment';
import { beforeFailing, unresolved } from './failed-patch';
import { collision, idsBelow, kebab } from './names';
import { malformations, missingFields } from './object-form';
import { Consumers, ObjectSettler } from './object-settler';
import { Problem, problemOf } from './problem';
import { identityOf, KubernetesObject, Phase, RenderedManifest, RenderedObject } from './rendered';
import { sentence, Violation } from '../errors/validation-error';

/**
 * Resolves the Kubernetes objects of one environment to the values that are written.
 *
 * Collects instead of throwing: every problem of every object, and every field that waits for a cloud value.
 */
export class ManifestRenderer {
  public readonly problems: Problem[] = [];
  public readonly consumers: Consumers = new Map();

  constructor(private readonly environment: Environment) {}

  /** One manifest for each chart that has objects, by phase and file name. */
  public render(): readonly RenderedManifest[] {
    const manifests = this.charts().map((chart) => this.manifestOf(chart)).filter((manifest) => manifest.objects.length > 0);
    manifests.sort((a, b) => (fileOf(a) < fileOf(b) ? -1 : 1));
    this.refuseTwins('file', manifests.map((manifest) => ({ path: manifest.path, name: fileOf(manifest) })));
    this.refuseTwins('object', manifests.flatMap(({ objects }) => objects.map(({ path, object }) => ({ path, name: uniqueIdentityOf(object) }))));
    this.problems.push(...this.environment._handoff.problems);
    return manifests;
  }

  private charts(): readonly { readonly chart: Chart; readonly objects: readonly ApiObject[] }[] {
    const nodes = this.environment.node.findAll();
    const objects = groupedBy(nodes.filter((node) => ApiObject.isApiObject(node)), (object) => object.chart);
    return nodes.filter((node) => Chart.isChart(node)).map((chart) => ({ chart, objects: objects.get(chart) ?? [] }));
  }

  private manifestOf({ chart, objects }: { readonly chart: Chart; readonly objects: readonly ApiObject[] }): RenderedManifest {
    const ids = idsBelow(this.environment, chart).map(kebab);
    return {
      path: chart.node.path,
      file: ids.length === 0 ? 'manifests' : ids.join('-'),
      phase: 'phase' in chart ? chart.phase as Phase : '20-workloads',
      objects: objects.flatMap((object) => this.rendered(object)),
    };
  }

  private rendered(source: ApiObject): readonly RenderedObject[] {
    const json = this.resolved(source);
    const missing = json === undefined ? [] : missingFields(json);
    this.refuse(source, missing);
    if (json === undefined || missing.length > 0) {
      return [];
    }
    const settler = new ObjectSettler(this.environment, source, json, this.consumers);
    const object = settler.settle();
    this.problems.push(...settler.problems);
    this.refuse(source, malformations(object, this.environment.cluster.kubernetesVersion));
    return [{ path: source.node.path, object }];
  }

  private refuse(source: ApiObject, violations: readonly Violation[]): void {
    this.problems.push(...violations.map((violation) => ({ path: source.node.path, code: violation.code, message: sentence(violation) })));
  }

  private resolved(source: ApiObject): KubernetesObject | undefined {
    try {
      return source.toJson() as KubernetesObject;
    } catch (error) {
      // cdk8s has only text for what a patch, a lazy value or a token of another library did wrong
      this.problems.push(unresolved(source, error));
      return beforeFailing(source) as KubernetesObject | undefined;
    }
  }

  private refuseTwins(what: string, named: readonly { readonly path: string; readonly name: string }[]): void {
    for (const [name, [first, ...others]] of groupedBy(named, (one) => one.name)) {
      others.forEach((other) => this.problems.push(problemOf(collision(what, name, first!.path, other.path), other.path)));
    }
  }
}

function fileOf(manifest: RenderedManifest): string {
  return `${manifest.phase}/${manifest.file}.yaml`;
}

/** Two versions of one API are one object; two groups with a kind of the same name are not. */
function uniqueIdentityOf(object: KubernetesObject): string {
  const group = object.apiVersion.includes('/') ? object.apiVersion.split('/')[0]! : 'core';
  return `${group}/${identityOf(object)}`;
}

function groupedBy<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    group.push(item);
    groups.set(keyOf(item), group);
  }
  return groups;
}
