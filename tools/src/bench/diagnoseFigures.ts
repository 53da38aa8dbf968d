import type { Figure } from './figures';
import type { BenchPlace } from './lifecycleFigures';
import { measureDrift } from './diagnose/drift';
import { loadDiagnoseParts } from './diagnose/library';
import { measureVerify } from './diagnose/verify';

/** Reading both sides and proving them, against the bare driver and bare requests. */
export async function diagnoseFigures({ root, environment, control }: BenchPlace): Promise<Figure[]> {
  const verify = await measureVerify(environment);
  const drift = await measureDrift({
    parts: loadDiagnoseParts(root),
    control,
    administrator: {
      connectString: environment['ORDS_CONNECT_STRING'] ?? '',
      user: environment['ORDS_ADMIN_USER'] ?? '',
      password: environment['ORDS_ADMIN_PASSWORD'] ?? '',
    },
  });
  return [
    { name: 'drift.1000.ratio', value: drift.ratio, target: 1.5 },
    { name: 'drift.1000.roundtrips', value: drift.roundTrips },
    { name: 'drift.100.roundtrips', value: drift.roundTripsOfFew },
    { name: 'drift.1000.ms', value: drift.milliseconds },
    { name: 'verify.50.ratio', value: verify.ratio, target: 1.3 },
    { name: 'verify.50.s', value: verify.verifySeconds },
  ];
}
