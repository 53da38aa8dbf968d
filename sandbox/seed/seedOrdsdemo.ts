import type { Database } from '../oracle/database';
import { ORDSDEMO_STATEMENTS } from './ordsdemo';

/** Creates the demo tables as the developer ORDSDEMO would, in a session of that user. Throws OraError. */
export async function seedOrdsdemo(database: Database): Promise<void> {
  const session = database.openSession('ORDSDEMO');
  try {
    for (const sql of ORDSDEMO_STATEMENTS) await session.execute({ sql, binds: [] });
    await session.commit();
  } finally {
    session.close();
  }
}
