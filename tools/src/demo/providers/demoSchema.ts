import type { DemoConnection, DemoEnd, Environment } from '../identityProvider';
import { Schema } from '../schema';

/** The schema that the sandbox comes with, for a stack that makes none. */
export function demoSchema(environment: Environment): DemoConnection {
  return {
    connectString: environment['ORDS_CONNECT_STRING'] ?? '',
    user: environment['ORDS_USER'] ?? '',
    password: environment['ORDS_PASSWORD'] ?? '',
  };
}

/** Checks that the schema is as it was. */
export async function nothingLeft({ narrator, http, environment, outputs }: DemoEnd): Promise<void> {
  const objects = await new Schema(environment, demoSchema(environment)).leftovers();
  narrator.check(
    'ORDS has no module, privilege or profile of it',
    objects.length === 0,
    objects.join(', ') || 'none',
  );
  const gone = await http.get(outputs.endpoints.orders);
  narrator.check('the endpoint is gone', gone.status === 404, String(gone.status));
}
