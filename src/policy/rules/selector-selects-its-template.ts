import { isSelected, objectAt } from '../pods';
import { problemWith, Rule } from '../rule';

/** Workloads whose selector must find the pods of their own template; the API server refuses them otherwise. */
const WORKLOADS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

/** A workload's selector asks for labels that its own pods have. */
export const selectorSelectsItsTemplate: Rule = ({ pods }) => pods
  .filter(({ source }) => WORKLOADS.has(source.object.kind))
  .map((pod) => ({ ...pod, selector: objectAt(pod.source.object, 'spec', 'selector', 'matchLabels') ?? {} }))
  .filter(({ labels, selector }) => !isSelected(labels, selector))
  .map(({ source, labels, selector }) => problemWith(source, {
    code: 'SelectorMissesTemplate',
    prop: '/spec/selector/matchLabels',
    value: selector,
    rule: `does not match the labels of its own template, ${JSON.stringify(labels)}`,
    remedy: 'change both together, or neither',
  }));
