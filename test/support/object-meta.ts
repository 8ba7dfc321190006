import type { JsonSchema } from './json-schema';

const TEXT = { type: 'string' } as const;
const TIME = { type: ['string', 'null'], format: 'date-time' } as const;

const OWNER: JsonSchema = {
  type: 'object',
  required: ['apiVersion', 'kind', 'name', 'uid'],
  properties: { apiVersion: TEXT, kind: TEXT, name: TEXT, uid: TEXT, controller: { type: 'boolean' }, blockOwnerDeletion: { type: 'boolean' } },
  additionalProperties: false,
};

/**
 * The `ObjectMeta` that an API server accepts for any custom resource.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/
 */
export const OBJECT_META: JsonSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', format: 'dns-1123-subdomain' },
    generateName: TEXT,
    namespace: { type: 'string', format: 'dns-1123-label' },
    labels: { type: ['object', 'null'], propertyNames: { format: 'qualified-name' }, additionalProperties: { type: 'string', format: 'label-value' } },
    annotations: { type: ['object', 'null'], propertyNames: { format: 'annotation-key' }, additionalProperties: TEXT },
    finalizers: { type: ['array', 'null'], items: { type: 'string', format: 'qualified-name' } },
    ownerReferences: { type: ['array', 'null'], items: OWNER },
    uid: TEXT,
    resourceVersion: TEXT,
    generation: { type: 'integer' },
    creationTimestamp: TIME,
    deletionTimestamp: TIME,
    deletionGracePeriodSeconds: { type: ['integer', 'null'] },
    managedFields: { type: ['array', 'null'] },
    selfLink: TEXT,
  },
  additionalProperties: false,
};

/** The same for the object at the root, which must have a name. */
export const NAMED_OBJECT_META: JsonSchema = { ...OBJECT_META, anyOf: [{ required: ['name'] }, { required: ['generateName'] }] };
