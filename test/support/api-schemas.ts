import { Ajv2020 } from 'ajv/dist/2020.js';

type Json = Record<string, unknown>;

/** Holds what a server answers against its own OpenAPI document; gives what is wrong, [] where all is right. */
export function createAnswerCheck(document: Json) {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  ajv.addSchema(document, 'api');
  const validators = new Map<string, ReturnType<typeof ajv.compile>>();
  const pointer = (...parts: string[]) =>
    parts.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
  const schemaOf = (path: string, status: number, type: string) => {
    const problem = `api#/${pointer('components', 'responses', 'Problem', 'content', 'application/problem+json', 'schema')}`;
    const own = `api#/${pointer('paths', path, 'get', 'responses', String(status), 'content', type, 'schema')}`;
    return type === 'application/problem+json' ? problem : own;
  };
  return (path: string, status: number, type: string, body: unknown): string[] => {
    const $ref = schemaOf(path, status, type);
    const validate = validators.get($ref) ?? ajv.compile({ $ref });
    validators.set($ref, validate);
    if (validate(body)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}
