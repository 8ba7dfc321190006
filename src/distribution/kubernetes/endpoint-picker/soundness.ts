import type { Construct } from 'constructs';
import { ValidationError } from '../../../errors/validation-error';
import type { RoleName } from '../../../target/inference-request';
import type { EndpointPickerConfig, SchedulingProfile } from '../../../target/picker-config';
import type { PickerPlugin, PickerPluginFamily } from '../../../target/picker-plugins';

/** Memory for what waits. */
export interface Room {
  /** Memory limit of the picker's container, bytes. */
  readonly memoryBytes: number;
  /** Bytes of the requests that may wait at their most. */
  readonly queuedBytes: number;
}

/** What a configuration must agree with. */
export interface Surroundings {
  /** What the replicas of the pool do. */
  readonly roles: readonly RoleName[];
  /** @default - nobody knows */
  readonly room?: Room;
}

/** A name in a configuration, and where it stands. */
interface Mention {
  readonly at: string;
  readonly name: string;
}

/** Refuses a configuration that the picker would not start with, or that would choose no replica. */
export function requireSound(config: EndpointPickerConfig, around: Surroundings, scope: Construct): void {
  requireKnownNames(config, scope);
  config.schedulingProfiles.forEach((profile) => requireProfile(profile, config.plugins, scope));
  requireOneHandler(config, scope);
  requireRoles(config, around.roles, scope);
  if (around.room !== undefined) {
    requireRoom(around.room, scope);
  }
}

function requireKnownNames({ plugins, ...config }: EndpointPickerConfig, scope: Construct): void {
  const names = plugins.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new ValidationError({ code: 'PluginGivenTwice', prop: 'plugins', value: twice, rule: 'is the name of two plugins', remedy: 'give one of them a name of its own' }, scope);
  }
  const unknown = mentionsIn(config).find(({ name }) => !names.includes(name));
  if (unknown !== undefined) {
    const remedy = `add it to 'plugins', or name one of: ${names.join(', ')}`;
    throw new ValidationError({ code: 'NoSuchPlugin', prop: unknown.at, value: unknown.name, rule: 'names no plugin of the configuration', remedy }, scope);
  }
}

function mentionsIn({ schedulingProfiles, dataLayer, flowControl, parsers = [] }: Omit<EndpointPickerConfig, 'plugins'>): readonly Mention[] {
  const bands = flowControl === undefined ? [] : [flowControl.defaultPriorityBand, ...flowControl.priorityBands];
  return [
    ...schedulingProfiles.flatMap(({ name: profile, plugins }) => plugins.map(({ pluginRef: name }) => ({ at: `schedulingProfiles.${profile}`, name }))),
    ...(dataLayer?.sources ?? []).flatMap(({ pluginRef, extractors }) => [pluginRef, ...extractors.map((extractor) => extractor.pluginRef)].map((name) => ({ at: 'dataLayer.sources', name }))),
    ...bands.flatMap(({ fairnessPolicyRef, orderingPolicyRef }) => [fairnessPolicyRef, orderingPolicyRef])
      .flatMap((name) => (name === undefined ? [] : [{ at: 'flowControl.priorityBands', name }])),
    ...(flowControl === undefined ? [] : [{ at: 'flowControl.saturationDetector', name: flowControl.saturationDetector.pluginRef }]),
    ...parsers.map((name) => ({ at: 'requestHandler.parsers', name })),
  ];
}

function requireProfile({ name, plugins: members }: SchedulingProfile, plugins: readonly PickerPlugin[], scope: Construct): void {
  const familyOf = (pluginRef: string): PickerPluginFamily => plugins.find((candidate) => candidate.name === pluginRef)!.family;
  const prop = `schedulingProfiles.${name}`;
  const pickers = members.filter(({ pluginRef }) => familyOf(pluginRef) === 'picker');
  if (pickers.length !== 1) {
    throw new ValidationError({ code: 'NotOnePicker', prop, value: pickers.map(({ pluginRef }) => pluginRef), rule: 'must have one plugin that picks', remedy: "add 'max-score-picker', or leave the others out" }, scope);
  }
  const weightless = members.find(({ weight }) => weight !== undefined && !(weight > 0));
  if (weightless !== undefined) {
    const rule = `must be above 0 for '${weightless.pluginRef}'`;
    throw new ValidationError({ code: 'WeightNotPositive', prop: `${prop}.weight`, value: weightless.weight, rule, remedy: 'raise it, or leave the plugin out of the profile' }, scope);
  }
}

/** One plugin decides which profiles run; llm-d's plain one runs the only one. */
function requireOneHandler({ plugins, schedulingProfiles }: EndpointPickerConfig, scope: Construct): void {
  const handlers = plugins.filter(({ family }) => family === 'handler').map(({ type }) => type);
  if (handlers.length !== 1) {
    const rule = 'must have one plugin that decides which profiles run';
    throw new ValidationError({ code: 'NotOneHandler', prop: 'plugins', value: handlers, rule, remedy: "add 'single-profile-handler', or leave the others out" }, scope);
  }
  if (handlers[0] === 'single-profile-handler' && schedulingProfiles.length !== 1) {
    const rule = "must be one for 'single-profile-handler', which would not know which to run";
    throw new ValidationError({ code: 'NotOneProfile', prop: 'schedulingProfiles', value: schedulingProfiles.map(({ name }) => name), rule, remedy: 'leave the others out, or use another handler' }, scope);
  }
}

/** A picker that disaggregates runs a profile a role, and each must find replicas. */
function requireRoles({ plugins, schedulingProfiles }: EndpointPickerConfig, roles: readonly RoleName[], scope: Construct): void {
  if (!plugins.some(({ type }) => type === 'disagg-profile-handler')) {
    return;
  }
  (['prefill', 'decode'] as const).forEach((role) => {
    if (!schedulingProfiles.some(({ name }) => name === role)) {
      throw new ValidationError({ code: 'NoProfileForRole', prop: 'schedulingProfiles', value: schedulingProfiles.map(({ name }) => name), rule: `must have the profile '${role}', which 'disagg-profile-handler' runs`, remedy: 'add it' }, scope);
    }
    if (!roles.includes(role)) {
      throw new ValidationError({ code: 'NoReplicasForRole', prop: 'roles', value: roles, rule: `must have replicas that ${role}, which 'disagg-profile-handler' chooses among`, remedy: "use 'single-profile-handler', or add the role" }, scope);
    }
  });
}

function requireRoom({ memoryBytes, queuedBytes }: Room, scope: Construct): void {
  if (queuedBytes >= memoryBytes) {
    const rule = `must stay below the memory limit of the picker (${memoryBytes}), which holds the requests that wait`;
    throw new ValidationError({ code: 'QueuesExceedMemory', prop: 'flowControl.maxBytes', value: queuedBytes, rule, remedy: "lower it, or the 'maxBytes' of bands" }, scope);
  }
}
