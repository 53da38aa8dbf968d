import { describeSecrets } from './providers/secrets';

describeSecrets('entra', { own: 'entra', project: 'orders-entra', name: 'dev' });
