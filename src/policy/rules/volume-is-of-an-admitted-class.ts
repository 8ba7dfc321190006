import type { Json, RenderedZone } from '../../core/rendered';
import { isObject, JsonObject, valueAt } from '../json';
import { problemWith, Rule } from '../rule';

/** Names of the field that says a class, in claims and in custom resources. */
const FIELDS = ['storageClassName', 'storageClass'] as const;

/** A class that a part of an object asks for, and where. */
interface Asked {
  readonly field: string;
  readonly className: Json | undefined;
}

/** Volumes of a zone are of the classes that it names, whichever object asks for them: admission refuses the claims of all others. */
export const volumeIsOfAnAdmittedClass: Rule = ({ objects, admitted }) => objects.flatMap((source) => {
  const { metadata: { namespace }, spec } = source.object;
  const { storageClasses } = admitted.get(namespace ?? '') ?? {} as Partial<RenderedZone>;
  const asked = storageClasses === undefined ? [] : askedIn(spec as Json | undefined, '/spec');
  return asked.filter(({ className }) => typeof className !== 'string' || !storageClasses!.includes(className)).map(({ field, className }) => problemWith(source, {
    code: 'StorageClassNotAdmitted',
    prop: field,
    value: className,
    rule: `is no storage class of the zone '${namespace}'`,
    remedy: `use one of: ${storageClasses!.join(', ')}, or name it in the zone's 'storageClasses'`,
  }));
});

function askedIn(value: Json | undefined, field: string): readonly Asked[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const own = isObject(value) && isClaim(value) ? [askedBy(value, field)] : [];
  return [...own, ...Object.entries(value).flatMap(([key, member]) => askedIn(member as Json, `${field}/${key}`))];
}

/** A part that names a class, or that asks for a size and leaves the class to the cluster. */
function isClaim(value: JsonObject): boolean {
  return FIELDS.some((name) => typeof value[name] === 'string') || valueAt(value, 'resources', 'requests', 'storage') !== undefined;
}

function askedBy(value: JsonObject, field: string): Asked {
  const name = FIELDS.find((one) => one in value) ?? FIELDS[0];
  return { field: `${field}/${name}`, className: value[name] };
}
