import { describeSecrets } from './providers/secrets';

describeSecrets('auth0');
